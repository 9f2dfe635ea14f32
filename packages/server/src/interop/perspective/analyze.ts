import { type Attribute, guessLanguage, normalize, scoreText, type TextScores } from '@safeward/engine';
import { SCORED } from './attributes.ts';
import type { PerspectiveError } from './errors.ts';
import { textOfHtml } from './html.ts';
import type { AnalyzeRequest } from './request.ts';

interface Score {
  readonly value: number;
  readonly type: 'PROBABILITY';
}

export interface Analysis {
  readonly attributeScores: Readonly<
    Record<
      string,
      {
        readonly spanScores: readonly {
          readonly begin: number;
          readonly end: number;
          readonly score: Score;
        }[];
        readonly summaryScore: Score;
      }
    >
  >;
  readonly languages: readonly string[];
  readonly detectedLanguages: readonly string[];
  readonly clientToken?: string;
}

export type Analyzed =
  | { readonly ok: true; readonly analysis: Analysis }
  | { readonly ok: false; readonly error: PerspectiveError };

const SENTENCE = /[^.!?\n]+[.!?]*/g;
/** Sentences beyond these are scored as one. */
const SENTENCES_MAX = 100;

interface Piece {
  readonly begin: number;
  readonly end: number;
  readonly scores: TextScores;
}

/** Scores one comment as Perspective would answer. */
export function analyze(request: AnalyzeRequest): Analyzed {
  const text = request.html ? textOfHtml(request.text) : request.text;
  const asked = [...request.attributes];
  const unknown = asked.filter(([name]) => !(name in SCORED)).map(([name]) => name);
  if (unknown.length > 0 && !request.dropUnsupportedAttributes)
    return fail('INVALID_REQUEST', `Attribute ${unknown[0]?.slice(0, 100)} is not scored by this server.`);
  const normal = normalize(text);
  const scores = scoreText(normal, request.languages[0]);
  const seen = guessLanguage(normal.plain.text);
  if (scores === null) return notRead(request, asked[0]?.[0] ?? '', seen);
  const pieces = request.spanAnnotations ? sentencesOf(text, request.languages[0]) : [];
  if (pieces.length === 0) pieces.push({ begin: 0, end: text.length, scores });
  const attributeScores: Record<string, Analysis['attributeScores'][string]> = {};
  for (const [name, threshold] of asked) {
    const attribute: Attribute | undefined = SCORED[name];
    if (attribute === undefined || scores[attribute] < threshold) continue;
    attributeScores[name] = {
      spanScores: pieces.map(({ begin, end, scores: own }) => ({
        begin,
        end,
        score: probability(own[attribute]),
      })),
      summaryScore: probability(scores[attribute]),
    };
  }
  return {
    ok: true,
    analysis: {
      attributeScores,
      languages: request.languages.length > 0 ? request.languages : ['en'],
      detectedLanguages: [seen ?? 'en'],
      ...(request.clientToken !== undefined && { clientToken: request.clientToken }),
    },
  };
}

function probability(value: number): Score {
  return { value, type: 'PROBABILITY' };
}

function notRead({ languages }: AnalyzeRequest, attribute: string, seen: string | null): Analyzed {
  if (languages.length > 0 || (seen !== null && seen !== 'en'))
    return fail(
      'LANGUAGE_NOT_SUPPORTED_BY_ATTRIBUTE',
      `Attribute ${attribute} does not support request languages: ${languages.length > 0 ? languages.join(',') : seen}`,
    );
  return fail(
    'LANGUAGE_DETECTION_FAILED',
    'Unable to detect the language of the comment, or it is not supported.',
  );
}

function fail(errorType: PerspectiveError['errorType'], message: string): Analyzed {
  return { ok: false, error: { errorType, message } };
}

function sentencesOf(text: string, language: string | undefined): Piece[] {
  const pieces: Piece[] = [];
  for (const { 0: sentence, index } of text.matchAll(SENTENCE)) {
    if (pieces.length === SENTENCES_MAX) break;
    const lead = sentence.length - sentence.trimStart().length;
    const begin = index + lead;
    const end = index + sentence.trimEnd().length;
    if (end <= begin) continue;
    const scores = scoreText(normalize(text.slice(begin, end)), language ?? 'en');
    if (scores !== null) pieces.push({ begin, end, scores });
  }
  return pieces;
}
