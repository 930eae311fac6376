import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

// unit: pure code, no disk, no database. contract: the shared battery over every node. integration: real DuckDB, files, processes.
export default defineConfig({
  test: {
    globalSetup: './tools/before-tests.mjs',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // What is waited for comes late on a busy machine; what never comes fails all the same.
    expect: { poll: { timeout: 10_000 } },
    // On two cores the default is one: most of a test waits for a process or a disk.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          // Pure files share a process: a fresh one for each takes longer than most of them. Whoever mocks or stubs undoes it.
          isolate: false,
          include: ['{engine,nodes,renderer,electron,tools}/**/*.test.{ts,tsx}'],
          exclude: ['**/*.contract.test.ts', '**/*.integration.test.ts', '**/node_modules/**'],
        },
      },
      { extends: true, test: { name: 'contract', include: ['{engine,nodes}/**/*.contract.test.ts'] } },
      { extends: true, test: { name: 'integration', include: ['{engine,nodes,electron,tools}/**/*.integration.test.ts'] } },
    ],
    coverage: {
      provider: 'v8',
      include: ['engine/**', 'nodes/**', 'renderer/**', 'electron/**'],
      exclude: ['**/*.test.*', '**/golden/**'],
    },
  },
})
