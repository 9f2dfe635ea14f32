import { type Action, decide, type Event, loadPractice, parseEvent } from '@safeward/engine';
import { describe, expect, test } from 'vitest';
import { ukChildrenFiles } from './read.ts';

/** What people do on an ordinary day, invented, and what must not simply pass. */

const loaded = loadPractice(ukChildrenFiles());
if (!loaded.ok) throw new Error(JSON.stringify(loaded.findings, null, 2));
const { plan } = loaded;

const checkedAdult = { id: 'ada', age: { band: 'adult', assurance: 'verified' } } as const;
const adult = { id: 'bo', age: { band: 'adult', assurance: 'declared' } } as const;
const teen = { id: 'cleo', age: { band: '13_15' } } as const;
const otherTeen = { id: 'dev', age: { band: '16_17' } } as const;
const child = { id: 'eli', age: { band: 'under_13' } } as const;
const someone = { id: 'fay' } as const;

/** Who does what to whom. */
const SCENES = {
  'young friends': { kind: 'message', actor: teen, target: otherTeen, relationship: { connected: true } },
  'a parent to a child': { kind: 'message', actor: adult, target: child, relationship: { connected: true } },
  'grown-up friends': {
    kind: 'message',
    actor: adult,
    target: checkedAdult,
    relationship: { connected: true },
  },
  'grown-up strangers': {
    kind: 'message',
    actor: adult,
    target: checkedAdult,
    relationship: { connected: false },
  },
  'a stranger to a child': {
    kind: 'message',
    actor: adult,
    target: teen,
    relationship: { connected: false },
  },
  'somebody unknown to a child': { kind: 'message', actor: someone, target: child },
  'a class': { kind: 'group_message', actor: teen, audience: { kind: 'group', size: 27, children: 26 } },
  'a group of grown-ups': {
    kind: 'group_message',
    actor: adult,
    audience: { kind: 'group', size: 41, children: 0 },
  },
  "a child's post": { kind: 'post', actor: teen, audience: 'public' },
  "a grown-up's post": { kind: 'post', actor: adult, audience: 'public' },
  "a child's search": { kind: 'search', actor: teen },
  "a grown-up's search": { kind: 'search', actor: adult },
  "a child's feed": {
    kind: 'suggestion',
    actor: teen,
    target: adult,
    relationship: { connected: false },
    context: { suggests: 'content' },
  },
  "a grown-up's feed": {
    kind: 'suggestion',
    actor: adult,
    target: checkedAdult,
    relationship: { connected: false },
    context: { suggests: 'content' },
  },
} as const satisfies Readonly<Record<string, Partial<Event>>>;
type Scene = keyof typeof SCENES;

function decided(given: Readonly<Record<string, unknown>>) {
  const event = parseEvent({ id: 'e', at: '2026-01-15T16:00:00Z', ...given });
  if (!event.ok) throw new Error(JSON.stringify(event.problems));
  const { action, until, limits, reasons } = decide(plan, event.value).outcome;
  return { action, until, limits, measures: reasons.map(({ measure }) => measure) };
}

describe('an ordinary day passes', () => {
  test.each<[Scene, string]>([
    ['young friends', 'did you do the maths sheet'],
    ['young friends', 'i am starving, is there pizza'],
    ['young friends', 'i hate eating in the canteen, it is so loud'],
    ['young friends', 'my brother is recovering from the flu'],
    ['young friends', 'omg i am dead, that was so funny'],
    ['young friends', 'send me a pic of your new haircut'],
    ['young friends', 'dont tell anyone but i like sam'],
    ['young friends', 'how old is your brother'],
    ['a parent to a child', 'are you home yet? is dad there?'],
    ['a parent to a child', 'send me a photo of your costume!'],
    ['a parent to a child', 'you are so grown up now, i am proud of you'],
    ['grown-up friends', 'for god’s sake, you left the bloody oven on again, you muppet'],
    ['grown-up friends', 'can you lend me 20 quid till monday'],
    ['grown-up friends', 'my diet is going terribly, pass the cake'],
    ['grown-up strangers', 'hello, is the cot still for sale?'],
    ['grown-up strangers', 'would you take 100 for the table?'],
    ['a class', 'what is the homework for french'],
    ['a class', 'everyone bring 2 pounds for the cake sale'],
    ['a class', 'this test is going to kill us all'],
    ['a class', 'assembly on anti bullying week is on tuesday'],
    ['a group of grown-ups', 'the ending killed me, in the best way'],
    ['a group of grown-ups', 'whoever parked across my drive is an idiot'],
    ["a child's post", 'finally finished the owl mural'],
    ["a child's post", 'ana and i baked bread, so proud'],
    ["a child's post", 'i ate three waffles and regret nothing'],
    [
      "a grown-up's post",
      'Two years since my hardest winter. If you are in it now: tell one person. It gets better.',
    ],
    ["a grown-up's post", 'Three years of recovery from anorexia. Dinner with my sister tonight.'],
    ["a grown-up's post", 'Talk for parents on Thursday: how children are bullied online, and what helps.'],
    ["a grown-up's post", 'Lost: grey cat, answers to Biscuit. Please share.'],
    ["a child's search", 'how to draw hands'],
    ["a child's search", 'eating out in leeds'],
    ["a child's search", 'is ana a short name for anastasia'],
    ["a child's search", 'bull fighting history homework'],
    ["a grown-up's search", 'dangerous dogs act'],
    ["a child's feed", 'how i draw hands, part two'],
    ["a child's feed", 'what my recovery has taught me about asking for help'],
    ["a child's feed", 'our team won the cup, kill the lights and dance'],
    ["a grown-up's feed", 'an idiot parked across my drive again'],
  ])('%s: %s', (scene, text) => {
    const { action, measures } = decided({ ...SCENES[scene], content: { text } });
    expect({ action, measures }).toEqual({ action: 'allow', measures: [] });
  });

  test.each<[string, Readonly<Record<string, unknown>>]>([
    ['a child makes their account more private', { setting: 'who_can_message', to: 'connections' }],
    ['a child turns their place off', { setting: 'location_sharing', to: 'off' }],
    ['a child shares their place with the family', { setting: 'location_sharing', to: 'family' }],
    ['a child chooses a dark page', { setting: 'theme', to: 'dark' }],
    ['a child turns the filter on', { setting: 'content_filter', to: 'on' }],
  ])('%s', (_, context) => {
    expect(decided({ kind: 'setting_change', actor: teen, context }).action).toBe('allow');
  });
});

