import type { CoverView } from '../../src/flows/post/cover.js'
import {
  button,
  buttons,
  card,
  type Element,
  form,
  type Frame,
  type Heading,
  input,
  labelled,
  literal,
  markdown,
  quiet,
} from '../kit.js'
import { spanText, stages } from '../leave/words.js'

const states: Readonly<Record<CoverView['state'], Pick<Heading, 'tone' | 'tag'>>> = {
  mine: { tone: 'green', tag: '我的B岗' },
  other: { tone: 'grey', tag: '不用接替' },
  ahead: { tone: 'blue', tag: '请您接替' },
  on: { tone: 'blue', tag: '顶岗中' },
  over: { tone: 'grey', tag: '顶岗结束' },
  returned: { tone: 'green', tag: '已交回' },
}

const duties =
  '顶岗期间，等他处理的事会列在您的待办里，由您代办，台账注明代谁办理；他自己的月报、评价和测评不代办。'

/** Before who takes over, and before who is away: when, what, and nothing of why. */
export function renderCover(view: CoverView, frame: Frame): Element {
  const over = view.stage !== 'approved'
  const state = over ? stages[view.stage] : states[view.state]
  const lines = over ? [] : [labelled(...detailsOf(view))]
  return card({ title: '工作交接', subtitle: spanText(view), ...state }, [
    markdown(over ? `${literal(view.name)}这段时间的安排已不作数，不用接替。` : saysOf(view)),
    ...lines,
    ...(over ? [] : answers(view, frame)),
    ...(!over && (view.state === 'ahead' || view.state === 'on') ? [quiet(duties)] : []),
  ])
}

function saysOf(view: CoverView): string {
  const name = `**${literal(view.name)}**`
  const when = literal(spanText(view))
  switch (view.state) {
    case 'mine':
      return view.standIn === ''
        ? `您${when}不在岗，目前没有人接替。`
        : `您${when}不在岗，由**${literal(view.standIn)}**接替${view.taken ? '，已接手' : ''}。`
    case 'other':
      return view.standIn === ''
        ? `${name}${when}不在岗，不用您接替。`
        : `${name}${when}不在岗，改由${literal(view.standIn)}接替，不用您接替。`
    case 'ahead':
      return `${name}${when}不在岗，这段时间的工作由您接替，要批的事也由您代批。`
    case 'on':
      return `${name}${when}不在岗，现在由您顶岗。`
    case 'over':
      return `${name}已回来，不用您再顶岗。还有没办完的事，可以写下来交回，他会看到。`
    case 'returned':
      return `您已把${name}的工作交回。`
  }
}

function detailsOf(view: CoverView): [string, string][] {
  return [
    ['指定', view.by === '' ? '' : literal(view.by)],
    ['交接', literal(view.tasks)],
    ['交回', literal(view.note)],
  ]
}

function answers(view: CoverView, frame: Frame): Element[] {
  const args = [view.id, view.person]
  if ((view.state === 'ahead' || view.state === 'on') && !view.taken) {
    return [buttons(button(frame, '已接手', { verb: 'post.take', args }))]
  }
  if (view.state !== 'over') return []
  return [
    form('return', [
      input({ name: 'text', label: '办了什么，还有什么没有办完', limit: 'post.note', rows: 2 }),
      buttons(button(frame, '交回', { verb: 'post.return', args }, { submit: true })),
    ]),
  ]
}
