import { Profanity } from '@2toad/profanity';
import { AllProfanity } from 'allprofanity';
import { Filter } from 'bad-words';
import leo from 'leo-profanity';
import { englishDataset, englishRecommendedTransformers, RegExpMatcher } from 'obscenity';

/** A word filter that JavaScript services use today, as its documentation says to call it. */
export interface Peer {
  readonly name: string;
  readonly flags: (text: string) => boolean;
}

export function createPeers(): readonly Peer[] {
  const obscenity = new RegExpMatcher({ ...englishDataset.build(), ...englishRecommendedTransformers });
  const all = new AllProfanity();
  const bad = new Filter();
  const toad = new Profanity();
  leo.loadDictionary('en');
  return [
    { name: 'obscenity', flags: (text) => obscenity.hasMatch(text) },
    { name: 'allprofanity', flags: (text) => all.check(text) },
    { name: 'bad-words', flags: (text) => bad.isProfane(text) },
    { name: '@2toad/profanity', flags: (text) => toad.exists(text) },
    { name: 'leo-profanity', flags: (text) => leo.check(text) },
  ];
}
