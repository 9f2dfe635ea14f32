import type { Measure, Practice } from '@safeward/engine';
import { NOTES } from './notes.ts';

/** The tables of README.md, written from the practice itself, so that they cannot say anything else. */

export const BEGIN = '<!-- The tables are written by `node practices/starter/readme/write.ts`. -->';
export const END = '<!-- End of the tables. -->';

/** README.md with its tables written anew. Throws where the text has no place for them. */
export function withTables(readme: string, practice: Practice): string {
  const begin = readme.indexOf(BEGIN);
  const end = readme.indexOf(END);
  if (begin < 0 || end < begin) throw new Error('README.md has lost the marks around its tables');
  return `${readme.slice(0, begin + BEGIN.length)}\n\n${tables(practice)}\n${readme.slice(end)}`;
}

function tables({ harms, measures }: Practice): string {
  return harms
    .map(({ id, title }) => {
      const against = measures.filter(({ harm }) => harm === id);
      return against.length === 0 ? '' : `### ${title}\n\n${HEAD}\n${against.map(row).join('\n')}\n`;
    })
    .join('\n');
}

const HEAD =
  '| Measure | What happens | From whom to whom | Basis | What it cannot see |\n| --- | --- | --- | --- | --- |';

function row(measure: Measure): string {
  const note = NOTES[measure.id];
  const cells = [
    `${measure.title}. \`${measure.id}\``,
    whatHappens(measure),
    note?.whom ?? '',
    measure.refs.length === 0 ? 'the service’s own terms' : measure.refs.join('; '),
    note?.blind ?? '',
  ];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

const UNTIL: Readonly<Record<string, string>> = {
  recipient: 'the recipient says yes',
  guardian: 'a guardian says yes',
  reviewer: 'staff have looked',
  sender_confirms: 'the sender confirms',
};

const LIMITED: Readonly<Record<Measure['limits'][number], string>> = {
  strip_links: 'links taken off',
  blur_images: 'pictures blurred',
  no_images: 'pictures left out',
  not_to_children: 'not shown to children',
  not_suggested: 'not suggested',
  reduced_reach: 'not pushed to others',
  no_new_contacts: 'no new contacts for the account',
};

const FOLLOWS: Readonly<Record<string, string>> = {
  review: 'staff see it',
  notify: 'a guardian hears of it',
  help: 'help is offered',
  preserve: 'kept as evidence',
};

/** What a measure does, in a few words. */
export function whatHappens(measure: Measure): string {
  const follows = [
    ...new Set(measure.effects.flatMap((effect) => Object.keys(effect)).map((name) => FOLLOWS[name] ?? name)),
  ];
  // A hold that ends when staff have looked says so once.
  const besides = measure.until === 'reviewer' ? follows.filter((what) => what !== FOLLOWS.review) : follows;
  return [acts(measure), ...besides].join('; ');
}

function acts({ do: action, until = '', limits, tell }: Measure): string {
  switch (action) {
    case 'block':
      return 'Not delivered';
    case 'hold':
      return `Waits until ${UNTIL[until] ?? until}`;
    case 'limit':
      return sentence(limits.map((limit) => LIMITED[limit]).join(', '));
    case 'nudge': {
      const heard = [tell.actor && 'the sender', tell.target && 'the recipient'].filter(Boolean);
      return `Delivered, with a word to ${heard.join(' and ')}`;
    }
  }
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
