// Prisma's command line fetches a native engine for every command, even those that only use WASM.
// With PRISMA_SCHEMA_ENGINE_BINARY set to any existing file it doesn't; for the commands that would really
// run the engine it must stay unset, or they would silently do nothing.
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')
const require = createRequire(import.meta.url)
const cli = path.join(path.dirname(require.resolve('prisma/package.json')), 'build/index.js')
const args = process.argv.slice(2)
const env = { ...process.env, CHECKPOINT_DISABLE: '1', PRISMA_HIDE_UPDATE_MESSAGE: '1' }
if (['generate', 'validate', 'format'].includes(args[0])) {
  env.PRISMA_SCHEMA_ENGINE_BINARY ??= path.join(root, 'package.json')
}
const run = spawnSync(process.execPath, [cli, ...args], { stdio: 'inherit', env, cwd: root })
process.exit(run.status ?? 1)
