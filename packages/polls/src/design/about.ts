import { isObject } from './json.ts';

/**
 * What a published poll says of itself: the fields that the British Polling Council's rules of disclosure ask for. Each
 * may be left out of a codebook; the tables then say that it is not stated.
 */
export interface About {
  readonly title?: string;
  /** Who paid for it. */
  readonly client?: string;
  /** Who did it. */
  readonly by?: string;
  /** First and last day of asking, as they shall be shown. */
  readonly fieldwork?: string;
  /** How people were asked: online panel, telephone, face to face. */
  readonly mode?: string;
  /** Whom the poll speaks of, such as “adults aged 18+ in Great Britain”. */
  readonly population?: string;
  /** Where respondents came from, and how they were chosen. */
  readonly sample?: string;
  /** Where the targets come from. */
  readonly targets?: string;
  /** Whom to ask. */
  readonly contact?: string;
}

export const ABOUT_FIELDS = [
  'title',
  'client',
  'by',
  'fieldwork',
  'mode',
  'population',
  'sample',
  'targets',
  'contact',
] as const satisfies readonly (keyof About)[];

export function readAbout(value: unknown, fault: (pointer: string, detail: string) => void): About {
  if (value === undefined) return {};
  if (!isObject(value)) {
    fault('/about', `“about” is an object; it may have ${ABOUT_FIELDS.join(', ')}.`);
    return {};
  }
  const entries = ABOUT_FIELDS.flatMap((name) => {
    const text = value[name];
    if (text === undefined) return [];
    if (typeof text === 'string') return [[name, text] as const];
    fault(`/about/${name}`, `“${name}” is a text.`);
    return [];
  });
  return Object.fromEntries(entries);
}
