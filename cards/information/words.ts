import { dayText } from '../../src/base/day.js'
import { points } from '../../src/base/points.js'
import type { PieceShown } from '../../src/flows/information/shown.js'
import type { QuotaShown } from '../../src/flows/information/standings.js'
import type { OwnQuotas } from '../../src/flows/information/views.js'
import { type Element, labelled, literal, markdown, type Tone, unbroken } from '../kit.js'

/** How a piece stands, in words and colour. */
export function pieceState(piece: PieceShown): { tag: string; tone: Tone } {
  const { state, stage } = piece
  if (state === 'waiting') return { tag: '待处理', tone: 'blue' }
  if (state === 'withdrawn') return { tag: '已撤回', tone: 'grey' }
  if (state === 'declined') return { tag: '未采用', tone: 'grey' }
  if (stage === 'withdrawn' || stage === 'reversed') return { tag: '已撤销', tone: 'orange' }
  if (stage === 'returned') return { tag: '退回核对', tone: 'orange' }
  return state === 'received' ? { tag: '计报送', tone: 'green' } : { tag: '已采用', tone: 'green' }
}

/** When what it has become counts; '' where that is said already or never comes. */
function countsWhen({ stage }: PieceShown): string {
  if (stage === 'proposed') return '待审定，审定并过了异议期后计数'
  if (stage === 'sent' || stage === 'told') return '已审定，异议期满后计数'
  if (stage === 'objected') return '有异议，处理后才定'
  if (stage === 'effective') return '已计数'
  if (stage === 'returned') return '审定时退回，处理的人改好再报'
  return stage === null ? '' : '采用已撤销，不再计数'
}

/** The title of a piece with what of it can be opened. */
export function titleText(piece: PieceShown): string {
  const title = literal(piece.title === '' ? '（标题已删去）' : piece.title)
  return piece.link === '' ? title : `${title}　[打开链接](${linkTarget(piece.link)})`
}

/** An address inside the brackets of markdown. */
function linkTarget(href: string): string {
  return href.replace(/\(/g, '%28').replace(/\)/g, '%29')
}

export function kindText({ kind, sort }: PieceShown): string {
  return literal(sort === '' ? kind : `${kind}（${sort}）`)
}

/** All of a piece, for who sent it. */
export function pieceElements(piece: PieceShown): Element[] {
  const { decided, state, levels, adoptedOn } = piece
  const adopted = levels.map((level) => literal(level)).join('、')
  return [
    markdown(`**${titleText(piece)}**`),
    labelled(
      ['类别', kindText(piece)],
      ['渠道', literal(piece.channel)],
      [
        '报送',
        `${literal(piece.name)}${piece.unit ? `（${literal(piece.unit)}）` : ''}　${dayText(piece.sent)}`,
      ],
      ['附件', piece.files.map(({ name }) => literal(name)).join('、')],
      [
        '采用',
        state === 'adopted'
          ? [adopted, adoptedOn ? dayText(adoptedOn) : ''].filter(Boolean).join('　')
          : '',
      ],
      ['处理', decided ? `${literal(decided.by)}　${dayText(decided.on)}` : ''],
      [state === 'received' ? '说明' : '理由', decided ? literal(decided.reason) : ''],
      ['计数', countsWhen(piece)],
    ),
  ]
}

/** Whether a quota is reached, be it once what is open counts. */
export function isReached({ state }: Pick<QuotaShown, 'state'>): boolean {
  return state === 'met' || state === 'coming'
}

/** Whether a quota is reached, in words and colour. */
function stateText(quota: Pick<QuotaShown, 'state' | 'missing'>): string {
  const { state, missing } = quota
  if (isReached(quota)) return `<font color='green'>${unbroken('已达到')}</font>`
  return state === 'short'
    ? `<font color='red'>没有达到，${unbroken(`缺 ${missing}`)}</font>`
    : `<font color='orange'>${unbroken(`还缺 ${missing}`)}</font>`
}

/** `每月标准（2025年9月）　2 / 4 条`, what is on its way, and what is missing. */
export function quotaLine(quota: QuotaShown): string {
  const { count, withOpen, carried, atLeast, each } = quota
  const coming = withOpen === count ? '' : `，另在审定或异议期内 ${differ(withOpen, count)} ${each}`
  const over = carried === '0' ? '' : `，前期多出 ${carried} ${each}`
  return `${literal(quota.name)}（${literal(quota.period)}）　**${count} / ${atLeast}** ${literal(each)}${literal(over)}${literal(coming)}　${stateText(quota)}`
}

function differ(withOpen: string, count: string): string {
  return points(withOpen).minus(points(count)).toFixed()
}

/** How the submitter's unit stands. */
export function quotaElements(all: readonly OwnQuotas[]): Element[] {
  return all.map(({ unit, scheme, quotas }) =>
    markdown(
      [`${literal(unit || '本人')}的标准　${literal(scheme)}`, ...quotas.map(quotaLine)].join('\n'),
    ),
  )
}
