import type { Certainty, CodeMeasure } from './code-measure.ts';

const GOVERNANCE = 'people and papers of the company, not an event';
const HANDLING = 'what becomes of a complaint after it is made';
const LABELS = 'pictures, films and sound count only where the service has labelled them';

const notByGate = (id: string, certainty: Certainty, asks: string, why: string): CodeMeasure => ({
  id,
  certainty,
  asks,
  gate: 'not by a gate',
  why,
});

/** The Protection of Children Code for user-to-user services. */
export const PCU: readonly CodeMeasure[] = [
  notByGate('PCU A1', 'id unverified', 'a yearly review', GOVERNANCE),
  notByGate('PCU A2', 'second-hand', 'one person who answers for it', GOVERNANCE),
  notByGate(
    'PCU A3–A7',
    'id unverified',
    'responsibilities, assurance, tracking, conduct, training',
    GOVERNANCE,
  ),
  {
    id: 'PCU B1',
    certainty: 'second-hand',
    asks: 'a highly effective process of age assurance',
    gate: 'in part',
    why: 'the process is the service’s; the gate takes no declared age for a checked one',
  },
  notByGate(
    'PCU B2',
    'id unverified',
    'a service made for primary priority content lets no child in',
    'the door of the whole service',
  ),
  notByGate(
    'PCU B3',
    'id unverified',
    'a service made for priority content protects children from it',
    'the door of the whole service',
  ),
  {
    id: 'PCU B4',
    certainty: 'second-hand',
    asks: 'checked ages keep children from primary priority content that is there',
    gate: 'in part',
    why: `${LABELS}; opening a post by its address is not an event`,
  },
  {
    id: 'PCU B5',
    certainty: 'second-hand',
    asks: 'checked ages protect children from priority content that is there',
    gate: 'in part',
    why: `${LABELS}; opening a post by its address is not an event; the milder kinds go by the declared age`,
  },
  {
    id: 'PCU B6–B7',
    certainty: 'id unverified',
    asks: 'E1 and E2 go by checked ages',
    gate: 'in part',
    why: 'so it is for E1 and the gravest of E2; what is only pushed down goes by the declared age',
  },
  {
    id: 'PCU C1',
    certainty: 'second-hand',
    asks: 'somebody reviews what may harm children',
    gate: 'in part',
    why: 'the gate holds some of it for a person; the reviewing is the service’s',
  },
  {
    id: 'PCU C2',
    certainty: 'second-hand',
    asks: 'swift action: taken down, or kept to adults',
    gate: 'in part',
    why: 'from the start, by words and labels; what is there already is the service’s',
  },
  notByGate('PCU C3', 'second-hand', 'internal content policies', 'how the work of moderators is set up'),
  notByGate(
    'PCU C4–C8',
    'id unverified',
    'targets, order, resources, training, volunteers',
    'how the work of moderators is set up',
  ),
  notByGate(
    'PCU C9–C10',
    'id unverified',
    'proactive technology, proposed in 2025; whether it is in force is not verified',
    'not known well enough to say',
  ),
  notByGate(
    'PCU C11',
    'second-hand',
    'a protocol for crises',
    'a plan of people; a practice laid over this one for a while can carry it out',
  ),
  notByGate(
    'PCU D1',
    'second-hand',
    'children and others can complain',
    'a page and an office of the service',
  ),
  notByGate(
    'PCU D2',
    'second-hand',
    'complaining is easy, with a control at the content',
    'a control on the page',
  ),
  notByGate('PCU D3–D6', 'id unverified', 'what is said before and after a complaint', HANDLING),
  notByGate('PCU D7', 'second-hand', 'complaints about harmful content are acted on', HANDLING),
  notByGate('PCU D8', 'id unverified', 'appeals, with targets', HANDLING),
  notByGate('PCU D9', 'second-hand', 'appeals are decided promptly', HANDLING),
  notByGate('PCU D10', 'second-hand', 'what follows an appeal', HANDLING),
  notByGate('PCU D11', 'id unverified', 'appeals against an assessed age', HANDLING),
  notByGate('PCU D12', 'second-hand', 'appeals against an assessed age, smaller services', HANDLING),
  notByGate('PCU D13', 'second-hand', 'complaints that duties are not kept', HANDLING),
  notByGate('PCU D14', 'second-hand', 'unfounded complaints may be set aside', HANDLING),
  {
    id: 'PCU E1',
    certainty: 'id unverified',
    asks: 'likely primary priority content is left out of children’s feeds',
    gate: 'in part',
    why: `only where the service asks before it shows; ${LABELS}`,
  },
  {
    id: 'PCU E2',
    certainty: 'id unverified',
    asks: 'likely priority content is shown to children less, the gravest not at all',
    gate: 'in part',
    why: `only where the service asks before it shows; ${LABELS}; how much the same thing piles up is not seen`,
  },
  {
    id: 'PCU E3',
    certainty: 'id unverified',
    asks: 'children can say what they want to see less of',
    gate: 'in part',
    why: 'the control, and finding what is like it, is the service’s',
  },
  {
    id: 'PCU F1–F5',
    certainty: 'id unverified',
    asks: 'group invitations, blocking and comments, information when restricting others, signposting, materials for children',
    gate: 'in part',
    why: 'which of the five numbers is which is not verified; signposting knows the words it knows; the materials are the service’s',
  },
  notByGate('PCU G1', 'second-hand', 'what the terms must say', 'a text of the service'),
  notByGate('PCU G2', 'second-hand', 'a summary of the children’s risk assessment', 'a text of the service'),
  notByGate('PCU G3', 'second-hand', 'terms that people can find and understand', 'a text of the service'),
  notByGate(
    'PCU H1',
    'id unverified',
    'who may use the service, and the minimum age',
    'the door of the whole service; `starter` has a measure for children under 13 who join',
  ),
  {
    id: 'PCU J1–J3',
    certainty: 'id unverified',
    asks: 'blocking and muting, comments, group invitations, should they stand here and not under F',
    gate: 'in part',
    why: 'the service offers and stores what people choose; the gate keeps to it where the service says so',
  },
];
