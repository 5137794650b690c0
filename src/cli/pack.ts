import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { realClock } from '../base/clock.js'
import { silentLog } from '../base/log.js'
import { isRefusal } from '../base/refusal.js'
import { SchemeShelf } from '../deployment/schemes.js'
import { makePack } from '../replay/make.js'
import type { Pack } from '../replay/shape.js'
import { listCycles } from '../storage/cycles.js'
import type { Db } from '../storage/database.js'
import { openStorage } from '../storage/open.js'
import { listBureaus } from '../storage/roster-rows.js'
import { StorageError } from '../storage/storage-error.js'
import { type Output, plainRefusal } from './output.js'
import { notComputedSays } from './verify.js'

/** What to pack, from where. */
export interface PackOptions {
  data: string
  url?: string
  out: string
  bureau?: string
  cycle?: string
  version?: string
}

/** The command without its printing. Exit code 0: the pack was written; 2: why not, for people. */
export async function pack(options: PackOptions): Promise<Output> {
  const { data, url, version, out } = options
  if (version !== undefined && !/^[1-9]\d{0,3}$/.test(version)) {
    return plainRefusal(`“${version}”不是版次，请写成 1、2 这样的数字`)
  }
  if (url === undefined && !existsSync(join(data, 'pgdata'))) {
    return plainRefusal(`“${data}”里没有数据库，请核对 --data`)
  }
  try {
    const where = { dataDir: data, ...(url === undefined ? {} : { url }) }
    const storage = await openStorage({ ...where, clock: realClock(), log: silentLog })
    try {
      const packed = await packOf(storage.read, options)
      if (typeof packed === 'string') return plainRefusal(packed)
      writeFileSync(out, `${JSON.stringify(packed, null, 1)}\n`)
      return { exitCode: 0, lines: [said(packed, out)] }
    } finally {
      await storage.close()
    }
  } catch (error) {
    if (error instanceof StorageError) return plainRefusal(error.message)
    throw error
  }
}

function said({ bureau, cycle, publication, ledger }: Pack, out: string): string {
  const which = `${bureau.name} ${cycle.year}年度 ${cycle.scheme} 第${publication.version}版`
  return `已打包 ${which}：${publication.rows.length}份得分说明，${ledger.length}条台账，写到 ${out}`
}

async function packOf(db: Db, options: PackOptions): Promise<Pack | string> {
  const bureaus = await listBureaus(db)
  const of = options.bureau === undefined ? bureaus : bureaus.filter((id) => id === options.bureau)
  const [bureau] = of
  if (bureau === undefined) return '数据库里没有这个单位，请核对 --bureau'
  if (of.length > 1) return `数据库里有几个单位，请用 --bureau 写明：${of.join('、')}`
  const cycles = (await listCycles(db, bureau)).filter(
    ({ id }) => options.cycle === undefined || id === options.cycle,
  )
  const [cycle] = cycles
  if (!cycle) return '没有这个考核周期，请核对 --cycle'
  if (cycles.length > 1) {
    return `有几个考核周期，请用 --cycle 写明：${cycles.map(({ id }) => id).join('、')}`
  }
  const shelf = new SchemeShelf(process.env.KAOHE_SCHEMES)
  const made = await makePack(db, {
    cycle: cycle.id,
    version: options.version === undefined ? undefined : Number.parseInt(options.version, 10),
    schemeFolder: (id) => shelf.find(id, '.'),
  })
  if (made === null) return '这个周期没有公布过这一版结果，没有可以打包的'
  if (!isRefusal(made)) return made
  const { scheme = '', pinned = '', found = '' } = made.with
  return notComputedSays[made.code]?.({ scheme, pinned, found }) ?? made.code
}
