import { type Difference, verifyBureau } from '../flows/verification/verify.js'
import { ledgerBureaus } from '../storage/chain.js'
import type { Db } from '../storage/database.js'
import { SchemeShelf } from '../deployment/schemes.js'
import type { Scheme } from '../scheme/model/scheme.js'
import { readFrom, type Source } from './database.js'
import type { Output } from './output.js'
import { plainRefusal } from './output.js'

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
  'vote-changed': '这次民主测评的计票箱与台账记的交表对不上：有表被加进、取出，或被换成旧的',
  'vote-missing': '这次民主测评的计票箱不在了',
  'vote-no-key':
    '这次民主测评的计票箱打不开：密钥不在数据文件夹的 vote-keys 里，数据库的副本不能校验',
  'vote-unknown': '有一个计票箱，台账中没有它那次正在进行的民主测评',
}

/**
 * Compares the ledger of every bureau in a database with its proofs. Exit code 0: all as decided, with where each
 * ledger ends; 2: the first difference of each, or why nothing could be read; 3: nothing differs, but a publication
 * could not be computed anew, named with what is missing.
 */
export async function verify(options: Source): Promise<Output> {
  const output = await readFrom(options, compared)
  return typeof output === 'string' ? plainRefusal(output) : output
}

async function compared(db: Db): Promise<Output> {
  const schemes = shippedSchemes()
  const lines: string[] = []
  let exitCode: 0 | 2 | 3 = 0
  for (const bureau of await ledgerBureaus(db)) {
    const { head, differences, notComputed } = await verifyBureau(db, bureau, { schemes })
    const [first] = differences
    if (first) {
      exitCode = 2
      const { sequence, entryId, kind } = first
      const which = entryId === null ? '' : `（${entryId}）`
      lines.push(`不一致 ${bureau}：第${sequence}条${which} ${says[kind]} [${kind}]`)
    } else {
      lines.push(`一致 ${bureau}：共${head.sequence}条，末条校验码 ${head.hash}`)
    }
    if (notComputed.length > 0 && exitCode === 0) exitCode = 3
    for (const { sequence, entryId, why } of notComputed) {
      const { scheme = '', pinned = '', found = '' } = why.with
      const said = notComputedSays[why.code]?.({ scheme, pinned, found }) ?? why.code
      lines.push(`未核对 ${bureau}：第${sequence}条（${entryId}） ${said} [${why.code}]`)
    }
  }
  if (lines.length === 0) lines.push('数据库里还没有台账')
  return { exitCode, lines }
}

/** Why a publication was not computed anew, and what to do. */
export const notComputedSays: Record<
  string,
  (of: { scheme: string; pinned: string; found: string }) => string
> = {
  'recompute-scheme-missing': ({ scheme, pinned }) =>
    `公布的结果没有重新计算：找不到办法“${scheme}”，需要 ${pinned} 版；请把它放进 KAOHE_SCHEMES 指向的目录再核对`,
  'recompute-scheme-differs': ({ scheme, pinned, found }) =>
    `公布的结果没有重新计算：它用的是办法“${scheme}”的 ${pinned} 版，现有的是 ${found} 版；请把那一版放进 KAOHE_SCHEMES 指向的目录再核对`,
  'recompute-earlier-form': () =>
    '公布的结果没有重新计算：它是程序较早的版本公布的，请用那个版本核对',
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
