import { defineConfig } from 'vitest/config';

// unit: pure and quick, part of `npm run check`. contract: one suite a room, run over every entry.
// integration: real files, real SQLite, real processes. e2e: Chromium against the running demo.
const project = (name: string, extra: object = {}) => ({
  test: { name, include: [`test/${name}/**/*.test.ts`], ...extra },
});

export default defineConfig({
  test: {
    reporters: ['default'],
    projects: [
      // Pure tests share one module graph: a third of the time, and a test that leans on another's state would show.
      project('unit', { isolate: false, pool: 'threads', testTimeout: 30_000 }),
      project('contract'),
      project('integration', { globalSetup: 'test/built.ts', testTimeout: 120_000, hookTimeout: 120_000, maxConcurrency: 8 }),
      project('e2e', { globalSetup: 'test/built.ts', testTimeout: 120_000, hookTimeout: 180_000, fileParallelism: false }),
    ],
  },
});
