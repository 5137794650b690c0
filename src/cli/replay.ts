import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { replay as replayed, type ReplayFault } from '../replay/replay.js'
import { type Pack, packShape } from '../replay/shape.js'
import { type Output, plainRefusal } from './output.js'

/** Bytes of an unzipped pack: what a text can hold. */
const packMost = 512 * 1024 * 1024

/**
 * The command without its printing: computes a publication again from its pack. Exit code 0: the same to the last digit; 1: the
 * first difference by name; 2: the file is no pack.
 */
export async function replay(file: string): Promise<Output> {
  const pack = read(file)
  if (typeof pack === 'string') return plainRefusal(pack)
  const { fault, statements, head } = await replayed(pack)
  const which = `${pack.bureau.name} ${pack.cycle.year}年度 ${pack.cycle.scheme} 第${pack.publication.version}版`
  if (fault) return { exitCode: 1, lines: [`不一致 ${which}：${sayFault(fault, pack)}`] }
  return {
    exitCode: 0,
    lines: [
      `一致 ${which}：${statements}份得分说明和全部名次、等次逐字相同`,
      `台账第${head.sequence}条校验码 ${head.hash}，可与公布卡片末行核对`,
    ],
  }
}

function read(file: string): Pack | string {
  let text: string
  try {
    text = unzipped(readFileSync(file))
  } catch {
    return `不能读取“${file}”，请核对路径`
  }
  let raw: unknown
  try {
    raw = JSON.parse(text)
  } catch {
    return `“${file}”不是 JSON，不是 kaohe pack 写出的文件`
  }
  const parsed = packShape.safeParse(raw)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  return `“${file}”不是完整的复算包：${issue?.path.join('.') || '开头'} 处与格式不符`
}

/** A pack as the chat sends it is zipped. */
function unzipped(bytes: Buffer): string {
  const isZipped = bytes[0] === 0x1f && bytes[1] === 0x8b
  return (isZipped ? gunzipSync(bytes, { maxOutputLength: packMost }) : bytes).toString('utf8')
}

function sayFault(fault: ReplayFault, pack: Pack): string {
  switch (fault.kind) {
    case 'entry': {
      const kind = fault.entryKind === '' ? '' : `（${fault.entryKind}）`
      return `台账第${fault.sequence}条${kind}被改动，或它前面少了、多了记录`
    }
    case 'scheme':
      return '考核办法的文件与公布时的版本不同'
    case 'roster':
      return '名册与公布时的不同'
    case 'imported':
      return '导入的数据与公布时的不同'
    case 'ledger':
      return '台账与公布时的不同'
    case 'publication':
      return '公布的结果与台账中它的校验码不符'
    case 'statement':
      return `${nameOf(fault.name, pack)}的得分说明：${whereSaid(fault)}`
    case 'result':
      return `名次、等次等结果：${whereSaid(fault)}`
  }
}

function whereSaid({
  at,
  published,
  computed,
}: {
  at: readonly string[]
  published: string
  computed: string
}): string {
  return `${at.join(' › ')} 处公布的是 ${published || '（无）'}，重新计算得 ${computed || '（无）'}`
}

function nameOf(assessee: string, { publication }: Pack): string {
  const head: { words?: { assessees?: Record<string, { name?: string }> } } = JSON.parse(
    JSON.stringify(publication.head),
  )
  return head.words?.assessees?.[assessee]?.name ?? assessee
}
