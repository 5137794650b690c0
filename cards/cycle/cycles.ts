import type { CyclesView } from '../../src/flows/cycle/views.js'
import {
  button,
  buttons,
  card,
  columns,
  form,
  literal,
  markdown,
  quietly,
  rule,
  select,
  type Element,
  type Frame,
} from '../kit.js'
import { standings } from './shared.js'

/** The bureau's cycles, and what may be opened. */
export function renderCycles(view: CyclesView, frame: Frame): Element {
  const all = view.years.flatMap(({ cycles }) => cycles)
  const running = all.filter(({ standing }) => standing !== 'closed').length
  const stopped = all.some(({ standing }) => standing === 'stopped')
  return card(
    {
      title: '考核周期',
      tone: stopped ? 'orange' : running > 0 ? 'blue' : 'grey',
      tag: running > 0 ? `${running} 个未结束` : '没有进行中的',
    },
    [
      ...(all.length === 0 ? [markdown('还没有开启过考核周期。')] : []),
      ...view.years.flatMap(({ year, cycles }) => [
        markdown(`**${year}年度**`),
        ...cycles.map((cycle) => cycleLine(cycle, frame)),
      ]),
      ...(view.schemes.length > 0 ? [rule(), ...openForm(view, frame)] : []),
    ],
  )
}

function cycleLine(cycle: CyclesView['years'][number]['cycles'][number], frame: Frame): Element {
  const { text } = standings[cycle.standing]
  const facts = [
    text,
    ...(cycle.assessed === null ? [] : [`考核对象 ${cycle.assessed}`]),
    ...(cycle.versions > 0 ? [`已公布 ${cycle.versions} 版`] : []),
  ]
  return columns(
    {
      weight: 1,
      elements: [markdown(`${literal(cycle.scheme)}\n${quietly(facts.join('　'))}`)],
    },
    {
      weight: 'auto',
      elements: [button(frame, '查看', { verb: 'open', args: [cycle.card.kind, cycle.card.key] })],
    },
  )
}

function openForm(view: CyclesView, frame: Frame): Element[] {
  const names = new Map<string, Set<string>>()
  for (const { year, name } of view.schemes.flatMap((scheme) => scheme.years)) {
    names.set(year, (names.get(year) ?? new Set()).add(`${name}年度`))
  }
  const years = [...names].sort(([a], [b]) => (a < b ? 1 : -1))
  return [
    markdown('**开启新的周期**\n选好考核办法和年度，先看清考核谁、要谁做什么，再确认开启。'),
    form('open', [
      select({
        name: 'scheme',
        placeholder: '考核办法',
        options: view.schemes.map(({ id, title }) => ({ value: id, text: title })),
        required: true,
      }),
      select({
        name: 'year',
        placeholder: '年度',
        options: years.map(([year, all]) => ({ value: year, text: [...all].sort().join('、') })),
        required: true,
      }),
      buttons(
        button(frame, '先看清单', { verb: 'cycle.prepare' }, { primary: true, submit: true }),
      ),
    ]),
  ]
}
