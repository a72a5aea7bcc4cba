import { defineConfig } from 'vitest/config'

/** What `npm run mutate` runs: the tests of the matching, with fewer tries and always the same ones. */
export default defineConfig({
  test: {
    include: ['test/matching/*.test.ts'],
    setupFiles: ['test/matching/mutating.ts'],
    env: { MUTATING: '1' },
    testTimeout: 20_000,
    isolate: false,
  },
})
