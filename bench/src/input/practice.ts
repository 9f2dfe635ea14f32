import { type LoadedPractice, loadPractice, type SourceFile } from '@safeward/engine';
import { CannotMeasure } from '../cannot-measure.ts';

/** @throws {CannotMeasure} where it does not load, with the first of the reasons */
export function load(files: readonly SourceFile[]): Extract<LoadedPractice, { ok: true }> {
  const loaded = loadPractice(files);
  if (loaded.ok) return loaded;
  const error = loaded.findings.find(({ severity }) => severity === 'error');
  throw new CannotMeasure(`The practice does not load: ${error?.file}:${error?.line}: ${error?.message}`);
}
