/** What the practice itself does not say about its measures: for whom each is, and where it is blind. */
export interface Note {
  readonly whom: string;
  readonly blind: string;
}

const STRANGER_TO_CHILD = 'a stranger to a child';
const UNKNOWN_ADULT_TO_CHILD = 'an unconnected grown-up, or one of unknown age, to a child';
const ONE_TEXT = 'what is spread over several messages; pictures, voice, other languages than English';

const A_CONTACT = 'a grown-up, somebody of unknown age or an older child, to a child';

export const NOTES: Readonly<Record<string, Note>> = {
  'contact_risk.request_held': {
    whom: A_CONTACT,
    blind: 'what was said elsewhere; what nobody has written in such words; languages other than English',
  },
  'contact_risk.word_first': {
    whom: A_CONTACT,
    blind: 'the same; a patient adult of the child’s own circle who asks for nothing yet',
  },
  'contact_risk.without_text': {
    whom: 'the same, connected, where the service cannot read what is written',
    blind: 'what is asked: behaviour alone tells of fewer approaches',
  },
  'contact_risk.many_children': {
    whom: UNKNOWN_ADULT_TO_CHILD,
    blind: 'several accounts of one person; coaches and teachers who begin a new year',
  },
  'contact_risk.keeps_writing': { whom: UNKNOWN_ADULT_TO_CHILD, blind: 'answers given elsewhere' },
  'contact.blocked': {
    whom: 'anybody to somebody who has blocked them',
    blind: 'a second account of the same person',
  },
  'contact.suggested': {
    whom: 'the service to anybody, where one side is a child',
    blind: 'suggestions about which the service does not ask; lists of connections',
  },
  'stranger.writes': {
    whom: STRANGER_TO_CHILD,
    blind: 'what is written after the child has said yes; a child whose account says that they are grown up',
  },
  'stranger.requests': { whom: STRANGER_TO_CHILD, blind: 'whether the one who asks is who they say' },
  'stranger.talks_live': {
    whom: STRANGER_TO_CHILD,
    blind: 'voice; a chat addressed to nobody in particular',
  },
  'stranger.night': {
    whom: UNKNOWN_ADULT_TO_CHILD,
    blind: 'where the child really is: the clock is the service’s; guardians who are not linked',
  },
  'stranger.new_account': {
    whom: UNKNOWN_ADULT_TO_CHILD,
    blind: 'how many children the same account has written to; accounts whose age the service does not send',
  },
  'stranger.links': { whom: STRANGER_TO_CHILD, blind: 'where the link leads; addresses in pictures' },
  'stranger.pictures': { whom: STRANGER_TO_CHILD, blind: 'what the picture shows' },
  'group.invited': { whom: 'anybody to a child', blind: 'who else joins the group later' },
  'group.invite_by_stranger': {
    whom: UNKNOWN_ADULT_TO_CHILD,
    blind: 'guardians who are not linked; an age that somebody has made up',
  },
  'grooming.asks_age': { whom: UNKNOWN_ADULT_TO_CHILD, blind: ONE_TEXT },
  'grooming.asks_where': { whom: UNKNOWN_ADULT_TO_CHILD, blind: ONE_TEXT },
  'grooming.moves_platform': {
    whom: UNKNOWN_ADULT_TO_CHILD,
    blind: 'what happens in the other app; names written so that only a person can read them',
  },
  'grooming.offers_gift': { whom: UNKNOWN_ADULT_TO_CHILD, blind: 'gifts sent without a word' },
  'grooming.asks_photo': { whom: UNKNOWN_ADULT_TO_CHILD, blind: ONE_TEXT },
  'grooming.asks_alone': { whom: UNKNOWN_ADULT_TO_CHILD, blind: ONE_TEXT },
  'grooming.asks_secrecy': { whom: UNKNOWN_ADULT_TO_CHILD, blind: ONE_TEXT },
  'grooming.isolates': { whom: UNKNOWN_ADULT_TO_CHILD, blind: ONE_TEXT },
  'grooming.asks_meet': { whom: UNKNOWN_ADULT_TO_CHILD, blind: ONE_TEXT },
  'grooming.several_signs': {
    whom: UNKNOWN_ADULT_TO_CHILD,
    blind: 'signs spread over several messages, which most are',
  },
  'grooming.secret_and_more': {
    whom: 'any grown-up, and any stranger whose age was not checked, to a child',
    blind: 'signs spread over several messages; secrets between children',
  },
  'grooming.secret_from_known_adult': {
    whom: 'a grown-up to a child they are connected with',
    blind: 'whether the secret is a kind one, unless it names a surprise',
  },
  'grooming.poses_as_child': {
    whom: 'a grown-up whose age was checked to a child',
    blind: 'grown-ups whose age nobody checked; a wrong estimate of age',
  },
  'grooming.searches_for_school': {
    whom: 'a grown-up to the search',
    blind: 'searches in other words; what the search then shows',
  },
  'privacy.child_contact_details': {
    whom: 'a child to strangers or to everybody',
    blind: 'details in pictures; details in groups; addresses in an unusual form',
  },
  'privacy.child_profile': {
    whom: 'a child to everybody',
    blind: 'schools whose name does not say that they are one',
  },
  'privacy.child_age_to_stranger': {
    whom: 'a child to a grown-up stranger',
    blind: 'an age that is hinted at',
  },
  'privacy.details_of_others': { whom: 'anybody to everybody', blind: 'whether the other person has agreed' },
  'privacy.doxxing': { whom: 'anybody to anybody', blind: 'details and hostility in separate texts' },
  'privacy.threatens_to_publish': { whom: 'anybody to anybody', blind: 'irony' },
  'account.under_13': { whom: 'a child under 13 to the service', blind: 'a child who gives another age' },
  'account.says_under_18': {
    whom: 'somebody with an unchecked grown-up age to anybody',
    blind: 'whether it is true',
  },
  'account.opens_contact': {
    whom: 'a child to the service',
    blind: 'settings that the service names otherwise',
  },
  'account.opens_location': {
    whom: 'a child to the service',
    blind: 'settings that the service names otherwise',
  },
  'account.blocks_somebody': { whom: 'a child to the service', blind: 'why the child did it' },
  'self_harm.encourages': {
    whom: 'anybody to anybody',
    blind: 'encouragement without such words; pictures; films',
  },
  'self_harm.pact': { whom: 'anybody to anybody', blind: 'plans spread over several messages' },
  'self_harm.disclosure': {
    whom: 'a person at risk to anybody',
    blind: 'those who say nothing; song lyrics',
  },
  'self_harm.despair': { whom: 'a person in distress to anybody', blind: 'how deep it goes' },
  'self_harm.methods_search': {
    whom: 'a person at risk to the search, or to a friend',
    blind: 'what the search then shows: the service must leave it out',
  },
  'self_harm.methods_asked': {
    whom: 'a person at risk to strangers or to everybody',
    blind: 'answers that name ways',
  },
  'threats.credible': { whom: 'anybody to anybody', blind: 'whether it can be done; irony' },
  'threats.stranger': {
    whom: 'anybody to somebody they are not connected with',
    blind: 'threats in pictures; irony',
  },
  'threats.open': {
    whom: 'anybody to everybody, or to a group with children',
    blind: 'quotations, lyrics, plots',
  },
  'threats.among_friends': {
    whom: 'a friend to a friend, one of them a child',
    blind: 'whether it is a joke',
  },
  'threats.blackmail': { whom: 'anybody to anybody', blind: 'pressure that names no consequence' },
  'bullying.insult': {
    whom: 'anybody to a child they are not connected with, or in a group with children',
    blind: 'tone; insults that only the group understands',
  },
  'bullying.exclusion': {
    whom: 'anybody to a child, or in a group with children',
    blind: 'being left out in silence',
  },
  'bullying.several_signs': {
    whom: 'anybody to a child they are not connected with, or in a group with children',
    blind: 'small unkindnesses over weeks',
  },
  'bullying.pile_on': {
    whom: 'anybody about or to a child, or in a group with children',
    blind: 'calls made elsewhere',
  },
  'hate.slur_to_child': {
    whom: 'anybody to a child they are not connected with, or in a group with children',
    blind: 'hatred in polite words; who says it: words that their people have taken back pass',
  },
  'hate.slur_among_friends': { whom: 'a friend to a friend, one of them a child', blind: 'tone' },
  'hate.slur_in_public': { whom: 'anybody to everybody', blind: 'quotations; hatred in polite words' },
  'harassment.abuse_from_stranger': {
    whom: 'anybody to a grown-up they are not connected with',
    blind: 'abuse in polite words; many messages',
  },
  'fraud.credentials': {
    whom: 'anybody to somebody they are not connected with',
    blind: 'forms behind links',
  },
  'fraud.fake_staff': {
    whom: 'anybody not connected, or to everybody',
    blind: 'a false name or picture without such words; staff who are not on the list',
  },
  'fraud.asks_money': {
    whom: 'anybody to somebody they are not connected with',
    blind: 'whether the need is real',
  },
  'fraud.too_good': {
    whom: 'anybody to somebody they are not connected with',
    blind: 'whether the prize is real',
  },
  'fraud.from_friend': {
    whom: 'anybody to somebody they are connected with',
    blind: 'whether the account was stolen',
  },
  'fraud.scam_link': { whom: 'anybody not connected, or to everybody', blind: 'links beside innocent words' },
  'fraud.easy_money_in_public': {
    whom: 'anybody to everybody, or to a group',
    blind: 'advertisements in pictures',
  },
  'fraud.new_account_offer': {
    whom: 'an account of less than a week to everybody, or to a group',
    blind: 'old accounts that were bought or stolen',
  },
  'spam.promotion': {
    whom: 'anybody to everybody, or to a group',
    blind: 'how often the same text is sent',
  },
  'spam.unasked': {
    whom: 'anybody to somebody they are not connected with',
    blind: 'how often the same text is sent',
  },
  'spam.first_day_links': {
    whom: 'an account of less than a day to strangers or crowds',
    blind: 'how often the same link is sent; accounts whose age the service does not send',
  },
  'spam.chain_message': { whom: 'anybody to anybody', blind: 'whether the call is for a good cause' },
  'goods.offered_to_children': {
    whom: 'anybody to a child, or in a group with children',
    blind: 'code words; pictures',
  },
  'goods.offered_in_public': {
    whom: 'anybody to everybody',
    blind: 'code words; pictures; licensed sellers',
  },
  'goods.child_asks': { whom: 'a child to strangers or a crowd', blind: 'code words' },
  'goods.child_searches': { whom: 'a child to the search', blind: 'what the search then shows' },
  'challenges.among_children': {
    whom: 'anybody to a child, a child to anybody, or in a group with children',
    blind: 'new names for dares; films',
  },
  'challenges.in_public': { whom: 'a grown-up to everybody', blind: 'new names for dares; films' },
  'challenges.proof': { whom: 'anybody to a child, or in a group with children', blind: 'what the dare is' },
};
