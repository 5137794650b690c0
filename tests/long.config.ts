import { defineConfig, mergeConfig } from 'vitest/config'
import usual from '../vitest.config.js'
import { workingFolders } from './working-paths.js'

/**
 * What takes long: whole conversations, a year lived, processes killed, every press made wrongly, whoever makes it, on any day; and the working
 * rules' flows once more, through cards.
 */
export default mergeConfig(
  { ...usual, test: { ...usual.test, include: [] } },
  defineConfig({
    test: {
      include: ['tests/**/*.long.ts', `tests/{${workingFolders.join()}}/*.test.ts`],
      // Each press looks through the cards that somebody has.
      testTimeout: 120_000,
      env: { PRESSES: 'on-cards' },
      setupFiles: ['tests/walked.ts'],
    },
  }),
)
