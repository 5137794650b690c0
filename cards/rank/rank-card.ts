import { dayText } from '../../src/base/day.js'
import type { RankView } from '../../src/flows/rank/view.js'
import { button, buttons, card, type Element, type Frame, markdown, quiet, rule } from '../kit.js'
import { nominees } from '../publication/nominees.js'
import { rankingTables } from '../publication/ranking-tables.js'
import { placeElements } from './place.js'

/** `/rank`: the own place first, then what the group reads. */
export function renderRank(view: RankView, frame: Frame): Element {
  const { publicity, own, tiers, result } = view
  const until = dayText(publicity.until, publicity.provisional)
  const open = (text: string, kind: string, key: string): Element =>
    button(frame, text, { verb: 'open', args: [kind, key] })
  return card(
    {
      title: '排名',
      subtitle: `${view.scheme} · ${view.year}年度`,
      tone: 'purple',
      tag: `第${view.version}版`,
    },
    [
      ...(own.length === 0 ? [markdown('您不在这份办法的考核对象之内。')] : []),
      ...own.flatMap((place, index) => [...(index === 0 ? [] : [rule()]), ...placeElements(place)]),
      rule(),
      ...nominees(view.nominees),
      ...(tiers.length > 0
        ? rankingTables(view)
        : [quiet('群里只公布建议人选，别人的得分和名次不公开。')]),
      quiet(
        `${dayText(view.on)}公布，${publicity.over ? `公示已于${until}结束` : `公示到${until}`}。`,
      ),
      buttons(
        ...(result ? [open('看结果和依据', result.kind, result.key)] : []),
        ...view.others.map(({ text, card: ref }) => open(text, ref.kind, ref.key)),
      ),
    ].filter((element) => !isEmptyRow(element)),
  )
}

/** A row of no buttons. */
function isEmptyRow({ tag, columns }: Element): boolean {
  return tag === 'column_set' && Array.isArray(columns) && columns.length === 0
}
