import type { Finding, Place } from '../practice.ts';

/** Where findings are collected; rules only ever add. */
export type Report = (finding: Finding) => void;

export interface Said {
  readonly code: string;
  readonly message: string;
  readonly hint?: string | undefined;
}

export function error(place: Place, { code, message, hint }: Said): Finding {
  return { severity: 'error', code, ...placed(place), message, ...(hint === undefined ? {} : { hint }) };
}

export function warning(place: Place, { code, message, hint }: Said): Finding {
  return { severity: 'warning', code, ...placed(place), message, ...(hint === undefined ? {} : { hint }) };
}

function placed({ file, line, column }: Place): Place {
  return { file, line, column };
}
