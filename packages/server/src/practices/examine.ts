import { once } from 'node:events';
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { type Finding, loadPractice, runPracticeTests, type SourceFile } from '@safeward/engine';

/** What came of looking at the files of a practice. */
export type Examined =
  | {
      readonly kind: 'fine';
      readonly name: string;
      readonly version: string;
      readonly hash: string;
      readonly warnings: readonly Finding[];
    }
  /** It does not pass its check: it cannot decide. */
  | { readonly kind: 'unusable'; readonly findings: readonly Finding[] }
  /** It can decide, but not as its own tests say. */
  | { readonly kind: 'tests_failed'; readonly failures: readonly TestFailure[] }
  /** Looking at it took longer than anybody waits. */
  | { readonly kind: 'took_too_long' };

export interface TestFailure {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  readonly test: string;
  readonly failures: readonly string[];
}

/** @param tests whether the practice's own tests are run as well */
export type Examine = (files: readonly SourceFile[], tests: boolean) => Promise<Examined>;

/** In this thread: for a command that does nothing else meanwhile. */
export const examineHere: Examine = async (files, tests) => examine(files, tests);

/** TypeScript here, JavaScript where this is packed. */
const WORKER = new URL(`./examine-worker${extname(import.meta.url)}`, import.meta.url);
/** Far longer than a practice of hundreds of measures needs. */
const LONGEST_MS = 60_000;

/**
 * In a thread of its own: reading a large practice and running its tests takes a second, in which a gate must go on
 * deciding. What does not end is ended.
 */
export function examineApart(longestMs: number = LONGEST_MS): Examine {
  return async (files, tests) => {
    const worker = new Worker(WORKER, { workerData: { files, tests } });
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(), longestMs);
    try {
      const [examined] = (await once(worker, 'message', { signal: late.signal })) as [Examined];
      return examined;
    } catch (error) {
      if (late.signal.aborted) return { kind: 'took_too_long' };
      throw error;
    } finally {
      clearTimeout(timer);
      await worker.terminate();
    }
  };
}

export function examine(files: readonly SourceFile[], tests: boolean): Examined {
  const loaded = loadPractice(files);
  if (!loaded.ok) return { kind: 'unusable', findings: loaded.findings };
  const failed = tests ? runPracticeTests(loaded.plan).filter(({ passed }) => !passed) : [];
  if (failed.length > 0) {
    const failures = failed.map(({ file, line, name, failures: said }) => ({
      file,
      line,
      test: name,
      failures: said,
    }));
    return { kind: 'tests_failed', failures };
  }
  const { name, version, hash } = loaded.practice;
  return { kind: 'fine', name, version, hash, warnings: loaded.findings };
}
