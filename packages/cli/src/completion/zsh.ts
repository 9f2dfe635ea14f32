import { type Place, quoted, type Takes, written } from './tree.ts';

const quote = (text: string): string => quoted(text, "'\\''");

/** A script for zsh: a file `_safeward` in a folder of `fpath`, or `source <(safeward completion zsh)`. */
export function zshCompletion(places: readonly Place[]): string {
  return `#compdef safeward
# Completion of safeward for zsh. In ~/.zshrc, below compinit: source <(safeward completion zsh)
_safeward() {
  local at='' i
  local -a offered
  for ((i = 2; i < CURRENT; i++)); do
    case "$at \${words[i]}" in
      (${places.slice(1).map(written).map(quote).join('|')}) at="$at \${words[i]}" ;;
    esac
  done
  case "$at \${words[CURRENT-1]}" in
${values(places).join('\n')}
  esac
  if [[ $PREFIX == -* ]]; then
    case "$at" in
${places.map(options).join('\n')}
    esac
    _describe option offered
    return
  fi
  case "$at" in
${places.flatMap(offers).join('\n')}
  esac
}
if [[ "\${funcstack[1]}" == _safeward ]]; then _safeward "$@"; else compdef _safeward safeward; fi
`;
}

function values(places: readonly Place[]): readonly string[] {
  return places.flatMap((place) =>
    place.options.flatMap(({ names, takes }) => {
      if (takes === null) return [];
      const patterns = names.map((name) => quote(`${written(place)} ${name}`)).join('|');
      return [`    (${patterns}) ${completes(takes)}; return ;;`];
    }),
  );
}

function options(place: Place): string {
  const entries = place.options.flatMap(({ names, about }) => names.map((name) => quote(`${name}:${about}`)));
  return `      (${quote(written(place))}) offered=(${entries.join(' ')}) ;;`;
}

function offers(place: Place): readonly string[] {
  const at = quote(written(place));
  if (place.commands.length > 0) {
    const entries = place.commands.map(({ name, about }) => quote(`${name}:${about}`));
    return [`    (${at}) offered=(${entries.join(' ')}); _describe command offered ;;`];
  }
  const [next] = place.takes;
  return next === undefined || next.kind === 'anything' ? [] : [`    (${at}) ${completes(next)} ;;`];
}

function completes(takes: Takes): string {
  switch (takes.kind) {
    case 'words':
      return `compadd -- ${takes.words.map(quote).join(' ')}`;
    case 'file':
      return '_files';
    case 'folder':
      return '_files -/';
    case 'anything':
      return '_message value';
  }
}
