import { dayText } from '../src/base/day.js'
import { matterNames } from '../src/flows/away/away.js'
import type { HomeStanding, HomeView, Task } from '../src/flows/home/view.js'
import { askKindWord } from './missing-card.js'
import { leftText } from './report-lines.js'
import { sentence } from './sayings.js'
import {
  button,
  buttons,
  card,
  columns,
  figure,
  literal,
  markdown,
  panel,
  quiet,
  quietly,
  rule,
  type Element,
  type Frame,
} from './kit.js'
import { prospect } from './standing-card.js'
import { boundsText, scoreText, settledText, gradesOnly } from './scores.js'

/** Lines of what waits beside the first five. */
const restMax = 40

/** The home card: the first five tasks with their buttons, the others as lines. */
export function renderHome(view: HomeView, frame: Frame): Element {
  const waiting = view.tasks.length
  return card(
    {
      title: '考核助手',
      ...subtitle(view.standings),
      tone: waiting > 0 ? 'blue' : 'green',
      tag: waiting > 0 ? `待办 ${waiting}` : '没有待办',
    },
    [
      markdown(`**${literal(view.name)}** 您好${view.unit ? `　${literal(view.unit)}` : ''}`),
      ...standings(view),
      rule(),
      ...tasks(view.tasks, frame),
      ...away(view.away),
      ...muted(view, frame),
      rule(),
      buttons(...actions(view, frame)),
      quiet(`也可以直接发送：${words(view.may).join('、')}`),
      quiet(burdenText(view.burden)),
      ...(view.ledger
        ? [quiet(`台账至第${view.ledger.sequence}条，校验码 ${view.ledger.hash}`)]
        : []),
    ],
  )
}

/** Kinds of asks that the line names. */
const kindsMax = 3

/** `2025年请您答复 9 件（月报 9），发来卡片 11 张；您自己发起 2 件。` */
function burdenText({ year, answers, kinds, cards, own }: HomeView['burden']): string {
  const named = kinds.slice(0, kindsMax).map(({ kind, count }) => `${askKindWord(kind)} ${count}`)
  const rest = kinds.length > kindsMax ? '等' : ''
  const what = named.length > 0 ? `（${named.join('、')}${rest}）` : ''
  return `${year}年您答复了 ${answers} 件${what}，收到卡片 ${cards} 张；自己发起 ${own} 件。`
}

/** That the person is not written to, and until when; it can be ended here. */
function muted({ mutedUntil }: HomeView, frame: Frame): Element[] {
  if (mutedUntil === null) return []
  return [
    columns(
      {
        weight: 1,
        elements: [
          markdown(
            `**免打扰**到${dayText(mutedUntil)}为止\n${quietly('到期的事当天仍会发来，需要告知您的也照常。')}`,
          ),
        ],
      },
      { weight: 'auto', elements: [button(frame, '结束', { verb: 'mute.end' })] },
    ),
  ]
}

/** The words that this person's roles have a use for. */
function words(may: HomeView['may']): string[] {
  return [
    ...['我的得分', '月报'],
    ...(may.leave ? ['请假', '销假'] : []),
    ...may.trips.map((matter) => matterNames[matter]),
    ...(may.meetings ? ['会议'] : []),
    ...(may.posts ? ['AB岗'] : []),
    ...(may.major ? ['重大事项'] : []),
    ...(may.info ? ['报送'] : []),
    ...(may.dockets ? ['督办', '首问'] : []),
    ...(may.complaints ? ['投诉'] : []),
    ...(may.cases ? ['问责'] : []),
    '评价',
    ...(may.released ? ['排名', '复核'] : []),
    ...(may.record ? ['记录'] : []),
    ...(may.attendance ? ['考勤'] : []),
    ...(may.tasks.length > 0 ? ['年度任务'] : []),
    ...(may.publish.length > 0 ? ['公布'] : []),
    ...(may.cycles ? ['周期'] : []),
    ...['免打扰', '帮助'],
  ]
}

/** One cycle stands in the heading, several beside their scores. */
function subtitle(standings: readonly HomeStanding[]): { subtitle?: string } {
  const [first, ...more] = standings
  if (!first || more.length > 0) return {}
  return { subtitle: `${first.scheme} · ${first.year}年度` }
}

function standings(view: HomeView): Element[] {
  const stopped = view.standstills.map((one) =>
    markdown(
      `<font color='orange'>${literal(sentence(one.code, { scheme: one.scheme, year: one.year }))}</font>`,
    ),
  )
  if (!view.running) {
    return [...stopped, quiet(sentence(view.may.cycles ? 'no-cycle-office' : 'no-cycle'))]
  }
  if (view.standings.length === 0) {
    return [...stopped, quiet('您不在本办法的考核对象之内，这里只显示您要办的事。')]
  }
  const several = view.standings.length > 1
  return [...stopped, ...view.standings.flatMap((one) => standing(one, several))]
}

