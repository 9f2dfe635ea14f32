import { describeLanguage, FAMILIES } from '@safeward/engine';
import { code, codes, page, table, wrap } from './markdown.ts';

const FAMILY_TITLES: Readonly<Record<(typeof FAMILIES)[number], string>> = {
  grooming: 'Grooming',
  approach: 'Softer signs of an approach',
  bullying: 'Bullying',
  threat: 'Threats',
  self_harm: 'Self-harm and suicide',
  privacy: 'Private details of others',
  scam: 'Scams',
  spam: 'Spam',
  challenge: 'Dangerous challenges',
  trade: 'Trade in what is forbidden',
  contact: 'Contact details',
  link: 'Links',
};

const COSTS: Readonly<Record<string, string>> = {
  words: 'words and phrases, found in the one pass over the text',
  pattern: 'also a regular expression, run only where its own letters occur',
  computed: 'worked out from the text',
};

/** `docs/reference/signals.md`. */
export function signalsPage(): string {
  const { signals, attributes } = describeLanguage();
  return page(
    '# Text signals: reference',
    wrap(
      "What can be seen in a text. A measure asks `text.has('name')`; `safeward signals` shows all of them in a file of events or texts. Each reports where in the original text it was seen, and sees through disguise: look-alike letters, invisible characters, leetspeak, letters stretched or spaced out.",
    ),
    wrap(
      'A signal is a sign, not a verdict. It knows words, not people: the same sentence may be said by a bully, a friend or a teacher. What follows from it is for the practice to say, together with who speaks to whom.',
    ),
    `The lists are in English. What a signal costs: ${Object.entries(COSTS)
      .map(([name, what]) => `${code(name)}, ${what}`)
      .join('; ')}.`
      .replaceAll(/(.{1,108})(?:\s|$)/g, '$1\n')
      .trimEnd(),
    ...FAMILIES.flatMap((family) => {
      const own = signals.filter((signal) => signal.family === family);
      if (own.length === 0) return [];
      return [
        `## ${FAMILY_TITLES[family]}`,
        table(
          ['signal', 'what it means', 'cost'],
          own.map(({ name, description, cost }) => [code(name), description, cost]),
        ),
      ];
    }),
    '## Scores',
    wrap(
      `\`text.score('…')\` is declared for ${codes(attributes)}. No model is part of Safeward yet, so every score is unknown, and \`check\` warns of a measure that hangs on one.`,
    ),
  );
}
