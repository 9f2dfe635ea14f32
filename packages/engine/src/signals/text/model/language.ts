import { hashUnits } from './vocabulary.ts';

/**
 * The commonest words of languages that the model does not read, and of English: enough to tell a sentence of one from
 * the other. Only words that are not common in English too.
 */
const FUNCTION_WORDS: Readonly<Record<string, string>> = {
  en: 'the and of to you is it that this was for are with be have not what they we your my he she his her so just do does did i am if but can will would get got how why when who all them their from there about up out like know think people want',
  fr: 'le la les des est et une dans que qui pour pas je tu vous nous ne il elle sur avec ce cette mais sont ont plus mon ton très aussi être avoir fait bien où ça',
  de: 'der das und ist ich nicht ein eine du sie wir ihr zu mit auf für von den dem des auch aber wie sich bin bist sind hat habe haben wird kein keine mich dich über',
  es: 'el los las una que de y en por para con no es está eres soy son pero como más muy mi tu su yo lo le se del al este esta eso qué hay cuando porque también nada',
  pt: 'o os uma que de e em por para com não é está você eu mas como mais muito meu minha seu sua isso isto ele ela são foi tem quando porque também nada dos das',
  pl: 'nie to jest się na do że jak co ale tak za jestem jesteś ma mnie ty ja dla już tylko czy bardzo ich jego tego był była przez może gdzie kiedy',
  it: 'il gli che di un una per non sono sei è con come ma più anche mi ti si del della questo questa quando perché molto hai ho nel cosa tutto',
  nl: 'het een en van ik niet je zijn dat die met voor op ook maar wat zo heb hij zij wij deze naar geen bij waar moet kan uit heeft jij',
  cy: "y yr yn ac mae ei ar am wedi bod i'r o'r dydy ddim chi fi ni nhw beth sut pam hefyd iawn diolch bore da nos roedd bydd gan eich",
  tr: 've bir bu için çok değil ne ben sen biz siz ama gibi daha var yok mi mı kadar olan olarak onun',
  id: 'yang dan di ini itu dengan untuk tidak dari dalam adalah saya kamu aku kita mereka akan bisa sudah ada juga tapi karena lebih',
  ur: 'hai hain ka ki ke ko mein se aur nahi kya yeh woh tum aap mujhe bhi kar raha rahi tha thi hum kyun acha bohat',
};

const LANGUAGES = Object.keys(FUNCTION_WORDS);
/** Hash of a word → languages of which it is a common word, as a bit set. */
const LANGUAGES_OF = new Map<number, number>();
for (const [at, language] of LANGUAGES.entries())
  for (const word of FUNCTION_WORDS[language]!.split(' ').filter((each) => each.length > 1))
    LANGUAGES_OF.set(hashUnits(word), (LANGUAGES_OF.get(hashUnits(word)) ?? 0) | (1 << at));

const WORD = /\p{L}[\p{L}\p{M}']*/gu;
const counts = new Int32Array(LANGUAGES.length);
/** Words of a language that a text has at least. */
const WORDS_TELLING = 2;
/** Words looked at. */
const WORDS_READ = 60;

/**
 * The language of a text by its commonest words, of a dozen that are written in Latin letters.
 *
 * @param plain lower case
 * @returns its code, or `null` where nothing tells
 */
export function guessLanguage(plain: string): string | null {
  counts.fill(0);
  let read = 0;
  for (const { 0: word } of plain.matchAll(WORD)) {
    if (read++ === WORDS_READ) break;
    count(hashUnits(word));
  }
  return mostCounted();
}

/** As `guessLanguage`, of words as the model reads them: by their hashes. */
export function languageOfWords(hashes: Iterable<number>): string | null {
  counts.fill(0);
  let read = 0;
  for (const hash of hashes) {
    if (read++ === WORDS_READ) break;
    count(hash);
  }
  return mostCounted();
}

function count(hash: number): void {
  const languages = LANGUAGES_OF.get(hash);
  if (languages === undefined) return;
  for (let at = 0; at < counts.length; at++) if ((languages & (1 << at)) !== 0) counts[at]!++;
}

function mostCounted(): string | null {
  let best = 0;
  for (let at = 1; at < counts.length; at++) if (counts[at]! > counts[best]!) best = at;
  // One word may be a name, or borrowed.
  return counts[best]! < WORDS_TELLING ? null : LANGUAGES[best]!;
}
