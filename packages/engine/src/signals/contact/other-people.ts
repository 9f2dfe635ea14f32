import type { NormalizedText } from '../text/normalize.ts';
import type { Range } from '../text/view.ts';
import { findAddresses } from './addresses.ts';
import { findEmails } from './emails.ts';
import { findHandles } from './handles.ts';
import { findPhones } from './phones.ts';

/** `her number is`, `anna's addy:`, `text him on`, `she lives at`: what follows is somebody else's. */
const SOMEBODY_ELSES = new RegExp(
  [
    "\\b(?:his|her|their|(?!(?:here|there|that|what|it|who|where|let|how|today|one|he|she)'s)[a-z]{2,20}'s) (?:new |real |home |phone |mobile |cell |house |full |private |personal )*(?:number|num|digits|phone|mobile|cell|mob|address|addy|email|e-mail|mail|snap|snapchat|insta|instagram|discord|house|contact|postcode)\\b[^.!?]{0,12}$",
    '\\b(?:text|call|ring|phone|whatsapp|prank|spam|message|msg|dm|email|facetime|harass|bombard)(?: call)? (?:him|her|them)\\b[^.!?]{0,14}$',
    '\\b(?:he|she|they|that (?:girl|boy|kid|guy|bitch|snitch)) (?:lives?|stays?)(?: (?:at|on|in))? ?$',
  ].join('|'),
);
/** As much before a detail as is looked at. */
const BEFORE = 60;

/** Details of other people that a text gives away, each with the words that say whose they are. */
export function findOtherPeoplesDetails(text: NormalizedText): readonly Range[] {
  const details = [
    ...findPhones(text),
    ...findEmails(text),
    ...findAddresses(text),
    ...findHandles(text).filter(({ start }) => /^(?:his|her|their)\b/i.test(text.original.slice(start))),
  ];
  return details
    .flatMap(({ start, end }) => {
      if (/^(?:his|her|their)\b/i.test(text.original.slice(start, end))) return [{ start, end }];
      const from = Math.max(0, start - BEFORE);
      const before = SOMEBODY_ELSES.exec(text.original.slice(from, start).toLowerCase().replaceAll('’', "'"));
      return before === null ? [] : [{ start: from + before.index, end }];
    })
    .sort((a, b) => a.start - b.start);
}
