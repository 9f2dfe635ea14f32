import type { NormalizedText } from '../normalize.ts';
import type { Range } from '../view.ts';
import type { Attribute } from './attributes.ts';
import { makeTextModel, type TextModel, type TextScores } from './score.ts';
import packed from './weights.json' with { type: 'json' };
import type { PackedModel } from './weights.ts';

let model: TextModel | undefined;

/** The model that is shipped, unpacked when a score is first asked for: whoever asks for none pays nothing. */
function shipped(): TextModel {
  model ??= makeTextModel(packed as unknown as PackedModel);
  return model;
}

/** See `TextModel.score`. */
export function scoreText(text: NormalizedText, language?: string): TextScores | null {
  return shipped().score(text, language);
}

/** See `TextModel.explain`. */
export function explainScore(text: NormalizedText, attribute: Attribute): readonly Range[] {
  return shipped().explain(text, attribute);
}

/** The version that decisions name. */
export const MODEL_VERSION: string = packed.version;
