import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { buildMatching } from './build-matching.ts';

test('what is compiled in packages/matching is what its source compiles to', async () => {
  const built = await buildMatching();
  expect(built.length).toBeGreaterThan(2);
  for (const { path, text } of built) expect(readFileSync(path, 'utf8') === text, path).toBe(true);
});

/** The kinds of a module's sections, by the binary format of WebAssembly: a byte, then a length in LEB128. */
function sectionsOf(module: Uint8Array): readonly number[] {
  const kinds: number[] = [];
  let at = 8;
  while (at < module.length) {
    kinds.push(module[at++] ?? 0);
    let [length, shift, byte] = [0, 0, 0x80];
    for (; byte & 0x80; shift += 7) {
      byte = module[at++] ?? 0;
      length |= (byte & 0x7f) << shift;
    }
    at += length;
  }
  return kinds;
}

const CODE = 10;
const DATA = 11;

test('no module brings data: an instance that attaches to memory must not write into it', async () => {
  for (const { path, text } of await buildMatching()) {
    const [, base64 = ''] = /'([^']+)'/.exec(text) ?? [];
    const sections = sectionsOf(Buffer.from(base64, 'base64'));
    expect(sections, path).toContain(CODE);
    expect(sections, path).not.toContain(DATA);
  }
});
