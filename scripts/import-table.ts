/**
 * Who may import whom: the layers of the house, as data. `scripts/check-imports.ts` enforces it, and its test
 * proves that each row can fail. A package without a row here is refused.
 */
export interface PackageRow {
  /** The other packages it may import, always through their door, `src/index.ts`. */
  readonly packages: readonly string[];
  /** The `node:` modules it may import. */
  readonly node: 'any' | readonly string[];
  readonly why: string;
}

export const PACKAGES: Readonly<Record<string, PackageRow>> = {
  engine: {
    packages: [],
    node: [],
    why: 'Pure: no network, no files, no clock. Whoever holds a record can recompute its decision with it alone.',
  },
  matching: { packages: [], node: [], why: 'Pure arithmetic over hashes and pixels.' },
  ledger: {
    packages: [],
    node: ['crypto'],
    why: 'An auditor runs the verifier without trusting, or installing, the rest.',
  },
  polls: {
    packages: [],
    node: [],
    why: 'Pure arithmetic over a poll; whoever holds the data can check its figures with it alone.',
  },
  server: {
    packages: ['engine', 'matching', 'ledger', 'polls'],
    node: 'any',
    why: 'Calls the pure packages; never the other way round.',
  },
  client: {
    packages: [],
    node: [],
    why: 'Services install it alone; it knows the server by its published API schema.',
  },
  console: {
    packages: ['client'],
    node: [],
    why: 'Runs in a browser; it knows the server by its published API schema.',
  },
  cli: {
    packages: ['engine', 'matching', 'ledger', 'server', 'polls'],
    node: 'any',
    why: 'The command starts the server and opens its database for `keys`; `decide` and `bank match` do without a server.',
  },
  simulator: {
    packages: [],
    node: ['fs', 'path', 'url', 'util'],
    why: 'Writes what the rest is measured with, so it knows nothing of how the rest decides.',
  },
  training: {
    packages: ['engine'],
    node: 'any',
    why: 'Makes and measures the text model, by the same reading of a text that the engine scores by.',
  },
  bench: {
    packages: ['engine', 'matching', 'ledger', 'polls', 'server', 'simulator'],
    node: 'any',
    why: 'Measures what the others use.',
  },
};

/** What lies in `packages/server/src/` but belongs to no area. */
export const SERVER = {
  /** What every area stands on: it imports no area. */
  platform: 'platform',
} as const;
