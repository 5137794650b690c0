import { writeSync } from 'node:fs'
import { realClock } from '../../src/base/clock.js'
import { day } from '../../src/base/day.js'
import { shortId } from '../../src/base/ids.js'
import { silentLog } from '../../src/base/log.js'
import { append } from '../../src/storage/ledger.js'
import { openStorage } from '../../src/storage/open.js'
import { StorageError } from '../../src/storage/storage-error.js'

// writer.ts <data folder> [url] [writes | cleans]: appends entries without end and prints the id of each when it is committed,
// to be killed in the middle of it. `writes`: large ones; `cleans`: large ones, with a checkpoint and a cleaning now and then.
const [dataDir = '', url, does] = process.argv.slice(2)
try {
  const storage = await openStorage({ dataDir, url, clock: realClock(), log: silentLog })
  for (let n = 1; ; n++) {
    const id = await storage.transact('press', async (tx) =>
      append(tx, {
        bureau: 'b',
        kind: 'fact',
        day: day('2025-03-04'),
        by: 'p',
        body: { n },
        personal: does ? shortId(100_000) : 'x',
      }),
    )
    writeSync(1, `${id}\n`)
    if (does === 'cleans' && n % 20 === 0) await storage.clean()
  }
} catch (error) {
  writeSync(2, error instanceof StorageError ? `${error.code} ${error.message}` : `${error}`)
  process.exit(3)
}
