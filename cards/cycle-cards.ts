import { dayText } from '../src/base/day.js'
import type {
  ChoiceView,
  CyclesView,
  CycleStanding,
  CycleView,
  ForecastLine,
  OpeningView,
} from '../src/flows/cycle/views.js'
import {
  button,
  buttons,
  card,
  columns,
  form,
  input,
  literal,
  markdown,
  panel,
  quiet,
  quietly,
  rule,
  select,
  type Element,
  type Frame,
  type Tone,
} from './kit.js'
import { sentence } from './sayings.js'

const standings: Record<CycleStanding, { text: string; tone: Tone }> = {
  open: { text: '进行中', tone: 'blue' },
  published: { text: '已公布', tone: 'purple' },
  closed: { text: '已结束', tone: 'grey' },
  stopped: { text: '已暂停', tone: 'orange' },
}

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
  const years = [...new Set(view.schemes.flatMap((scheme) => scheme.years))].sort().reverse()
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
        options: years.map((year) => ({ value: year, text: `${year}年度` })),
        required: true,
      }),
      buttons(
        button(frame, '先看清单', { verb: 'cycle.prepare' }, { primary: true, submit: true }),
      ),
    ]),
  ]
}

/** The sheet before a cycle is opened: who is assessed, what is missing, what will be asked of whom and when. */
export function renderOpening(view: OpeningView, frame: Frame): Element {
  const ready = view.missing.length === 0 && view.tiers.some(({ count }) => count > 0)
  const state = view.opened
    ? { tone: 'green' as const, tag: '已开启' }
    : ready
      ? { tone: 'blue' as const, tag: '等您确认' }
      : { tone: 'orange' as const, tag: '还不能开启' }
  return card({ title: '开启考核周期', subtitle: `${view.scheme} · ${view.year}年度`, ...state }, [
    ...(view.opened ? [markdown('这个周期已经开启。')] : missing(view)),
    ...tiers(view),
    ...leftOut(view.leftOut),
    ...sheet(view),
    ...(view.choices > 0
      ? [quiet(`办法中有 ${view.choices} 处由单位选择，开启后可在周期里登记。`)]
      : []),
    buttons(...openingButtons(view, frame, ready)),
  ])
}

function openingButtons(view: OpeningView, frame: Frame, ready: boolean): Element[] {
  if (view.opened) {
    const { kind, key } = view.opened
    return [button(frame, '查看周期', { verb: 'open', args: [kind, key] })]
  }
  if (!ready) return [button(frame, '刷新', { verb: 'refresh' })]
  return [
    button(
      frame,
      '确认开启',
      { verb: 'cycle.open', args: [view.id, view.year] },
      {
        primary: true,
        confirm: {
          title: '开启这个周期？',
          text: '开启后按清单向各人发出卡片，办法的版本随之固定。',
        },
      },
    ),
  ]
}

const listed = 8

function missing({ missing: all, tiers: found }: OpeningView): Element[] {
  const nobody = found.every(({ count }) => count === 0) ? [sentence('publish-nobody')] : []
  const lines = [...all, ...nobody].map((each) => `- ${literal(each)}`)
  if (lines.length === 0) return []
  return [
    markdown(
      [
        `<font color='orange'>**还缺 ${lines.length} 项，补齐后才能开启：**</font>`,
        ...some(lines),
      ].join('\n'),
    ),
  ]
}

/** The first of many lines, and how many more there are. */
function some(lines: readonly string[]): string[] {
  const more = lines.length - listed
  return more > 0 ? [...lines.slice(0, listed), `- 另有 ${more} 条`] : [...lines]
}

function tiers(view: OpeningView): Element[] {
  const whole = view.tiers.reduce((sum, tier) => sum + tier.count, 0)
  const what = view.assesses === 'person' ? '人' : '个单位'
  const lines = view.tiers.map(({ name, count }) => `- ${literal(name)}：${count} ${what}`)
  const units = view.tiers.flatMap((tier) =>
    tier.units.map(({ name, count }) => `- ${literal(name)}：${count} 人（${literal(tier.name)}）`),
  )
  return [
    markdown([`**考核对象 ${whole} ${what}**`, ...some(lines)].join('\n')),
    ...(view.assesses === 'person' && units.length > 0
      ? [panel('按处室', [markdown(units.slice(0, 40).concat(rest(units.length, 40)).join('\n'))])]
      : []),
  ]
}

function rest(count: number, shown: number): string[] {
  return count > shown ? [`- 另有 ${count - shown} 条`] : []
}

function leftOut(all: readonly { name: string; reason: string }[]): Element[] {
  if (all.length === 0) return []
  const lines = all.map(({ name, reason }) => `- ${literal(name)}：${literal(reason)}`)
  return [panel(`不适用 ${all.length} 项`, [markdown(some(lines).join('\n'))])]
}

function sheet(view: OpeningView): Element[] {
  if (view.asks.length === 0) return [markdown('这个办法开启后不会自动向人发卡片。')]
  return [markdown('**这一年要谁做什么**'), ...view.asks.map(asked)]
}

function asked({ says, people, times }: ForecastLine): Element {
  const dates = times.map(({ opens, due }) =>
    due === null ? `- ${dayText(opens)}起` : `- ${dayText(opens)} 至 ${dayText(due)}`,
  )
  const title = `${sentence(says.code, says.with)}：${people} 人，${times.length} 次`
  return panel(title, [markdown(dates.slice(0, 12).concat(rest(dates.length, 12)).join('\n'))])
}

