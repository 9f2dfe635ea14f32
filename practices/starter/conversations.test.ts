import { type Action, decide, type Event, loadPractice } from '@safeward/engine';
import { describe, expect, test } from 'vitest';
import { starterFiles } from './read.ts';

/** Whole messages, invented, as people write them: what must pass, and what must not. */

const loaded = loadPractice(starterFiles());
if (!loaded.ok) throw new Error(JSON.stringify(loaded.findings, null, 2));
const { plan } = loaded;

const adult = { id: 'ada', age: { band: 'adult' } } as const;
const otherAdult = { id: 'bo', age: { band: 'adult' } } as const;
const teen = { id: 'cleo', age: { band: '13_15' } } as const;
const otherTeen = { id: 'dev', age: { band: '13_15' } } as const;
const child = { id: 'eli', age: { band: 'under_13' } } as const;
const someone = { id: 'fay' } as const;

/** Who speaks to whom. */
const SCENES = {
  'grown-up friends': {
    kind: 'message',
    actor: adult,
    target: otherAdult,
    relationship: { connected: true },
  },
  'grown-up strangers': {
    kind: 'message',
    actor: adult,
    target: otherAdult,
    relationship: { connected: false },
  },
  'a parent to a child': { kind: 'message', actor: adult, target: child, relationship: { connected: true } },
  'young friends': { kind: 'message', actor: teen, target: otherTeen, relationship: { connected: true } },
  'schoolmates, not connected': {
    kind: 'message',
    actor: teen,
    target: otherTeen,
    relationship: { connected: false },
  },
  'a child to a stranger': {
    kind: 'message',
    actor: teen,
    target: adult,
    relationship: { connected: false },
  },
  'a stranger to a child': {
    kind: 'message',
    actor: adult,
    target: teen,
    relationship: { connected: false },
  },
  'somebody unknown to a child': { kind: 'message', actor: someone, target: child },
  'a known grown-up to a child': {
    kind: 'message',
    actor: adult,
    target: teen,
    relationship: { connected: true },
  },
  'a class': { kind: 'group_message', actor: teen, audience: { kind: 'group', size: 27, children: 26 } },
  'a team with its coach': {
    kind: 'group_message',
    actor: adult,
    audience: { kind: 'group', size: 14, children: 11 },
  },
  'a group of grown-ups': {
    kind: 'group_message',
    actor: adult,
    audience: { kind: 'group', size: 41, children: 0 },
  },
  'a game with others': { kind: 'live_chat', actor: teen, audience: { kind: 'group', size: 8, children: 6 } },
  "a grown-up's post": { kind: 'post', actor: adult, audience: 'public' },
  "a child's post": { kind: 'post', actor: teen, audience: 'public' },
  "a child's search": { kind: 'search', actor: teen },
} as const satisfies Readonly<Record<string, Partial<Event>>>;
type Scene = keyof typeof SCENES;

function decided(scene: Scene, text: string) {
  const event: Event = { id: 'e', at: '2026-01-15T16:00:00Z', ...SCENES[scene], content: { text } } as Event;
  const { action, until, reasons } = decide(plan, event).outcome;
  return {
    action,
    ...(until === undefined ? {} : { until }),
    measures: reasons.map(({ measure }) => measure),
  };
}

