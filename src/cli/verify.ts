import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { realClock } from '../base/clock.js'
import { silentLog } from '../base/log.js'
import { type Difference, verifyBureau } from '../flows/verification/verify.js'
import { ledgerBureaus } from '../storage/chain.js'
import type { Db } from '../storage/database.js'
import { openStorage } from '../storage/open.js'
import { SchemeShelf } from '../deployment/schemes.js'
import type { Scheme } from '../scheme/model/scheme.js'
import { StorageError } from '../storage/storage-error.js'
import type { Output } from './output.js'
import { plainRefusal } from './output.js'

/** Which database. */
export interface VerifyOptions {
  data: string
  url?: string
}

const says: Record<Difference['kind'], string> = {
  gap: '这一条缺失，已被删除',
  link: '与前一条接不上：顺序被调换，或前一条被替换',
  changed: '内容与校验码不符，已被改动',
  'personal-changed': '所附的文字或其盐值与摘要不符，已被改动或删除',
  head: '台账末尾对不上：后面的记录被删除，或末尾记录被改动',
  'publication-changed': '公布的结果与公布时的校验码不符，已被改动',
  'publication-missing': '公布的结果已被删除',
  'publication-differs': '公布的结果按当时的台账、名册和办法重新计算，得不出同样的结果',
  'publication-unknown': '有一份公布的结果，台账中没有公布它的记录',
}

/**
 * Compares the ledger of every bureau in a database with its proofs. Exit code 0: all as decided, with where each
 * ledger ends; 2: the first difference of each, or why nothing could be read.
 */
export async function verify(options: VerifyOptions): Promise<Output> {
  const { data, url } = options
  if (url === undefined && !existsSync(join(data, 'pgdata'))) {
    return plainRefusal(`“${data}”里没有数据库，请核对 --data`)
  }
  try {
    const where = { dataDir: data, ...(url === undefined ? {} : { url }) }
    const storage = await openStorage({ ...where, clock: realClock(), log: silentLog })
    try {
      return await compared(storage.read)
    } finally {
      await storage.close()
    }
  } catch (error) {
    if (error instanceof StorageError) return plainRefusal(error.message)
    throw error
  }
}

async function compared(db: Db): Promise<Output> {
  const schemes = shippedSchemes()
  const lines: string[] = []
  let differs = false
  for (const bureau of await ledgerBureaus(db)) {
    const { head, differences } = await verifyBureau(db, bureau, { schemes })
    const [first] = differences
    if (first) {
      differs = true
      const { sequence, entryId, kind } = first
      const which = entryId === null ? '' : `（${entryId}）`
      lines.push(`不一致 ${bureau}：第${sequence}条${which} ${says[kind]} [${kind}]`)
    } else {
      lines.push(`一致 ${bureau}：共${head.sequence}条，末条校验码 ${head.hash}`)
    }
  }
  if (lines.length === 0) lines.push('数据库里还没有台账')
  return { exitCode: differs ? 2 : 0, lines }
}

/** The schemes that the program knows: what was published under one of another version is not computed anew. */
function shippedSchemes(): ReadonlyMap<string, Scheme> {
  const shelf = new SchemeShelf(process.env.KAOHE_SCHEMES)
  const found = shelf.known().flatMap(({ id }) => {
    const folder = shelf.find(id, '.')
    const scheme = folder === null ? null : shelf.read(folder).scheme
    return scheme ? [scheme] : []
  })
  return new Map(found.map((scheme) => [scheme.id, scheme]))
}