/** One cycle: how it stands, its choices, and what the office may do with it. */
export function renderCycle(view: CycleView, frame: Frame): Element {
  const { tone, text } = standings[view.standing]
  return card(
    { title: '考核周期', subtitle: `${view.scheme} · ${view.year}年度`, tone, tag: text },
    [
      markdown(summary(view).join('\n')),
      ...(view.standing === 'stopped' ? stopped(view, frame) : []),
      ...choices(view, frame),
      ...leftOut(view.leftOut),
      ...amendments(view),
      ...(view.standing === 'open' || view.standing === 'published' ? closing(view, frame) : []),
      quiet(`办法版本 ${literal(view.version)}`),
    ],
  )
}

function summary(view: CycleView): string[] {
  const { publicity, closed } = view
  return [
    `${dayText(view.openedOn)}开启${view.assessed === null ? '' : `，考核对象 ${view.assessed}`}`,
    ...(view.versions > 0 ? [`已公布 ${view.versions} 版`] : []),
    ...(publicity
      ? [
          publicity.over
            ? '公示期已满，可以结束。'
            : `公示到${dayText(publicity.until, publicity.provisional)}`,
        ]
      : []),
    ...(closed
      ? [
          `${dayText(closed.on)}由${literal(closed.by)}结束${closed.reason ? `：${literal(closed.reason)}` : ''}`,
        ]
      : []),
  ]
}

function stopped(view: CycleView, frame: Frame): Element[] {
  const values = { scheme: view.scheme, year: view.year }
  if (view.found === null) {
    return [markdown(literal(sentence('cycle-scheme-missing', values)))]
  }
  return [
    markdown(literal(sentence('cycle-scheme-changed', values))),
    markdown(`现在的版本：${literal(view.found)}`),
    form('amend', [
      input({ name: 'reason', limit: 'cycle.reason', label: '修订原因', required: true, rows: 2 }),
      input({
        ...{ name: 'reference', limit: 'cycle.reference', label: '依据', required: true },
        placeholder: '会议纪要或文件的编号',
      }),
      buttons(
        button(
          frame,
          '按现在的版本继续',
          { verb: 'cycle.amend', args: [view.cycle] },
          {
            ...{ primary: true, submit: true },
            confirm: {
              title: '按修订后的办法继续？',
              text: '全年的得分都会按修订后的办法重新计算。',
            },
          },
        ),
      ),
    ]),
  ]
}

function choices(view: CycleView, frame: Frame): Element[] {
  if (view.choices.length === 0) return []
  const lines = view.choices.map(({ name, clause, answer, reference }) => {
    const by = reference === null ? '' : `　依据：${reference}`
    return `- **${literal(name)}**：${literal(answer)}\n  ${quietly(literal(`${clause}${by}`))}`
  })
  return [
    panel(`办法中的选择 ${view.choices.length} 处`, [markdown(lines.join('\n'))]),
    form('choices', [
      select({
        name: 'choice',
        placeholder: '查看或登记一处选择',
        options: view.choices.map(({ id, name }) => ({ value: id, text: name })),
        required: true,
      }),
      buttons(
        button(
          frame,
          '打开',
          { verb: 'cycle.choice', args: [view.cycle] },
          { outlined: true, submit: true },
        ),
      ),
    ]),
  ]
}

function amendments({ amended }: CycleView): Element[] {
  if (amended.length === 0) return []
  const lines = amended.map(
    ({ on, to, reason, reference }) =>
      `- ${dayText(on)}改为 ${literal(to)}：${literal(reason)}（${literal(reference)}）`,
  )
  return [panel(`修订 ${amended.length} 次`, [markdown(some(lines).join('\n'))])]
}

function closing(view: CycleView, frame: Frame): Element[] {
  const usual = view.publicity?.over ?? false
  return [
    rule(),
    form('close', [
      ...(usual
        ? []
        : [
            input({
              ...{ name: 'reason', limit: 'cycle.reason', required: true, rows: 2 },
              label: view.versions > 0 ? '公示期未满就结束的原因' : '没有公布就结束的原因',
            }),
          ]),
      buttons(
        button(
          frame,
          '结束周期',
          { verb: 'cycle.close', args: [view.cycle] },
          {
            ...{ danger: true, submit: true },
            confirm: {
              title: '结束这个周期？',
              text: '结束后不能再办理其中的任何事项，已公布的结果仍可查看。',
            },
          },
        ),
      ),
    ]),
  ]
}

/** One choice of a scheme: what it asks, what is in force, and the form to answer it. */
export function renderChoice(view: ChoiceView, frame: Frame): Element {
  const now = view.alternatives.find(({ id }) => id === view.answer)?.says ?? view.answer
  const { answered } = view
  return card(
    {
      title: '办法中的选择',
      subtitle: `${view.scheme} · ${view.year}年度`,
      tone: answered ? 'green' : 'blue',
      tag: answered ? '已登记' : '按办法文件',
    },
    [
      markdown(`**${literal(view.name)}**　${quietly(literal(view.clause))}`),
      markdown(literal(view.asks)),
      markdown(`现行：**${literal(now)}**`),
      ...(answered
        ? [
            quiet(
              `${dayText(answered.on)}由${literal(answered.by)}登记，依据：${literal(answered.reference)}`,
            ),
          ]
        : []),
      form('choose', [
        select({
          name: 'answer',
          placeholder: '选择',
          value: view.answer,
          options: view.alternatives.map(({ id, says }) => ({ value: id, text: says })),
          required: true,
        }),
        input({
          ...{ name: 'reference', limit: 'cycle.reference', label: '依据', required: true },
          placeholder: '会议纪要或文件的编号',
        }),
        buttons(
          button(
            frame,
            '登记',
            { verb: 'cycle.choose', args: [view.cycle, view.choice] },
            { primary: true, submit: true },
          ),
        ),
      ]),
      quiet(`由${literal(view.decidedBy)}决定。登记后全年得分随之重新计算。`),
    ],
  )
}
