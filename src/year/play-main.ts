import { parseArgs } from 'node:util'
import { play } from './play.js'

/** The program beside a sandbox that acts for everybody: `--control URL --bureau ID`, the latter as often as there are bureaus. */
const { values } = parseArgs({
  options: {
    control: { type: 'string', default: '' },
    bureau: { type: 'string', multiple: true, default: [] },
  },
})

play(values.control, values.bureau).then(
  () => process.exit(0),
  (thrown: unknown) => {
    process.stderr.write(`${thrown instanceof Error ? thrown.message : thrown}\n`)
    process.exit(1)
  },
)
