import { type OfferedOption, type Place, quoted, type Takes, written } from './tree.ts';

const quote = (text: string): string => quoted(text.replaceAll('\\', '\\\\'), "\\'");

/** A script for fish: `safeward completion fish | source`. */
export function fishCompletion(places: readonly Place[]): string {
  return `# Completion of safeward for fish: safeward completion fish > ~/.config/fish/completions/safeward.fish
function __safeward_at
  set -l at ''
  for word in (commandline -opc)[2..-1]
    switch "$at $word"
      case ${places.slice(1).map(written).map(quote).join(' ')}
        set at "$at $word"
    end
  end
  test "$at" = "$argv[1]"
end
complete -c safeward -f
${places.flatMap(lines).join('\n')}
`;
}

function lines(place: Place): readonly string[] {
  const begin = `complete -c safeward -n ${quote(`__safeward_at ${quote(written(place))}`)}`;
  const [next] = place.takes;
  return [
    ...place.commands.map(({ name, about }) => `${begin} -a ${name} -d ${quote(about)}`),
    ...(place.commands.length > 0 || next === undefined || next.kind === 'anything'
      ? []
      : [`${begin} ${after(next)}`]),
    ...place.options.map((option) => `${begin} ${flags(option)} -d ${quote(option.about)}`),
  ];
}

function flags({ names, takes }: OfferedOption): string {
  const named = names.map((name) => (name.startsWith('--') ? `-l ${name.slice(2)}` : `-s ${name.slice(1)}`));
  return [...named, ...(takes === null ? [] : ['-r', after(takes)])].join(' ');
}

function after(takes: Takes): string {
  switch (takes.kind) {
    case 'words':
      return `-a ${quote(takes.words.join(' '))}`;
    case 'file':
      return '-F';
    case 'folder':
      return `-a ${quote('(__fish_complete_directories)')}`;
    case 'anything':
      return '-f';
  }
}
