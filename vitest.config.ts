import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Whole conversations take longest: begun last, one of them would run alone at the end. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const isLong = (file: TestSpecification): boolean => file.moduleId.includes('/conversations/')
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))]
  }
}

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    // In CI alone: real time on a shared machine has moments that no patience covers; what passed only then is printed.
    retry: process.env.CI ? 1 : 0,
    // No test changes a module: reading them anew for each file would take a fifth of the time.
    isolate: false,
    sequence: { sequencer: LongestFirst },
  },
})
