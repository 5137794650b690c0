import { larkMcp } from './lark-mcp.mjs'
import { satori } from './satori.mjs'
import { startSandbox } from './sandbox.mjs'

let failed = 0
// The adapter of Satori keeps trying to come back, so it is the last.
for (const client of [larkMcp, satori]) {
  const sandbox = await startSandbox()
  try {
    failed += await client(sandbox)
  } finally {
    sandbox.stop()
  }
}
process.exit(failed === 0 ? 0 : 1)
