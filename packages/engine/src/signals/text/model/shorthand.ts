/**
 * What a word written short stands for: contractions without their apostrophe, and the commonest texting forms. The
 * model then sees `not` as a word wherever it is meant.
 */
const NEGATED =
  'ai are ca can could did do does do had has have is may might must need sha should was were wo would'.split(
    ' ',
  );
const NEGATED_AS: Readonly<Record<string, string>> = { ai: 'is', ca: 'can', wo: 'will', sha: 'shall' };

const PRONOUNS: Readonly<Record<string, string>> = {
  im: 'i am',
  ive: 'i have',
  youre: 'you are',
  youve: 'you have',
  youll: 'you will',
  youd: 'you would',
  ur: 'your',
  u: 'you',
  ya: 'you',
  r: 'are',
  theyre: 'they are',
  theyve: 'they have',
  theyll: 'they will',
  hes: 'he is',
  shes: 'she is',
  thats: 'that is',
  whats: 'what is',
  theres: 'there is',
  yall: 'you all',
  gonna: 'going to',
  wanna: 'want to',
  gotta: 'got to',
  cannot: 'can not',
  pls: 'please',
  plz: 'please',
  thx: 'thanks',
  bc: 'because',
  cuz: 'because',
  ppl: 'people',
  ure: 'you are',
};

/** Written form → the words it stands for. */
export const SHORTHAND: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ...NEGATED.map((verb) => [`${verb}nt`, [NEGATED_AS[verb] ?? verb, 'not']] as const),
  ...Object.entries(PRONOUNS).map(([short, long]) => [short, long.split(' ')] as const),
]);

/** Only with their apostrophe: without it they are other words (`were`, `well`, `ill`, `its`, `hell`). */
export const WITH_APOSTROPHE: ReadonlyMap<string, readonly string[]> = new Map([
  ["we're", ['we', 'are']],
  ["we'll", ['we', 'will']],
  ["we've", ['we', 'have']],
  ["i'll", ['i', 'will']],
  ["i'd", ['i', 'would']],
  ["he'd", ['he', 'would']],
  ["she'd", ['she', 'would']],
  ["he'll", ['he', 'will']],
  ["she'll", ['she', 'will']],
  ["it's", ['it', 'is']],
  ["let's", ['let', 'us']],
]);