function standing(one: HomeStanding, several: boolean): Element[] {
  const { final } = one.standing
  const named = several || one.unit !== ''
  const title = named
    ? [quiet(`${literal(one.scheme)} · ${one.year}年度${one.unit ? `　${literal(one.unit)}` : ''}`)]
    : []
  if (one.graded) return [...title, quiet(gradesOnly)]
  if (final !== null) return [...title, markdown(`总分 **${scoreText(final)}**`, 'heading')]
  return [
    ...title,
    columns(
      { weight: 'auto', elements: [markdown(settledText(one.standing), 'heading')] },
      { weight: 1, elements: [figure(quietly(boundsText(one.standing)))] },
    ),
    ...prospect(one.standing),
  ]
}

function tasks(all: Task[], frame: Frame): Element[] {
  if (all.length === 0) return [markdown('目前没有等您办理的事项。')]
  const shown = all.slice(0, 5).map((task, index) =>
    columns(
      {
        weight: 1,
        elements: [markdown(saidOf(task)), ...due(task)],
      },
      {
        weight: 'auto',
        elements: [
          button(
            frame,
            '去办理',
            { verb: 'open', args: [task.card.kind, task.card.key] },
            index === 0 ? { primary: true } : { outlined: true },
          ),
        ],
      },
    ),
  )
  const rest = all.slice(5)
  if (rest.length === 0) return shown
  const lines = rest.slice(0, restMax).map((task) => {
    const words = dueWords(task)
    return `- ${saidOf(task)}${words ? `　${quietly(words)}` : ''}`
  })
  const more = rest.length > restMax ? [`还有 ${rest.length - restMax} 项没有列出`] : []
  return [
    ...shown,
    panel(`另有 ${rest.length} 项，办完前面的会排上来`, [
      markdown([...lines, ...more.map(quietly)].join('\n')),
    ]),
  ]
}

/** What waits, and in whose place. */
function saidOf({ says, instead }: Task): string {
  const said = literal(sentence(says.code, says.with))
  return instead === '' ? said : `代${literal(instead)}　${said}`
}

/** So many are named; that there are more is said too. */
const awayMax = 8

/** Who is not there today, for who leads them: no reason, no kind of leave. */
function away(all: HomeView['away']): Element[] {
  if (all.length === 0) return []
  const names = all
    .slice(0, awayMax)
    .map(({ name, matter, to }) => `${literal(name)}（${matterNames[matter]}至${dayText(to)}）`)
    .join('、')
  const more = all.length > awayMax ? `等 ${all.length} 人` : ''
  return [markdown(`${quietly('今天不在')}　${names}${more}`)]
}

function due(task: Task): Element[] {
  const words = dueWords(task)
  if (words === '') return []
  const colour = (task.workingDaysLeft ?? 0) <= 1 ? 'orange' : 'grey'
  return [markdown(`<font color='${colour}'>${words}</font>`, 'notation')]
}

/** `10月9日（周四）前，还有2个工作日`; '' without a due day. */
function dueWords({ due: day, workingDaysLeft, provisional }: Task): string {
  if (!day) return ''
  const left = workingDaysLeft ?? 0
  return `${dayText(day, provisional)}前${left < 0 ? '，已过期' : leftText(left)}`
}

/** A button's word, with the regulation's name where several have the same word. */
function named(word: string, scheme: string, count: number): string {
  return count > 1 ? `${word}：${scheme}` : word
}

function actions(view: HomeView, frame: Frame): Element[] {
  const open = (text: string, kind: string, key: string): Element =>
    button(frame, text, { verb: 'open', args: [kind, key] })
  return [
    ...view.standings.map(({ unit, scheme, card }) => {
      const same = view.standings.filter((other) => (other.unit === '') === (unit === ''))
      return open(named(unit ? '处室得分' : '我的得分', scheme, same.length), card.kind, card.key)
    }),
    ...(view.may.leave ? [open('请假', 'leave', 'new')] : []),
    ...view.may.trips.map((matter) => open(matterNames[matter], 'trip', matter)),
    ...(view.may.info ? [open('报送', 'info', 'new')] : []),
    ...(view.may.record ? [open('记录', 'record', 'new')] : []),
    ...view.may.tasks.map(({ scheme, kind, key }) =>
      open(named('年度任务', scheme, view.may.tasks.length), kind, key),
    ),
    ...view.may.publish.map(({ scheme, kind, key }) =>
      open(named('公布', scheme, view.may.publish.length), kind, key),
    ),
    ...(view.may.cycles ? [open('周期', 'cycles', 'cycles')] : []),
    button(frame, '刷新', { verb: 'refresh' }),
  ]
}
