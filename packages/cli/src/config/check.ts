import { EXIT } from '../exit.ts';
import { paint, print, printJson } from '../terminal.ts';
import { asOptions } from './options.ts';
import { resolveSettings, type Sources } from './resolve.ts';
import { UNSAFE } from './settings.ts';
import { formatUnsafe, unsafeSettings } from './unsafe.ts';

/** Prints everything that is wrong with the settings. */
export async function checkConfig(sources: Sources, json: boolean): Promise<0 | 3> {
  const resolution = resolveSettings(sources);
  const { file, problems } = resolution;
  const unsafe = unsafeSettings(asOptions(resolution));
  const ok = problems.length === 0 && unsafe.length === 0;
  if (json)
    await printJson({
      ok,
      file,
      problems,
      unsafe: unsafe.map((one) => ({ ...one, why: UNSAFE[one.name].why })),
    });
  else {
    const lines = [...problems, ...unsafe.map(formatUnsafe)];
    const where = file === null ? 'without a file' : `with ${file}`;
    const verdict = ok ? paint('green', 'Usable') : paint('red', 'Not usable');
    await print([...lines, `${verdict}, ${where}.`].map((line) => `${line}\n`).join(''));
  }
  return ok ? EXIT.fine : EXIT.checkFailed;
}
