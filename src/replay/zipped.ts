import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { isRefusal } from '../base/refusal.js'
import type { Db } from '../storage/database.js'
import { makePack, type Packing } from './make.js'

const zip = promisify(gzip)

/** A replay pack as a zipped file (`.json.gz`); null where nothing of it is published, or it can't be packed. */
export async function zippedPack(db: Db, of: Packing): Promise<Uint8Array | null> {
  const pack = await makePack(db, of)
  return pack === null || isRefusal(pack) ? null : zip(JSON.stringify(pack))
}
