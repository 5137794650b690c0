import { defineConfig, mergeConfig } from 'vitest/config'
import usual from '../vitest.config.js'

/** What takes long: whole conversations, a year lived, processes killed, every press made wrongly, whoever makes it, on any day. */
export default mergeConfig(
  { ...usual, test: { ...usual.test, include: [] } },
  defineConfig({ test: { include: ['tests/**/*.long.ts'] } }),
)
