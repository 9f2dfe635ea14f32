import type { CodeMeasure } from './code-measure.ts';

const GOVERNANCE = 'people and papers of the company, not an event';
const HANDLING =
  'what becomes of a complaint after it is made; an event that a child reports something is answered';
const MODERATION_OFFICE = 'how the work of moderators is set up';
const MATCHING =
  'needs images or lists of addresses compared with those of others; this gate reads words, ages and links';

const notByGate = (id: string, asks: string, why: string): CodeMeasure => ({
  id,
  certainty: 'second-hand',
  asks,
  gate: 'not by a gate',
  why,
});

/** The Illegal content Code for user-to-user services. */
export const ICU: readonly CodeMeasure[] = [
  notByGate('ICU A1', 'a yearly review of how illegal harm is dealt with', GOVERNANCE),
  notByGate('ICU A2', 'one person who answers for it', GOVERNANCE),
  notByGate('ICU A3', 'written responsibilities of senior managers', GOVERNANCE),
  notByGate('ICU A4', 'an internal monitoring and assurance function', GOVERNANCE),
  notByGate(
    'ICU A5',
    'tracking new and rising illegal content',
    'a trend over many events; the counts of each measure can feed it',
  ),
  notByGate('ICU A6', 'a code of conduct for staff', GOVERNANCE),
  notByGate('ICU A7', 'training of staff', GOVERNANCE),
  {
    id: 'ICU C1',
    certainty: 'second-hand',
    asks: 'somebody reviews what may be illegal and judges it',
    gate: 'in part',
    why: 'the gate holds some of it for a person and says in which queue; the reviewing and judging is the service’s, also of what was reported or is there already',
  },
  {
    id: 'ICU C2',
    certainty: 'second-hand',
    asks: 'illegal content is taken down swiftly once known',
    gate: 'in part',
    why: 'here some is stopped before it is delivered; what is there already, and other kinds (terrorism, fraud, drugs …), are not here; `starter` has some of them',
  },
  notByGate('ICU C3', 'internal content policies', MODERATION_OFFICE),
  notByGate('ICU C4', 'targets for speed and accuracy', MODERATION_OFFICE),
  notByGate(
    'ICU C5',
    'an order of what is reviewed first',
    `${MODERATION_OFFICE}; the names of queues can help`,
  ),
  notByGate('ICU C6', 'enough moderators, also in a surge', MODERATION_OFFICE),
  notByGate('ICU C7', 'training for moderators', MODERATION_OFFICE),
  notByGate('ICU C8', 'materials for volunteers', MODERATION_OFFICE),
  {
    id: 'ICU C9',
    certainty: 'second-hand',
    asks: 'pictures and films are compared with known images of child sexual abuse',
    gate: 'not yet',
    why: MATCHING,
  },
  {
    id: 'ICU C10',
    certainty: 'second-hand',
    asks: 'listed addresses of such images are found and removed',
    gate: 'not yet',
    why: MATCHING,
  },
  {
    id: 'ICU C11–C13',
    certainty: 'id unverified',
    asks: 'further proactive technology, proposed in 2025; whether it is in force is not verified',
    gate: 'not by a gate',
    why: 'not known well enough to say',
  },
  {
    id: 'ICU C14',
    certainty: 'second-hand',
    asks: 'pictures and films are compared with known intimate images shared without consent',
    gate: 'not yet',
    why: MATCHING,
  },
  notByGate(
    'ICU C15',
    'a protocol for crises',
    'a plan of people; a practice laid over this one for a while can carry it out',
  ),
  notByGate('ICU C16', 'a protocol for crises, second part', 'as C15'),
  notByGate('ICU D1', 'anybody can complain', 'a page and an office of the service'),
  notByGate('ICU D2', 'complaining is easy, with a control at the content', 'a control on the page'),
  notByGate(
    'ICU D3',
    'it is said beforehand whether the reported person will know',
    'depends on what the service does; it can add it to `information.restricts`',
  ),
  notByGate('ICU D4', 'an acknowledgement, with a time', HANDLING),
  notByGate('ICU D5', 'the acknowledgement says what may come of it', HANDLING),
  notByGate('ICU D6', 'messages about the complaint can be turned off', HANDLING),
  notByGate('ICU D7', 'complaints about illegal content are acted on', HANDLING),
  notByGate('ICU D8', 'appeals, with targets', HANDLING),
  notByGate('ICU D9', 'appeals are decided promptly', HANDLING),
  notByGate('ICU D10', 'wrong decisions are reversed', HANDLING),
  notByGate(
    'ICU D11',
    'complaints about proactive technology',
    'the service explains; the reasons of every decision are recorded',
  ),
  notByGate('ICU D12', 'other complaints go to a named person', HANDLING),
  notByGate('ICU D13', 'unfounded complaints may be set aside', HANDLING),
  notByGate('ICU D14', 'a channel for trusted flaggers of fraud', 'an office of the service'),
  {
    id: 'ICU E1',
    certainty: 'from knowledge',
    asks: 'tests of the recommender measure safety',
    gate: 'not by a gate',
    why: 'a test of a system, not an event',
  },
  {
    id: 'ICU F1',
    certainty: 'second-hand',
    asks: 'safe defaults for children',
    gate: 'in part',
    why: 'each default is below; that they stand before anything is asked is for the service to build',
  },
  {
    id: 'ICU F1.2',
    certainty: 'from knowledge',
    asks: 'children are not suggested to others, nor others to them',
    gate: 'in part',
    why: 'only where the service asks before it suggests',
  },
  {
    id: 'ICU F1.3',
    certainty: 'from knowledge',
    asks: 'children stand in nobody’s list of connections, and their own is not shown',
    gate: 'in part',
    why: 'only where the service asks before it shows a list',
  },
  {
    id: 'ICU F1.4',
    certainty: 'second-hand',
    asks: 'nobody unconnected messages a child; without connections, the child says yes before seeing it',
    gate: 'in part',
    why: 'the service must say that it has connections (`context.has_connections`) and what the child has chosen; voice and groups are not covered',
  },
  {
    id: 'ICU F1.5',
    certainty: 'from knowledge',
    asks: 'a child’s place is not shown by itself',
    gate: 'in part',
    why: 'the gate asks the child; taking the place off, and finding it inside pictures, is the service’s',
  },
  {
    id: 'ICU F2',
    certainty: 'from knowledge',
    asks: 'information for a child at four points: turning a default off, a request, a first message, restricting somebody',
    gate: 'in part',
    why: 'the words are here; showing them at the right moment, and testing them with children, is the service’s',
  },
  notByGate('ICU G1', 'what the terms must say', 'a text of the service'),
  notByGate('ICU G2', 'a summary of the risk assessment', 'a text of the service'),
  notByGate('ICU G3', 'terms that people can find and understand', 'a text of the service'),
  notByGate(
    'ICU H1',
    'accounts run by or for proscribed organisations are removed',
    'it takes a judgement on name, picture and content of an account together; no signal of today sees any of it, and a list of words would fall on news and on the innocent',
  ),
  {
    id: 'ICU J1',
    certainty: 'second-hand',
    asks: 'people can block and mute',
    gate: 'in part',
    why: 'the service offers and stores it; the gate keeps to it where the service says so',
  },
  {
    id: 'ICU J2',
    certainty: 'second-hand',
    asks: 'people can turn comments off',
    gate: 'in part',
    why: 'as J1',
  },
  notByGate('ICU J3', 'labels for notable and paying accounts are explained', 'a text of the service'),
];
