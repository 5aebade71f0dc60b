// Unit, reliability and security tests run in Node; browser and desktop tests are Playwright's.
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const CORE = 'tests/core/**/*.test.ts';

export default defineConfig({
  test: {
    environment: 'node',
    // Many tests wait for programs that they have started: two at once are quicker on two cores as well.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // Far above what any takes: no test is timed, and a shared machine may be ten times slower.
    testTimeout: 120_000,
    hookTimeout: 30_000,
    projects: [
      // What is pure has nothing to keep apart: its modules are loaded once for many files, which saves a third of their time.
      { extends: true, test: { name: 'core', include: [CORE], isolate: false } },
      { extends: true, test: { name: 'all else', include: ['tests/**/*.test.ts'], exclude: [CORE] } },
    ],
  },
});
