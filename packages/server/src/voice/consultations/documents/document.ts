import type { Words } from '../words.ts';

/** A part that can be commented on by itself. */
export interface Section {
  readonly id: string;
  readonly title: Words;
  readonly text: Words;
  /** How it differs from what it would take the place of, one sentence each. */
  readonly changes?: readonly string[];
}

/** What is read: a text, or a code of practice with what it would change. */
export interface DocumentBody {
  readonly kind: 'text' | 'practice';
  readonly title: Words;
  readonly sections: readonly Section[];
  /** Of a practice: `name@version#sha256:…`. */
  readonly practice?: string;
  readonly before?: string;
  /** Changes that belong to no single measure. */
  readonly changes?: readonly string[];
}

export interface Document extends DocumentBody {
  readonly id: string;
  /** Counts up from 1. */
  readonly version: number;
  /** Why there is another version; empty for the first. */
  readonly reason: string;
  readonly at: string;
}
