/** Ordinary words where a handle might stand. */
const NO_HANDLE =
  /^(?:me|us|him|her|it|them|you|the|this|that|these|those|and|but|or|not|now|here|there|please|pls|plz|later|tonight|tomorrow|today|then|too|so|for|if|when|because|cos|cause|its|are|was|were|will|has|have|had|just|down|up|off|out|on|in|at|to|is|be|being|better|best|bad|good|great|broken|dead|gone|back|hacked|banned|blocked|private|public|full|new|old|not|lagging|working|weird|slow|fun|cool|lame|trash|boring|xx+|xo+|lol|lmao|haha|ok|okay|bro|babe|hun|mate|instead|sometime|soon|anytime|first|again|yet|only|also|all|any|some|one|no|yes|yeah|story|stories|streak|streaks|post|posts|page|pages|video|videos|photos|pics|group|chat|server|account|name|app|link|links|live|feed|bio|ads|users|people|friends|followers|messages|status|filter|filters|my|your|ur|their|his|very|really|always|never|still|probably|literally|way|what|why|how|who|where|with|from|about|like)$/;

export function isOrdinary(word: string): boolean {
  return NO_HANDLE.test(word);
}

/** Looks like a name that somebody chose, not like a word: digits, dots, underscores. */
export function isDistinct(handle: string): boolean {
  return (
    /[a-z].*[\d_]|[\d_].*[a-z].*[a-z]|[a-z]{2,}\.[a-z]{2,}/.test(handle) &&
    !/^\d+(?:st|nd|rd|th|k|m|s|am|pm|gb|mb|fps|x)$/.test(handle)
  );
}

/** A word of four letters or more after which the clause ends, or somebody asks to be added. */
export function isLastWord(handle: string, after: string): boolean {
  if (handle.length < 4 || isOrdinary(handle)) return false;
  return /^\s*(?:$|[,.!?|/()\n]|\p{Emoji_Presentation}|add\b|hmu\b|dm\b|msg\b|xx?\b|lol\b|if\b|and (?:add|i|my|snap|insta)\b|(?:on )?(?:snap|insta|ig|discord|tiktok)\b)/u.test(
    after,
  );
}
