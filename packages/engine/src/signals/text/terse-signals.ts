import type { Terse } from './terse.ts';

const YOU = '(?:you|u|ya|yu)';
const ARE = '(?:are|r|ar)';
const YOUR = "(?:your|ur|youre|you're|ya|yr)";
const KIN =
  '(?:mum|mom|dad|parents|rents|folks|family|bro|sis|brother|sister|nan|gran|mother|father|step ?dad|step ?mum)';
const APP =
  '(?:snap|snapchat|insta|instagram|ig|kik|whatsapp|wa|discord|disc|telegram|tele|tg|wickr|viber|wechat|skype|yubo|wizz|facetime|messenger|fb|facebook|sc|signal)';
const GIFT =
  '(?:phone|iphone|airpods|robux|vbucks|v bucks|skins?|nitro|trainers|ps5|xbox|switch|shoes|clothes|money|cash|gift ?cards?|sweets|vapes?|battle pass)';
const ME = "(?:i'?m|i am|im only|me)";

function whole(...alternatives: readonly string[]): RegExp {
  return new RegExp(`^(?:${alternatives.join('|')})$`);
}

/** What signals see in messages of a few words, by the name of the signal. */
export const TERSE_SIGNALS: Readonly<Record<string, Terse>> = {
  asks_age: {
    asked: whole(
      `(?:${ARE} )?${YOU} (?:(?:over|under|like|about|around|still|only|just|at least|even|actually) )*(?:9|1\\d|2[01])(?: ?(?:yo|yrs?|years?|old|\\+|or so))*`,
      `(?:${YOUR} )?(?:real )?age`,
      'asl',
      'how old',
      `h[ow]+ old (?:r |are )?${YOU}`,
      `(?:${ARE} )?(?:${YOU} )?(?:over|under) ?(?:18|16|13)|(?:${ARE} )?(?:${YOU} )?(?:18|16|21) ?\\+`,
      `(?:${ARE} )?${YOU} (?:legal|under ?age|a minor|still a teen|a teen|a kid)`,
      'old enough to [a-z ]{2,20}',
      `${YOUR} (?:dob|birth ?year)`,
    ),
    told: whole('asl', `(?:${YOUR} )?age`, 'how old', `(?:how|hw) old ${YOU}`),
  },
  asks_school: {
    asked: whole(
      `(?:${ARE} )?${YOU} (?:still )?(?:in|at) (?:y|yr|year|grade) ?\\d{1,2}`,
      `(?:${ARE} )?${YOU} (?:still )?(?:in|at) (?:school|high school|primary|secondary|sixth form)`,
      `wh?(?:at|ich) (?:school|skl|skool|college|sixth form)`,
      `wh?(?:at|ich) grade`,
      `(?:do |d )?${YOU} go (?:to )?(?:st|saint) [a-z']+(?: [a-z]+)?`,
    ),
    told: whole(`wh?(?:at|ich) (?:school|skl|skool) ${YOU}(?: (?:go|at|in))?`),
  },
  asks_location: {
    asked: whole(
      `(?:do )?${YOU} live (?:near|in|around|by|close|far)(?: [a-z ]{1,24})?`,
      `${YOU} from [a-z]+(?: [a-z]+)?`,
      `(?:is )?${YOUR} (?:house|place|home|street|road) (?:near|in|close to|far|by)(?: [a-z ]{1,24})?`,
      `how far (?:${ARE} )?${YOU} from (?!here|it|the|being|finishing|done)[a-z]+(?: [a-z]+)?`,
      `(?:${YOUR} )?(?:location|loc|addy|address|postcode|city|town)`,
      `where (?:${ARE} )?${YOU}`,
      'where ?abouts',
      `${YOU} (?:local|near me|nearby|close)`,
      `where ${YOU} (?:live|at|from)`,
    ),
    told: whole(
      `(?:send|share|drop)(?: me)?(?: ${YOUR})? (?:live )?(?:loc|location|pin)`,
      `where ${YOU} (?:live|at|from)`,
    ),
  },
  asks_alone: {
    asked: whole(
      `(?:${ARE} )?${YOU} (?:all |home )?(?:alone|by (?:urself|yourself)|on (?:ur|your) own)`,
      `(?:all |home )?(?:alone|by urself|by yourself)`,
      `(?:is |are |r )?(?:${YOUR} )?${KIN}(?: (?:and|n|&) dad)? (?:still )?(?:home|in|out|there|asleep|around|about|awake|at work|in bed|gone|away)`,
      `(?:is )?(?:any ?one|any1|some ?one|anybody)(?: else)? (?:home|there|in|with ${YOU}|around|about)`,
      `(?:no ?one|nobody) else (?:home|there|in|with ${YOU}|around|about)`,
      `who (?:${ARE} )?${YOU} with`,
      `(?:is )?(?:the|${YOUR}) (?:bedroom )?door (?:shut|closed|locked)`,
    ),
    told: whole(`(?:${ARE} )?${YOU} home alone`, `(?:${ARE} ${YOU}|${YOU}) alone`, 'home alone rn'),
  },
  asks_photo: {
    asked: whole(
      `(?:(?:face|full|a|any|got|more|${YOUR}|new|send|swap|trade|can i see a|have) )*(?:pics?|selfies?|photos?|pictures?)(?: of ${YOU})?`,
      `${YOU} (?:got|have) (?:any |a |more )?(?:pics?|selfies?|photos?|cam|webcam)(?: of ${YOU}| of yourself)?`,
      '(?:on |go on )?(?:cam|webcam)',
      `wh?[au]t'?s? (?:do )?${YOU} look like`,
      'face reveal',
      'facetime|video call|ft|vc',
    ),
    told: whole(
      `(?:send|snd)(?: me)?(?: a| ${YOUR}| some)? (?:pics?|selfies?|face)`,
      'go on cam',
      `wh?[au]t'?s? ${YOU} look like`,
    ),
  },
  asks_meet: {
    asked: whole(
      '(?:wanna |want to |fancy )?(?:meet|meet ?up|link ?up|chill|hang ?out|hang)(?: (?:sometime|later|tomorrow|tmrw|tmr|irl|at the weekend|this weekend|on saturday|on sunday|sat|sun|after school))*',
      `(?:can i |could i |when can i )see ${YOU}(?: (?:tonight|tomorrow|tmrw|tmr|later|irl|soon|in person|after school))*`,
      `(?:${ARE} )?${YOU} free (?:to (?:meet|chill|hang)|tonight|tomorrow|tmrw|later|after school|this weekend|on (?:saturday|sunday|friday))(?: [a-z]+)?`,
      '(?:wanna |can you |can u )?come (?:over|round|to mine|mine|out)(?: (?:tonight|later|tomorrow|tmrw|rn))*',
    ),
    told: whole(
      '(?:just )?come (?:over|round|to mine|mine)(?: (?:tonight|later|tomorrow|tmrw|rn|if u want|if you want))*',
      'meet me',
    ),
  },
  offers_gift: {
    asked: whole(
      `(?:do )?(?:${YOU} )?(?:want|need|wanna have|like) (?:(?:a|an|some|free|new|any|more|this|another) )*${GIFT}`,
    ),
    told: whole(`(?:i'?ll|i will|let me) (?:treat|pay|gift|cashapp|paypal|venmo) ${YOU}`),
  },
  moves_platform: {
    asked: whole(
      `(?:(?:do |d )?${YOU} )?(?:got|have|on|use|using|hv)(?: a| any)? ${APP}`,
      `(?:${ARE} )?${YOU} on ${APP}`,
      `(?:wanna |can we |lets )?(?:talk|chat|text|go|move|switch|add me)(?: to| on| over to) ${APP}`,
      `(?:any|got|have|${YOU} got|${YOU} have) other (?:apps?|socials)`,
      `wh?at else (?:${ARE} )?${YOU} on`,
    ),
    told: whole(`(?:lets |use |come on |go on |get |add me |add my )${APP}`, `(?:i prefer|prefer) ${APP}`),
  },
  asks_contact: {
    asked: whole(
      `(?:${YOUR} |wh?[au]ts ${YOUR} |give me ${YOUR} )?(?:number|num|digits|socials|insta|phone number|user|username)`,
      `(?:${YOUR} |wh?[au]ts ${YOUR} |give me ${YOUR} |got )(?:snapchat|snap|discord|cell|email|@|kik|whatsapp|tiktok)`,
      `can i add ${YOU}`,
    ),
    told: whole(`(?:${YOUR}|send ${YOUR}|drop ${YOUR}) (?:number|num|snap|insta|discord|digits|socials|@)`),
  },
  flatters_maturity: {
    told: whole(
      `${YOU} (?:look|seem|sound) (?:so much |way |a lot |so )?older`,
      `${YOU} (?:look|could be|could pass for|seem) (?:like )?(?:18|19|20|21)`,
      "age (?:don'?t|doesn'?t|does not) matter(?: to me)?",
    ),
  },
  states_child_age: {
    asked: whole(`(?:${ME} )?(?:9|1[0-7]) (?:${YOU}|wbu|hbu|and ${YOU}|n ${YOU})`),
    told: whole(
      `(?:${ME} )?(?:9|1[0-7]) ?(?:f|m|yo|girl|boy|female|male)(?: (?:uk|us|usa|england|london|scotland|wales|ireland|here))?`,
      `(?:f|m) ?1[0-7]`,
      `(?:(?:${ME} )?(?:almost|nearly|just turned|only|turned|turning)|${ME}) (?:9|1[0-7])(?: and a half| lol| haha| sorry)*`,
      `${ME} (?:9|1[0-7]) (?:${YOU}|wbu|hbu|and ${YOU}|n ${YOU})`,
      '(?:just )?turned 1[0-7] (?:today|yesterday|last [a-z]+|this [a-z]+|in [a-z]+)',
      `${ME} (?:in |a )?(?:y|yr|year) ?(?:[5-9]|1[01])`,
    ),
  },
  seeks_restricted_goods: {
    asked: whole(
      `(?:${YOU} |any ?one |any1 |who )?(?:got|selling|sell|have|hv|serving) (?:any |some |the |a )*(?:weed|bud|vapes?|za|ket|mandy|xans|shrooms|pills|elf ?bars?|coke|molly|lean|edibles|fags|cigs|baccy|snus)`,
      '(?:got|need|know|any ?one got|any1 got) (?:a |the )?plug',
    ),
    told: whole(
      `(?:i )?(?:need|want|looking for) (?:some |a )?(?:weed|bud|vapes?|za|ket|mandy|xans|shrooms|elf ?bars?|coke|molly|edibles|cigs|plug)`,
    ),
  },
  offers_restricted_goods: {
    told: whole(
      `(?:i )?(?:got|selling|sell|have|restocked|serving) (?:some |the |fresh )*(?:weed|bud|vapes?|za|ket|mandy|xans|shrooms|pills|elf ?bars?|coke|molly|lean|edibles|nic|loud|snus)(?: (?:hmu|dm|dm me|on deck|cheap|rn|today))*`,
      `(?:the )?plug (?:here|hmu|is here)`,
    ),
  },
};
