import { dayText } from '../../src/base/day.js'
import type { OutsidePaperView } from '../../src/flows/outside/paper-view.js'
import {
  button,
  buttons,
  card,
  type Element,
  form,
  type Frame,
  type Heading,
  input,
  literal,
  markdown,
  panel,
  quiet,
  quietly,
} from '../kit.js'
import { cut } from '../report-lines.js'
import { sentence } from '../sayings.js'

/** What came on paper: the sheet that is waited for, the fate of each row, and the receipt. */
export function renderOutsidePaper(view: OutsidePaperView, frame: Frame): Element {
  return card(heading(view), [...elements(view, frame), quiet(literal(view.clause))])
}

function heading(view: OutsidePaperView): Heading {
  const title = { title: '纸质评价表', subtitle: `${view.bodyName} · ${view.partName}` }
  if (view.step === 'made') return { ...title, tone: 'green', tag: '已导入' }
  if (view.step === 'closed') return { ...title, tone: 'grey', tag: '已结束' }
  if (view.step === 'wait') return { ...title, tone: 'blue', tag: '等文件' }
  const wrong = view.wrong.length > 0 || view.before !== null
  return { ...title, tone: wrong ? 'orange' : 'blue', tag: wrong ? '有处要改' : '待导入' }
}

function elements(view: OutsidePaperView, frame: Frame): Element[] {
  const back = button(frame, '第三方评价', { verb: 'open', args: ['outside', view.key] })
  switch (view.step) {
    case 'wait':
      return [
        markdown(
          '导入表已发到这里。一行填一张纸质表，填好后把文件直接发给我：先看每一行会怎样，再导入。',
        ),
        buttons(back),
      ]
    case 'closed':
      return [markdown('本期评价已经结束，不能再导入。'), buttons(back)]
    case 'made':
      return [
        markdown(
          `已导入 **${view.made?.count ?? 0}** 份（${cut(view.made?.reference ?? '', 60)}），结束本期评价后计入。`,
        ),
        buttons(back),
      ]
    case 'check':
      return checked(view, frame, back)
  }
}

/** Rows that are listed. */
const most = { wrong: 12, ready: 60, faults: 2 } as const

function checked(view: OutsidePaperView, frame: Frame, back: Element): Element[] {
  const args = view.key.split('/')
  const all = view.ready.length + view.wrong.length
  const sendable = view.wrong.length === 0 && view.before === null
  return [
    markdown(`${literal(view.sheet)}：共 ${all} 份，可以导入 **${view.ready.length}** 份。`),
    ...(view.before
      ? [
          markdown(
            `<font color='red'>这个文件${literal(view.before.by)}${dayText(view.before.on)}已经导入过，不能再导一次。</font>`,
          ),
        ]
      : []),
    ...wrongRows(view),
    ...(sendable
      ? [
          form('sending', [
            input({
              name: 'reference',
              limit: 'outside.reference',
              label: '纸质表存在哪里（档号、卷名，必填）',
              required: true,
            }),
            buttons(
              button(
                frame,
                `导入 ${view.ready.length} 份`,
                { verb: 'outside.paper-send', args },
                { primary: true, submit: true },
              ),
            ),
          ]),
        ]
      : []),
    buttons(button(frame, '换一个文件', { verb: 'outside.paper-again' }), back),
    ...readyRows(view),
  ]
}

function wrongRows({ wrong }: OutsidePaperView): Element[] {
  if (wrong.length === 0) return []
  const lines = wrong.slice(0, most.wrong).map(({ at, number, faults }) => {
    const said = faults.slice(0, most.faults).map((one) => literal(sentence(one.code, one.with)))
    const left = faults.length - said.length
    const more = left > 0 ? quietly(`还有 ${left} 处`) : ''
    const name = number === '' ? '' : `（${cut(number, 10)}号）`
    return `- 第 ${at} 行${name}：${said.join('')}${more}`
  })
  const rest = wrong.length - most.wrong
  if (rest > 0) lines.push(quietly(`还有 ${rest} 行，改好以上的再看。`))
  const title = `<font color='red'>**有 ${wrong.length} 行要改，一行也没有导入**</font>`
  return [markdown([title, '请在文件里改好，再把它发到这里。', ...lines].join('\n'))]
}

function readyRows({ ready }: OutsidePaperView): Element[] {
  if (ready.length === 0) return []
  const lines = ready.slice(0, most.ready).map(({ at, number, given, remark }) => {
    return `第 ${at} 行　**${number}号**　评 ${given} 个${remark ? '，有意见' : ''}`
  })
  const rest = ready.length - lines.length
  if (rest > 0) lines.push(quietly(`另外 ${rest} 行没有列出`))
  return [panel(`可以导入 ${ready.length} 份`, [markdown(lines.join('\n'))], ready.length <= 12)]
}