describe('ordinary conversation passes', () => {
  test.each<[Scene, string]>([
    ['grown-up friends', 'pub on friday? you are buying'],
    ['grown-up friends', 'for god’s sake, you left the bloody oven on again, you muppet'],
    ['grown-up friends', 'fuck off, there is no way that was a penalty'],
    ['grown-up friends', 'you are an absolute idiot and i love you'],
    ['grown-up friends', 'no, you shut up. i am still furious about the car'],
    ['grown-up friends', 'if you eat my yoghurt again i swear you are dead'],
    ['grown-up friends', 'this meeting is killing me'],
    ['grown-up friends', 'can you lend me 20 quid till monday'],
    ['grown-up friends', 'my new number is 07700 900 411'],
    ['grown-up friends', 'what is the wifi password at yours'],
    ['grown-up friends', 'are you home alone tonight? i could come round with a curry'],
    ['grown-up friends', 'dont tell dave, it is his leaving do'],
    ['grown-up friends', 'ring me on whatsapp, the line is terrible here'],
    ['grown-up friends', 'here is the recipe https://example.com/soup'],
    ['grown-up friends', 'how old is your dog now?'],
    ['grown-up friends', 'you won’t believe it, i won the raffle'],
    ['grown-up strangers', 'hello, is the cot still for sale?'],
    ['grown-up strangers', 'would you take 100 for the table? i can pay cash'],
    ['grown-up strangers', 'i think your review of the cafe was unfair'],
    ['grown-up strangers', 'the room is 450 a month, bills included. when could you come to see it?'],
    ['a parent to a child', 'what time does school finish today, love?'],
    ['a parent to a child', 'where are you? the bus has gone'],
    ['a parent to a child', 'send me a photo of your costume!'],
    ['a parent to a child', 'are you home yet? is dad there?'],
    ['a parent to a child', 'you are so grown up now, i am proud of you'],
    ['a parent to a child', 'meet me by the swimming pool at four'],
    ['a parent to a child', 'i will buy you an ice cream if you tidy your room'],
    ['young friends', 'did you do the maths sheet'],
    ['young friends', 'omg i am dead, that was so funny'],
    ['young friends', 'add me on snap its cleo.example'],
    ['young friends', 'how old is your brother'],
    ['young friends', 'dont tell anyone but i like sam'],
    ['young friends', 'send me a pic of your new haircut'],
    ['young friends', 'want to meet at the park after school?'],
    ['young friends', 'are your parents home? can i come over and play'],
    ['young friends', 'you idiot, you left your bag on the bus haha'],
    ['young friends', 'i am going to destroy you in mario kart'],
    ['young friends', 'my mum is killing me with these chores'],
    ['young friends', 'nobody wants to be goalie so i will do it'],
    ['a class', 'what is the homework for french'],
    ['a class', 'everyone bring 2 pounds for the cake sale'],
    ['a class', 'can somebody send me the notes, i was ill'],
    ['a class', 'this test is going to kill us all'],
    ['a class', 'mr ellis is so funny when he is angry'],
    ['a class', 'i hate mondays so much'],
    ['a team with its coach', 'Kick-off is 10:30, meet at the clubhouse at 10.'],
    ['a team with its coach', 'Who needs a lift? Tell me where you are and I will pick you up.'],
    ['a team with its coach', 'We are going to beat them on Saturday.'],
    ['a team with its coach', 'Please send the photos of the match to the club page.'],
    ['a team with its coach', 'Parents: the fee for the tournament is 12 pounds.'],
    ['a group of grown-ups', 'the ending killed me, in the best way'],
    ['a group of grown-ups', 'whoever parked across my drive is an idiot'],
    ['a group of grown-ups', 'shut up about the bins already'],
    ['a game with others', 'shoot him shoot him he is behind the wall'],
    ['a game with others', 'i need ammo, who has a gun'],
    ['a game with others', 'kill the boss first then heal me'],
    ['a game with others', 'gg well played'],
    ['a game with others', 'nice shot, you killed three of them'],
    ["a grown-up's post", 'For sale: oak table, six chairs, a few scratches. 120.'],
    ["a grown-up's post", 'The council should be ashamed of the state of this road.'],
    [
      "a grown-up's post",
      'Two years since my hardest winter. If you are in it now: tell one person. It gets better.',
    ],
    ["a grown-up's post", 'What an awful referee. Blind as a bat.'],
    ["a grown-up's post", 'Lost: grey cat, answers to Biscuit. Please share.'],
    ["a grown-up's post", 'Open on Saturday from nine, 12 Mill Lane, call 01632 960 200.'],
    ["a child's post", 'finally finished the owl mural, thank you to everyone who helped'],
    ["a child's post", 'my hamster is called Pickle and she is 1'],
    ["a child's post", 'anyone selling goalie gloves size 7?'],
    ["a child's post", 'our school won the quiz!!'],
    ["a child's search", 'how to draw hands'],
    ["a child's search", 'when was the battle of hastings'],
    ["a child's search", 'how to help a friend who is sad'],
  ])('%s: %s', (scene, text) => {
    expect(decided(scene, text)).toEqual({ action: 'allow', measures: [] });
  });
});

