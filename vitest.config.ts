import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** The longest, longest first: on a fresh clone vitest knows only how large files are. */
const LONGEST = [
  '/year',
  '/story',
  '/workbench/browser',
  '/demo',
  '/attacks-scanner',
  '/attacks',
  '/start',
  '/database',
]

/** So that no core waits at the end for what another began late. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]) {
    const rank = ({ moduleId }: TestSpecification) => {
      const n = LONGEST.findIndex((name) => moduleId.endsWith(`${name}.test.ts`))
      return n < 0 ? LONGEST.length : n
    }
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b))
  }
}

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 20_000,
    setupFiles: ['test/setup.ts'],
    sequence: { sequencer: LongestFirst },
    // Every test makes its own app and database; a fresh module graph a file would only cost a third of the time.
    isolate: false,
    // Vitest would leave one core of two idle.
    maxWorkers: Math.max(2, Math.floor(availableParallelism() / 2)),
  },
})
