import { dayAt, dayText, timeAt } from '../../src/base/day.js'
import type {
  VoteClass,
  VoteDeskView,
  VotePlan,
  VoteResult,
  VoteRunning,
} from '../../src/flows/vote/desk-view.js'
import { voteDays } from '../../src/flows/vote/least.js'
import {
  bar,
  button,
  buttons,
  card,
  form,
  input,
  labelled,
  literal,
  markdown,
  quiet,
  quietly,
  rule,
  select,
  unbroken,
  type Element,
  type Frame,
  type Heading,
} from '../kit.js'
import { sentence } from '../sayings.js'

function classLines(classes: readonly VoteClass[]): [label: string, content: string][] {
  return [
    ['各类', classes.map(({ name, all, done }) => unbroken(`${name} ${done} / ${all}`)).join('　')],
  ]
}

/** The office's card of a vote: opening it, how many have handed in, what came of it. */
export function renderVoteDesk(view: VoteDeskView, frame: Frame): Element {
  return card(heading(view), [
    ...(view.running ? running(view.running, frame) : []),
    ...(view.result ? result(view, view.result) : []),
    ...(view.voided ? [voided(view.voided)] : []),
    ...(view.plan ? plan(view, view.plan, frame) : []),
    ...others(view, frame),
    quiet(`${literal(view.clause)}　${literal(view.scheme)}　${footnote(view)}`),
  ])
}

function footnote({ least, running: runs }: VoteDeskView): string {
  const few = `有效票不足 ${least} 张的不计也不显示。`
  return runs ? `结束前谁也看不到票数。${few}` : few
}

function heading(view: VoteDeskView): Heading {
  const title = { title: '民主测评进度', subtitle: `${view.year}年度 · ${view.partName}` }
  const { running: runs, result: ended } = view
  if (runs) {
    if (runs.missing === 0) return { ...title, tone: 'blue', tag: '已交齐，可以结束' }
    return runs.mayClose
      ? { ...title, tone: 'orange', tag: '已截止，等待计票' }
      : { ...title, tone: 'green', tag: '进行中' }
  }
  if (ended) {
    return ended.undetermined
      ? { ...title, tone: 'orange', tag: '票数不足，待定' }
      : { ...title, tone: 'purple', tag: '已计票' }
  }
  return view.plan?.mayNot
    ? { ...title, tone: 'orange', tag: '不能发起' }
    : { ...title, tone: 'blue', tag: '未发起' }
}

function running(of: VoteRunning, frame: Frame): Element[] {
  const share = of.people === 0 ? 0 : of.done / of.people
  const left =
    of.workingDaysLeft > 0
      ? `，还有 ${of.workingDaysLeft} 个工作日`
      : of.workingDaysLeft === 0
        ? '，今天截止'
        : ''
  return [
    markdown(`${bar(share)}　交齐 **${of.done}** / ${of.people} 人`),
    labelled(
      ['截止', `${dayText(of.due, of.provisional)}${left}`],
      ...classLines(of.classes),
      ['表数', `已交 ${of.sheets.taken} / ${of.sheets.issued} 张`],
      ['发起', `${literal(of.openedBy)}　${dayText(dayAt(of.openedAt))} ${timeAt(of.openedAt)}`],
    ),
    ...(of.missing > 0
      ? [
          buttons(
            button(frame, '催未交的人', { verb: 'asks.remind', args: ['vote.hand-in', of.vote] }),
            button(frame, '未交名单', { verb: 'open', args: ['missing', 'vote.hand-in'] }),
            button(frame, '刷新', { verb: 'refresh' }),
          ),
        ]
      : []),
    ...(of.mayClose
      ? [
          buttons(
            button(
              frame,
              '结束并计票',
              { verb: 'vote.close', args: [of.vote] },
              {
                primary: true,
                confirm: {
                  title: '结束并计票？',
                  text: '结束后不再收表，也不能重新测评这一部分。',
                },
              },
            ),
          ),
        ]
      : [
          quiet(
            '全部交齐后可以提前结束；到期会自动结束并计票。截止前的工作日自动提醒一次没有交的人。',
          ),
        ]),
    rule(),
    quiet('发起错了可以作废：没有任何票计入，也不会显示，之后可以重新发起。原因留在台账里。'),
    form('void', [
      input({ name: 'reason', limit: 'vote.reason', placeholder: '作废的原因，至多 200 字' }),
      buttons(
        button(
          frame,
          '作废',
          { verb: 'vote.void', args: [of.vote] },
          {
            submit: true,
            danger: true,
            confirm: { title: '作废这次测评？', text: '已交的表都不计入，参加的人要重新填。' },
          },
        ),
      ),
    ]),
  ]
}

