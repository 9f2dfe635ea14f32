import { existsSync } from 'node:fs';
import { PACKAGES } from '../import-table.ts';
import { code, codes, table } from './markdown.ts';

/** The part of `docs/architecture.md` that comes from the import table. */
export const ARCHITECTURE_PARTS: Readonly<Record<string, () => string>> = {
  imports: () =>
    table(
      ['package', 'may import', 'of Node', 'why'],
      Object.entries(PACKAGES).map(([name, { packages, node, why }]) => [
        `${code(name)}${isThere(name) ? '' : ' (planned)'}`,
        packages.length === 0 ? 'no other' : codes(packages),
        node === 'any' ? 'anything' : node.length === 0 ? 'nothing' : codes(node.map((one) => `node:${one}`)),
        why,
      ]),
    ),
};

function isThere(name: string): boolean {
  const folder = name === 'bench' ? '../../bench' : `../../packages/${name}`;
  return existsSync(new URL(`${folder}/package.json`, import.meta.url));
}
