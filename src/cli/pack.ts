import { writeFileSync } from 'node:fs'
import { isRefusal } from '../base/refusal.js'
import { SchemeShelf } from '../deployment/schemes.js'
import { makePack } from '../replay/make.js'
import type { Pack } from '../replay/shape.js'
import type { Db } from '../storage/database.js'
import { cycleIn, readFrom, type Source } from './database.js'
import { type Output, plainRefusal } from './output.js'
import { notComputedSays } from './verify.js'

/** What to pack, from where. */
export interface PackOptions extends Source {
  out: string
  bureau?: string
  cycle?: string
  version?: string
}

/** The command without its printing. Exit code 0: the pack was written; 2: why not, for people. */
export async function pack(options: PackOptions): Promise<Output> {
  const { version, out } = options
  if (version !== undefined && !/^[1-9]\d{0,3}$/.test(version)) {
    return plainRefusal(`“${version}”不是版次，请写成 1、2 这样的数字`)
  }
  const packed = await readFrom(options, (db) => packOf(db, options))
  if (typeof packed === 'string') return plainRefusal(packed)
  writeFileSync(out, `${JSON.stringify(packed, null, 1)}\n`)
  return { exitCode: 0, lines: [said(packed, out)] }
}

function said({ bureau, cycle, publication, ledger }: Pack, out: string): string {
  const which = `${bureau.name} ${cycle.year}年度 ${cycle.scheme} 第${publication.version}版`
  return `已打包 ${which}：${publication.rows.length}份得分说明，${ledger.length}条台账，写到 ${out}`
}

async function packOf(db: Db, options: PackOptions): Promise<Pack | string> {
  const cycle = await cycleIn(db, options)
  if (typeof cycle === 'string') return cycle
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