function plan(view: VoteDeskView, of: VotePlan, frame: Frame): Element[] {
  const again = view.result ? '票数不足，没有结果，可以重新发起。' : ''
  const told = [
    `${again}由 **${of.people}** 人对 **${of.judged}** 个对象无记名测评，每人 ${of.sheets} 张表${of.ownLeftOut ? '，不评自己' : ''}。`,
    quietly('参加的人和对象按今天的名册，发起后不再变。'),
  ]
  if (of.mayNot) {
    return [
      markdown(told.join('\n')),
      markdown(`<font color='orange'>${literal(sentence(of.mayNot.code, of.mayNot.with))}</font>`),
    ]
  }
  return [
    markdown(told.join('\n')),
    form('open', [
      select({
        name: 'days',
        placeholder: '给几个工作日',
        options: voteDays.map((days) => ({ value: `${days}`, text: `${days} 个工作日` })),
        value: '5',
      }),
      buttons(
        button(
          frame,
          '发起测评',
          { verb: 'vote.open', args: [view.cycle, view.part] },
          {
            primary: true,
            submit: true,
            confirm: {
              title: '发起民主测评？',
              text: `将给 ${of.people} 人各发一张测评卡片。`,
            },
          },
        ),
      ),
    ]),
  ]
}

/** Rows of a card; all of them are in the exported facts file. */
const rowsMax = 100

function result(view: VoteDeskView, of: VoteResult): Element[] {
  const { voters, sheets } = of
  const rows = of.people.slice(0, rowsMax)
  const ended = `${of.by === null ? '到期自动' : literal(of.by)}　${dayText(dayAt(of.at))} ${timeAt(of.at)}`
  return [
    markdown(
      `${bar(voters.all === 0 ? 0 : voters.done / voters.all)}　交齐 **${voters.done}** / ${voters.all} 人`,
    ),
    labelled(
      ...classLines(of.classes),
      ['表数', `收回 ${sheets.taken} / ${sheets.issued} 张，其中全部弃权的 ${sheets.blank} 张`],
      ['结束', ended],
    ),
    {
      tag: 'table',
      page_size: 10,
      row_height: 'auto',
      columns: [
        { name: 'name', display_name: '对象', data_type: 'lark_md' },
        {
          name: 'valid',
          display_name: '有效票',
          data_type: 'text',
          width: '80px',
          horizontal_align: 'right',
        },
        {
          name: 'counts',
          display_name: of.options.length > 0 ? '各档票数' : '平均分',
          data_type: 'lark_md',
        },
      ],
      rows: rows.map((row) => ({
        name: literal(row.name),
        valid: row.valid === null ? '–' : `${row.valid}`,
        counts: counts(view, of, row),
      })),
    },
    ...(of.people.length > rows.length
      ? [quiet(`另有 ${of.people.length - rows.length} 个没有列出，导出的数据里都有。`)]
      : []),
  ]
}

function counts(
  { least }: VoteDeskView,
  { options }: VoteResult,
  row: VoteResult['people'][number],
): string {
  if (row.valid === null) return quietly(`不足 ${least} 票，待定`)
  if (row.mean !== null) return `**${row.mean}**`
  const given = options.flatMap((name, at) => {
    const count = row.counts[at] ?? 0
    return count > 0 ? [unbroken(`${name} ${count}`)] : []
  })
  return given.join('　')
}

function voided({ by, at, reason }: NonNullable<VoteDeskView['voided']>): Element {
  const who = by === '' ? '' : `由${literal(by)}`
  return quiet(
    `上一次已${who}于${dayText(dayAt(at))} ${timeAt(at)}作废：${literal(reason)}。没有任何票计入。`,
  )
}

function others(view: VoteDeskView, frame: Frame): Element[] {
  if (view.others.length === 0) return []
  return [
    buttons(
      ...view.others
        .slice(0, 5)
        .map(({ key, name }) => button(frame, name, { verb: 'open', args: ['vote-desk', key] })),
    ),
  ]
}
