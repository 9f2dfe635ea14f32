import { PACKAGES, SERVER } from './scripts/import-table.ts';

/** The rules that `scripts/import-table.ts` stands for, in the words of dependency-cruiser. */

const home = (name) => (name === 'bench' || name === 'training' ? `^${name}/` : `^packages/${name}/`);
const names = Object.keys(PACKAGES);
/** What tests are made of: the tests themselves, and what several of them share. */
const TEST = '[.]test[.]ts$';
const SHARED_BY_TESTS = '/(test-kit|testing|proof)/|/test-kit[.]ts$|-cases[.]ts$';
const TESTS = [TEST, SHARED_BY_TESTS];

const packageRules = names.flatMap((name) => {
  const row = PACKAGES[name];
  const refused = names.filter((other) => other !== name && !row.packages.includes(other));
  return [
    {
      name: `${name}-imports-only-its-row`,
      severity: 'error',
      comment: row.why,
      from: { path: home(name) },
      to: { path: refused.map(home) },
    },
    {
      name: `${name}-is-entered-by-its-door`,
      severity: 'error',
      comment: 'A package is entered through src/index.ts.',
      from: { path: ['^packages/', '^bench/', '^training/', '^scripts/'], pathNot: home(name) },
      to: { path: home(name), pathNot: `${home(name)}src/index[.]ts$` },
    },
    ...(row.node === 'any'
      ? []
      : [
          {
            name: `${name}-node-modules`,
            severity: 'error',
            comment: row.why,
            from: { path: home(name), pathNot: TESTS },
            to: { dependencyTypes: ['core'], pathNot: row.node.map((module) => `^(node:)?${module}$`) },
          },
        ]),
  ];
});

const area = `^packages/server/src/(?!${SERVER.platform}/)([^/]+)/`;

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...packageRules,
    {
      name: 'platform-imports-no-area',
      severity: 'error',
      comment: 'Every area stands on platform/; it knows none of them.',
      from: { path: `^packages/server/src/${SERVER.platform}/`, pathNot: TEST },
      to: { path: area },
    },
    {
      name: 'area-is-entered-by-its-door',
      severity: 'error',
      comment: "An area calls another one's functions through its index.ts, never its tables.",
      from: { path: '^packages/server/src/([^/]+)/' },
      to: { path: area, pathNot: ['^packages/server/src/$1/', '^packages/server/src/[^/]+/index[.]ts$'] },
    },
    {
      name: 'verifier-imports-no-writer',
      severity: 'error',
      comment: 'Whoever verifies evidence must not run the code that made it.',
      from: { path: '^packages/ledger/src/verify/', pathNot: TEST },
      to: { path: '^packages/ledger/src/(write/|index[.]ts$)' },
    },
    {
      name: 'package-without-a-row',
      severity: 'error',
      comment:
        'Who may import whom is decided when a package is added: give it a row in scripts/import-table.ts.',
      from: { path: '^packages/', pathNot: names.map(home) },
      to: {},
    },
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'A cycle has no middle to start reading from.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'resolvable',
      severity: 'error',
      comment: 'What cannot be found cannot be judged.',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'declared',
      severity: 'error',
      comment:
        "What a package imports stands in its own package.json, or in the root's for tests and examples.",
      from: { path: '^packages/', pathNot: [...TESTS, '^packages/[^/]+/examples/'] },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'npm-dev'] },
    },
    {
      name: 'tests-are-not-imported',
      severity: 'error',
      comment: 'What two tests share is a file of its own.',
      from: { pathNot: TEST },
      to: { path: TEST },
    },
    {
      name: 'what-tests-share-is-for-tests',
      severity: 'error',
      comment: 'The product must not stand on what was made to test it.',
      from: { path: '^(packages|bench|training|scripts)/', pathNot: TESTS },
      to: { path: SHARED_BY_TESTS },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // Types count: whoever needs another's types depends on it.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    combinedDependencies: false,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types', 'default'],
    },
  },
};