describe('what is risky does not simply pass', () => {
  test.each<[Scene, string, Action, string?]>([
    ['a stranger to a child', 'hey, i liked your drawing', 'hold', 'recipient'],
    ['a stranger to a child', 'hiya hun, how old r u?', 'hold', 'recipient'],
    ['a stranger to a child', 'wot skool do u go to', 'hold', 'recipient'],
    ['a stranger to a child', 'have you got snap? its better there', 'hold', 'recipient'],
    ['a stranger to a child', 'i can buy you a skin for your birthday', 'hold', 'recipient'],
    ['a stranger to a child', 'send me a selfie', 'hold', 'reviewer'],
    ['a stranger to a child', 'is your mum home or are you on your own', 'hold', 'reviewer'],
    ['a stranger to a child', 'this is our little secret, ok?', 'hold', 'reviewer'],
    ['a stranger to a child', 'you are so mature for your age', 'hold', 'reviewer'],
    ['a stranger to a child', 'can we meet up on saturday?', 'hold', 'reviewer'],
    ['a stranger to a child', 'how old are you and where do you live?', 'hold', 'reviewer'],
    ['somebody unknown to a child', 'h.o.w  o l d  are y0u', 'hold', 'recipient'],
    ['somebody unknown to a child', 'your parents dont understand you like i do', 'hold', 'reviewer'],
    ['a known grown-up to a child', 'send me a selfie and dont tell your mum', 'hold', 'reviewer'],
    ['a known grown-up to a child', 'lets keep this between us', 'nudge'],
    ['a child to a stranger', 'i live at 14 Harbour Street', 'hold', 'sender_confirms'],
    ['a child to a stranger', 'text me on 07700 900 123', 'hold', 'sender_confirms'],
    ["a child's post", 'add me on snap: cleo.example, or ring 07700 900 123', 'hold', 'sender_confirms'],
    ['young friends', 'ill kill you if you spoil the ending', 'nudge'],
    ['young friends', 'i dont want to be alive anymore', 'nudge'],
    ['young friends', 'i cut myself again last night', 'nudge'],
    ['young friends', 'go kill yourself', 'block'],
    ['grown-up friends', 'kys', 'block'],
    ['a class', 'k.y.s', 'block'],
    ['young friends', 'lets die together', 'hold', 'reviewer'],
    ["a child's search", 'i want to end my life', 'nudge'],
    ['schoolmates, not connected', 'watch your back tomorrow', 'hold', 'reviewer'],
    ['grown-up strangers', 'i am going to kill you', 'hold', 'reviewer'],
    ['grown-up strangers', 'i know where you live and i will kill you', 'block'],
    ['grown-up friends', 'send me 200 pounds or i will show everyone your photos', 'block'],
    ['a class', 'you are so ugly', 'nudge'],
    ['a class', 'nobody likes you, just leave', 'hold', 'sender_confirms'],
    ['a class', 'shut up or i will beat you up after school', 'hold', 'reviewer'],
    ['young friends', 'nobody wants you here', 'hold', 'sender_confirms'],
    [
      "a grown-up's post",
      'he lives at 22 Station Road, number 07700 900 555, everyone tell him what you think',
      'hold',
      'reviewer',
    ],
    ['grown-up strangers', 'this is your bank, please confirm your password', 'hold', 'reviewer'],
    ['grown-up strangers', 'mum i lost my phone, can you send money to this account', 'hold', 'recipient'],
    ['grown-up strangers', 'you have won a prize, claim now', 'hold', 'recipient'],
    ['grown-up friends', 'i need a favour, can you buy me some steam gift cards', 'nudge'],
    ["a grown-up's post", 'guaranteed profit, double your money in a week', 'limit'],
    ["a grown-up's post", 'buy followers cheap, 1000 for 5 pounds', 'limit'],
    ['young friends', 'forward this to 15 people or something bad will happen', 'nudge'],
    ['a class', 'selling vapes, hmu', 'hold', 'reviewer'],
    ["a child's post", 'where can i get weed', 'hold', 'sender_confirms'],
    ['a class', 'who dares to do the blackout challenge', 'hold', 'reviewer'],
  ])('%s: %s', (scene, text, action, until) => {
    const { measures, ...rest } = decided(scene, text);
    expect(rest, measures.join(', ')).toEqual({ action, ...(until === undefined ? {} : { until }) });
  });
});
