import { defineConfig } from 'vitest/config';

/** Every test stands beside the code it tests. */
export const TEST_FILES = [
  'packages/*/src/**/*.test.ts',
  'practices/**/*.test.ts',
  'bench/src/**/*.test.ts',
  'training/src/**/*.test.ts',
  'scripts/**/*.test.ts',
  'docs/**/*.test.ts',
];

/** `npm run test:long` adds the long modes, by SAFEWARD_LONG=1. */
export default defineConfig({
  test: {
    include: TEST_FILES,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Tests start databases and servers of their own; more at once would only make each other slow.
    maxWorkers: 2,
  },
});
