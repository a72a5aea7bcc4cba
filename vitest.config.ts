import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 20_000,
    setupFiles: ['test/setup.ts'],
    // Every test makes its own app and database; a fresh module graph a file would only cost a third of the time.
    isolate: false,
    // Vitest would leave one core of two idle.
    maxWorkers: Math.max(2, Math.floor(availableParallelism() / 2)),
  },
})
