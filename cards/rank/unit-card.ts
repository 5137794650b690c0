import { dayText } from '../../src/base/day.js'
import type { UnitView } from '../../src/flows/rank/unit-view.js'
import {
  button,
  buttons,
  card,
  columns,
  type Element,
  figure,
  type Frame,
  labelled,
  literal,
  markdown,
  quiet,
  quietly,
  rule,
} from '../kit.js'
import { boundsText, scoreText, settledText } from '../scores.js'
import { placeElements } from './place.js'

/** `/unit`: a unit's published results, how it stands in what runs, and where its reports are. */
export function renderUnit(view: UnitView, frame: Frame): Element {
  const open = (text: string, { kind, key }: { kind: string; key: string }): Element =>
    button(frame, text, { verb: 'open', args: [kind, key] })
  const nothing = view.published.length + view.running.length === 0
  return card(
    {
      title: '处室',
      subtitle: view.name,
      tone: 'purple',
      tag: view.published.length > 0 ? '已公布' : '还没有公布',
    },
    [
      labelled(
        ['负责', view.heads.map(literal).join('、') || '空缺'],
        ['分管', view.leaders.map(literal).join('、')],
        ['人数', `${view.members} 人`],
      ),
      ...(nothing ? [quiet('现在没有考核处室的办法在进行，也没有公布的处室结果。')] : []),
      ...view.running.flatMap((one) => [
        rule(),
        quiet(`${literal(one.scheme)} · ${one.year}年度（进行中）`),
        one.final === null
          ? columns(
              { weight: 'auto', elements: [markdown(settledText(one.standing), 'heading')] },
              { weight: 1, elements: [figure(quietly(boundsText(one.standing)))] },
            )
          : markdown(`总分 **${scoreText(one.final)}**，还没有公布`, 'heading'),
        buttons(open('得分说明', one.card)),
      ]),
      ...view.published.flatMap((one) => [
        rule(),
        quiet(
          `${literal(one.scheme)} · ${one.year}年度　第${one.version}版　${one.over ? '公示已结束' : `公示到${dayText(one.until, one.provisional)}`}`,
        ),
        ...placeElements(one.place),
        buttons(open('看排名', one.card)),
      ]),
      ...links(view, open),
    ],
  )
}

function links(
  { digest, others }: UnitView,
  open: (text: string, ref: { kind: string; key: string }) => Element,
): Element[] {
  const all = [
    ...(digest ? [open('处室月报', digest)] : []),
    ...others.map(({ name, card: ref }) => open(name, ref)),
  ]
  return all.length > 0 ? [rule(), buttons(...all)] : []
}
