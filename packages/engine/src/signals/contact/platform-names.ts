/**
 * Lexicon lines that find the names of other platforms. Long names count anywhere; short ones, which are ordinary words
 * too (`line`, `signal`, `snap`), only in a sentence about reaching somebody.
 */
export const PLATFORM_NAMES: { readonly phrases: readonly string[]; readonly except: readonly string[] } = {
  phrases: [
    '{platform}',
    '(add|msg|message|dm|text|snap|call|contact|pm|ring|reach|find|follow|talk to|chat to) me (on|through|via) (my|) {platform_short}',
    '(hmu|hit me up) on (my|) {platform_short}',
    '(what is|send me|give me|drop|can i have|can i get) your {platform_short}',
    '(talk|chat|message|text|speak|move|go|switch|continue) (to me|) (on|over to|over on|to) (snap|ig|tele|tg|sc|wa|wapp|disc|rblx)',
    '(you|have you) (got|have|on) (snap|ig|tele|tg|sc|wa|wapp|disc)',
    'do you (have|use) (a|) (snap|ig|tele|tg|sc|wa|wapp|disc|signal|messenger)',
    'my (snap|ig|tele|tg|sc|wa|wapp|disc) (is|name|user|acc|account|story|handle)',
    '(snap|ft) me',
    '(send|sent|sending|post|posted|check) (me|you|it|this|that|him|her|them|) (on|over) (snap|ig|sc|tele|tg|wa|yt|disc)',
  ],
  except: [
    '(sow|sows|sowing|sowed|of|marital|family|social|civil|political|domestic|internal|religious|racial|ethnic|cause|causes|causing|caused|spread|spreading|creating|create|creates|and|much|more|such|avoid) discord',
    'discord (between|among|amongst|within|over|and|arose)',
    '(a|by|sent|received|urgent|zimmermann|last|per) telegram',
    '(muscle|muscles|eye|eyes|nose|fast|slow|eyelid|leg|fingers|to|would|nervous|a) twitch',
    'twitch (of|reflex|fibres|fibers)',
    'insta (kill|ban|block|revert|reverted|delete|deleted|lock|win|death|pot|buy|kills|cart)',
    'snap (me|chat) out of',
    'face time (with|for) (my|the|his|her|clients|customers)',
  ],
};
