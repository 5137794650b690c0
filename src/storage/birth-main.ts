import { setFlagsFromString } from 'node:v8'
import { PGlite } from '@electric-sql/pglite'
import { NodeFS } from '@electric-sql/pglite/nodefs'

// The throw-away child of birth.ts: makes a database in the folder given and ends.
const folder = process.argv[2]
if (!folder) throw new Error('folder missing')
// As in embedded.ts: it lives too short for anything else.
setFlagsFromString('--liftoff-only')
const database = await PGlite.create({ fs: new NodeFS(folder) })
await database.exec('CHECKPOINT')
await database.close()
process.exit(0)