describe('what is risky does not simply pass', () => {
  test.each<[Scene, string, Action, string?]>([
    ['a stranger to a child', 'hey, i liked your drawing', 'hold', 'recipient'],
    ['a stranger to a child', 'this is our little secret, ok?', 'hold', 'reviewer'],
    ['a stranger to a child', 'send me a selfie', 'hold', 'reviewer'],
    ['a stranger to a child', 'can we meet up on saturday?', 'hold', 'reviewer'],
    ['a stranger to a child', 'how old are you and where do you live?', 'hold', 'reviewer'],
    ['somebody unknown to a child', 'hello', 'hold', 'recipient'],
    ['somebody unknown to a child', 'is your mum home or are you on your own', 'hold', 'reviewer'],
    ['young friends', 'go kill yourself', 'block'],
    ['a class', 'k.y.s', 'block'],
    ["a grown-up's post", 'kys', 'block'],
    ['young friends', 'i dont want to be alive anymore', 'nudge'],
    ['young friends', 'i cut myself again last night', 'nudge'],
    ['young friends', 'i think i have an eating disorder', 'nudge'],
    ['young friends', 'theyre bullying me again', 'nudge'],
    ['young friends', 'found a new thinspo page for us', 'hold', 'reviewer'],
    ["a child's search", 'i want to end my life', 'nudge'],
    ["a child's search", 'self harm', 'nudge'],
    ["a child's search", 'thinspo', 'nudge'],
    ["a child's search", 'how to make them stop, i keep getting bullied', 'nudge'],
    ["a grown-up's post", 'join our PRO-ANA group', 'limit'],
    ["a grown-up's post", 'do the blackout challenge and film it', 'limit'],
    ["a child's feed", 'do the blackout challenge and film it', 'limit'],
    ["a child's feed", 'th1nsp0 of the day', 'limit'],
    ["a child's feed", 'selling vapes, hmu', 'limit'],
    ["a grown-up's feed", 'bonespo of the day', 'limit'],
  ])('%s: %s', (scene, text, action, until) => {
    const { measures, ...rest } = decided({ ...SCENES[scene], content: { text } });
    expect({ action: rest.action, until: rest.until }, measures.join(', ')).toEqual({ action, until });
  });

  test.each<[string, Readonly<Record<string, unknown>>, Action, string?]>([
    [
      'a child opens their messages',
      { actor: teen, context: { setting: 'who_can_message', to: 'everyone' } },
      'hold',
      'sender_confirms',
    ],
    [
      'somebody unknown shares their place',
      { actor: someone, context: { setting: 'live_location', to: 'everyone' } },
      'hold',
      'sender_confirms',
    ],
    [
      'a declared grown-up asks for adult content',
      { actor: adult, context: { setting: 'adult_content', to: 'on' } },
      'block',
    ],
    [
      'a child turns 18 overnight',
      { actor: teen, context: { setting: 'birth_date', to: 'adult' } },
      'hold',
      'reviewer',
    ],
    ['a child blocks somebody', { actor: child, context: { setting: 'block' } }, 'nudge'],
  ])('%s', (_, given, action, until) => {
    const { action: done, until: waits } = decided({ kind: 'setting_change', ...given });
    expect({ done, waits }).toEqual({ done: action, waits: until });
  });

  test('labels of the service count where nothing can be read', () => {
    const seen = (labels: readonly string[], actor: object) =>
      decided({
        kind: 'suggestion',
        actor,
        target: adult,
        relationship: { connected: true },
        context: { suggests: 'content', labels },
      }).limits;
    expect(seen(['self_harm'], teen)).toEqual(['not_suggested']);
    expect(seen(['pornography'], adult)).toEqual(['not_suggested']);
    expect(seen(['pornography'], someone)).toEqual(['not_suggested']);
    expect(seen(['violence'], teen)).toEqual(['reduced_reach']);
    expect(seen(['violence', 'self_harm'], checkedAdult)).toEqual(seen([], checkedAdult));
  });
});
