import { type Place, quoted, type Takes, written } from './tree.ts';

const quote = (text: string): string => quoted(text, "'\\''");

/** A script for bash, from version 3.2 on: `source <(safeward completion bash)`. */
export function bashCompletion(places: readonly Place[]): string {
  return `# Completion of safeward for bash. In ~/.bashrc: source <(safeward completion bash)
_safeward() {
  local IFS=$' \\t\\n' at='' i
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD - 1]}
  # --port=80 comes as three words.
  if [[ $cur == '=' ]]; then cur=''; elif [[ $prev == '=' ]]; then prev=\${COMP_WORDS[COMP_CWORD - 2]}; fi
  COMPREPLY=()
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "$at \${COMP_WORDS[i]}" in
      ${places.slice(1).map(written).map(quote).join(' | ')}) at="$at \${COMP_WORDS[i]}" ;;
    esac
  done
  case "$at $prev" in
${values(places).join('\n')}
  esac
  case "$at$([[ $cur == -* ]] && echo ' -')" in
${places.flatMap(offers).join('\n')}
  esac
}
complete -F _safeward safeward
`;
}

function values(places: readonly Place[]): readonly string[] {
  return places.flatMap((place) =>
    place.options.flatMap(({ names, takes }) => {
      if (takes === null) return [];
      const patterns = names.map((name) => quote(`${written(place)} ${name}`)).join(' | ');
      return [`    ${patterns}) ${[replies(takes), 'return'].filter((step) => step !== '').join('; ')} ;;`];
    }),
  );
}

function offers(place: Place): readonly string[] {
  const options = place.options.flatMap(({ names }) => names.filter((name) => name.startsWith('--')));
  const words = place.commands.map(({ name }) => name);
  const next: Takes | undefined = words.length > 0 ? { kind: 'words', words } : place.takes[0];
  const at = written(place);
  return [
    `    ${quote(`${at} -`)}) ${replies({ kind: 'words', words: options })} ;;`,
    ...(next === undefined || next.kind === 'anything' ? [] : [`    ${quote(at)}) ${replies(next)} ;;`]),
  ];
}

/** `filenames` lets bash quote what it completes, and go on into folders; bash 3.2 has no `compopt`. */
function replies(takes: Takes): string {
  const names = (letter: string) =>
    `IFS=$'\\n'; COMPREPLY=($(compgen -${letter} -- "$cur")); compopt -o filenames 2> /dev/null`;
  switch (takes.kind) {
    case 'words':
      return `COMPREPLY=($(compgen -W ${quote(takes.words.join(' '))} -- "$cur"))`;
    case 'file':
      return names('f');
    case 'folder':
      return names('d');
    case 'anything':
      return '';
  }
}
