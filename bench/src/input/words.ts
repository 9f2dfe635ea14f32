import type { Random } from '@safeward/simulator';

/**
 * What the invented messages are made of: words of everyday English, the frequent ones first. Written for this
 * benchmark; the words are so ordinary that phrases of measures and signals begin with them all the time.
 */
export const EVERYDAY: readonly string[] = `
the to and a you i it of in is that was for on my me so we be have but not with this just are do at what they like
can if your he all she no out up get know one go about when there time got from now as really how will good then or
think want see back too some had more been come yeah going her did him day who why them need would right here well
make because off us over still say only his last new people going very tell never way next home thing after much
today little maybe their long work where night love something down thought school than school again look first two
could made before most game best play let any pretty things other week even always better mean man trying oh great
tomorrow actually friend should lol took always guys into sure until feel done find little our everyone year stuff
watch talk house bit hope old another many which kind keep ever put give nice might live big same ask late stop few
saw happy already around bad course those start yet show while room anyone friends food fun hard help idea sorry
whole few call through later left wait getting music else without does said yesterday read eat these both place
story weekend car once sleep hate every dad mum guess since far doing looks makes looking run left sister brother
free team money book phone film buy together either early true anything dinner bus train walk half turn dog cat cool
teacher class lesson maths english science history art test homework project group question answer page write draw
paint photo picture video song band guitar piano drums sing dance concert ticket shop shoes jacket shirt jeans hat
bag coffee tea water milk bread cheese pizza pasta rice soup cake biscuit chocolate apple banana orange lunch
breakfast kitchen garden window door table chair bed street road park beach river lake hill mountain forest city
town village station airport plane boat bike football match goal coach player season league ball tennis swim race
score win lose level map quest boss character server controller stream episode series channel channel comment post
weather rain snow sun wind cold warm hot summer winter spring autumn monday tuesday wednesday thursday friday
saturday sunday morning afternoon evening midnight birthday party holiday trip visit family cousin aunt uncle
grandma neighbour doctor nurse hospital ticket office job boss meeting message email letter number minute hour
month moment second third quick quiet loud bright dark heavy light clean dirty empty full open closed broken funny
serious strange normal simple tired hungry angry worried excited proud lucky careful ready busy gone near inside
outside under between against instead finally probably exactly especially usually sometimes suddenly quickly slowly
remember forget believe understand explain learn teach listen hear speak laugh smile cry shout jump climb fall
carry bring send choose change finish break fix build clean cook bake cut wash wear borrow lend share join leave
meet miss follow lead catch throw kick push pull hold touch notice happen
`
  .trim()
  .split(/\s+/)
  .filter((word, at, all) => all.indexOf(word) === at);

const ONSETS =
  'b bl br c ch cl cr d dr f fl fr g gl gr h j k kl l m n p pl pr qu r s sk sl sn st str t thr tr v w z'.split(
    ' ',
  );
const VOWELS = 'a e i o u ai ea oa oo ou'.split(' ');
const CODAS = 'b ck d ft g lk lm ld m mp nd nk nt p rd rk rm rt sk sp st x zz'.split(' ');

/**
 * Words that nobody uses, six to twelve letters, each once: what the measures of the benchmark look for, so that it
 * alone says how many messages hold one. Two syllables at least, for one alone is too easily a word, or a rude one.
 */
export function inventWords(random: Random, count: number): readonly string[] {
  const words = new Set<string>();
  const syllable = () => random.pick(ONSETS) + random.pick(VOWELS);
  while (words.size < count) {
    const word = syllable() + syllable() + random.pick(CODAS);
    if (word.length >= 6 && word.length <= 12 && !EVERYDAY.includes(word)) words.add(word);
  }
  return [...words];
}
