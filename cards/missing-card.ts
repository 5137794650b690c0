import { dayText } from '../src/base/day.js'
import type { MissingList, MissingPerson, MissingView } from '../src/flows/remind/view.js'
import {
  button,
  buttons,
  card,
  columns,
  literal,
  markdown,
  quiet,
  quietly,
  type Element,
  type Frame,
} from './kit.js'
import { sentence } from './sayings.js'

/** What a kind of ask is called where many of it are counted. */
const kindWords: Readonly<Record<string, string>> = {
  'docket.do': '督办件',
  'docket.office': '督办确认和延期',
  'docket.judge': '督办超期处理',
  'complaint.decide': '投诉查清',
  'report.answer': '月报',
  'report.sign': '处室月报签报',
  'report.review': '处室月报审签',
  'report.pass-round': '处室月报送传阅',
  'report.read': '处室月报传阅',
  'fact.step': '加减分核实、审定',
  'fact.hear': '异议处理',
  'fact.note': '加减分告知',
  'fact.stuck': '没有人可以办的加减分',
  'fact.hand-over': '加减分当面告知',
  'leave.decide': '批假',
  'leave.back': '销假',
  'leave.later': '补假条、证明',
  'trip.decide': '出差审批',
  'trip.back': '出差销假',
  'attendance.table': '考勤备案',
  'unasked.decide': '擅自出差审批',
  'items.check': '项目自查',
  'items.score': '项目打分',
  'items.close': '结束打分',
  'entered.records': '录入得分',
  'entered.verifies': '核对得分',
  'entered.files': '得分归档',
  'post.name': '指定接替的人',
  'info.decide': '处理报送',
  'cycle.working-time': '作息时间',
  'tasks.keep': '年度任务',
  'case.state': '问责陈述',
  'case.decide': '问责决定',
  'case.serve': '问责送达',
  'case.answer': '问责复核答复',
  'case.record': '问责记为事项',
  'major.read': '重大事项',
  'major.write': '重大事项书面报告',
  'major.judge': '重大事项迟报认定',
  'meeting.decide': '会议批假',
  'meeting.mark': '会议登记',
  'meeting.brief': '会议报告',
  'period.rate': '评价',
  'period.close': '结束评价',
  'outside.collect': '组织第三方评价',
  'panel.run': '组织评委打分',
  'panel.close': '结束评委打分',
  'panel.sheet': '评委打分',
  'appeal.answer': '答复复核',
  'appeal.correct': '公布更正',
  'results.publish': '公布结果',
  'vote.run': '组织民主测评',
  'vote.hand-in': '民主测评',
  'consequence.do': '结果运用',
}

/** What a kind of ask is called in lists; the id itself for one that has no word yet. */
export function askKindWord(kind: string): string {
  return kindWords[kind] ?? kind
}

/** The office's list of what everybody owes. */
export function renderMissing(view: MissingView, frame: Frame): Element {
  return view.list ? oneKind(view.list, frame) : overview(view, frame)
}

function overview({ counts }: MissingView, frame: Frame): Element {
  const open = counts.reduce((sum, each) => sum + each.asks, 0)
  const late = counts.reduce((sum, each) => sum + each.late, 0)
  return card(
    {
      title: '催办',
      tone: open === 0 ? 'green' : late > 0 ? 'orange' : 'blue',
      tag: open === 0 ? '没有未办' : `未办 ${open}`,
    },
    [
      ...(open === 0 ? [markdown('现在没有人有未办的事项。')] : []),
      ...counts.map((each) =>
        columns(
          {
            weight: 1,
            elements: [
              markdown(`**${literal(askKindWord(each.kind))}**`),
              markdown(
                `${quietly(`${each.people} 人 ${each.asks} 件`)}${each.late > 0 ? `　<font color='orange'>过期 ${each.late} 件</font>` : ''}`,
                'notation',
              ),
            ],
          },
          {
            weight: 'auto',
            elements: [button(frame, '看名单', { verb: 'open', args: ['missing', each.kind] })],
          },
        ),
      ),
      buttons(button(frame, '刷新', { verb: 'refresh' })),
    ],
  )
}

function oneKind(list: MissingList, frame: Frame): Element {
  const turn = (text: string, page: number): Element =>
    button(frame, text, { verb: 'missing.page', args: [list.of, `${page}`] })
  const late = list.late > 0 ? `，其中过期 ${list.late} 件` : ''
  const paged = list.pages > 1 ? `　第 ${list.page} 页 / 共 ${list.pages} 页` : ''
  return card(
    {
      title: '催办',
      subtitle: askKindWord(list.of),
      tone: list.people === 0 ? 'green' : list.late > 0 ? 'orange' : 'blue',
      tag: list.people === 0 ? '已办齐' : `未办 ${list.people} 人`,
    },
    [
      list.people === 0
        ? markdown('这一类已经全部办齐。')
        : markdown(`**${list.people}** 人 ${list.asks} 件未办${late}${paged}`),
      ...(list.due > 0
        ? [
            button(
              frame,
              `发卡片催办（${list.due} 件）`,
              { verb: 'asks.remind', args: [list.of] },
              { primary: true },
            ),
          ]
        : []),
      ...list.units.map(({ name, people }) =>
        markdown(`**${literal(name || '未分处室')}**\n${people.map(personLine).join('\n')}`),
      ),
      buttons(
        ...(list.page > 1 ? [turn('上一页', list.page - 1)] : []),
        ...(list.page < list.pages ? [turn('下一页', list.page + 1)] : []),
        button(frame, '全部类别', { verb: 'open', args: ['missing', 'all'] }),
        button(frame, '刷新', { verb: 'refresh' }),
      ),
      quiet('催办只发给还没有办的人，同一件事一天至多一次，非工作时间的等到下一个工作日早上。'),
    ],
  )
}

const states: Readonly<Record<MissingPerson['state'], string>> = {
  open: '',
  reminded: '　今天已催',
  away: '　不在岗或联系不上，不催',
}

function personLine(person: MissingPerson): string {
  const what = literal(sentence(person.says.code, person.says.with))
  const more = person.count > 1 ? `等 ${person.count} 件` : ''
  const due = person.due === null ? '' : `　${dayText(person.due)}前`
  const late = person.late ? `　<font color='orange'>已过期</font>` : ''
  return `- ${literal(person.name)}　${quietly(`${what}${more}${due}${states[person.state]}`)}${late}`
}
