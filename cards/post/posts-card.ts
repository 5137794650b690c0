import { dayText } from '../../src/base/day.js'
import { matterNames } from '../../src/flows/away/away.js'
import type { AwayPost, PostsView, PostView, StandingPost } from '../../src/flows/post/views.js'
import {
  button,
  buttons,
  card,
  columns,
  dayPicker,
  type Element,
  fieldLabel,
  form,
  type Frame,
  literal,
  markdown,
  quiet,
  rule,
  select,
} from '../kit.js'
import { spanText } from '../leave/words.js'

const offered = (all: readonly { id: string; name: string }[]) =>
  all.map(({ id, name }) => ({ value: id, text: name }))

function awayText(away: AwayPost): string {
  return `**${literal(away.name)}**　${matterNames[away.matter]}　${literal(spanText(away))}`
}

function sinceText({ from, to }: StandingPost): string {
  return to === null ? `${dayText(from)}起` : `${dayText(from)}至${dayText(to)}`
}

/** Posts: of the people somebody names for, one's own, and those that one has. */
export function renderPosts(view: PostsView, frame: Frame): Element {
  const { gaps, people } = view
  const state =
    gaps.length > 0
      ? ({ tone: 'orange', tag: `待指定 ${gaps.length}` } as const)
      : ({
          tone: 'green',
          tag:
            people.length === 0
              ? '我的'
              : view.standing.length > 0
                ? `已指定 ${view.standing.length}`
                : '没有指定',
        } as const)
  return card({ title: 'AB岗', ...state }, [
    ...ownLines(view),
    ...gaps.map((gap) =>
      openable(
        awayText(gap),
        button(frame, '指定', { verb: 'open', args: ['post', gap.id] }, { primary: true }),
      ),
    ),
    ...view.standing.map((one) =>
      openable(
        `**${literal(one.name)}** 的B岗：${literal(one.standIn)}　${sinceText(one)}`,
        button(frame, '不再由他顶', { verb: 'post.end', args: [one.id, one.person] }),
      ),
    ),
    ...(people.length > 0
      ? [...(gaps.length + view.standing.length > 0 ? [rule()] : []), nameForm(view, frame)]
      : []),
    quiet(`不在岗时由B岗顶：先看那一次指定的，再看本人请的，再看长期的。${literal(view.clause)}`),
  ])
}

function openable(text: string, action: Element): Element {
  return columns({ weight: 1, elements: [markdown(text)] }, { weight: 'auto', elements: [action] })
}

function ownLines({ own, mine, people }: PostsView): Element[] {
  const lines = [
    ...(own ? [`您不在岗时由**${literal(own.standIn)}**顶岗（${sinceText(own)}）。`] : []),
    ...mine.map((one) => `**${literal(one.name)}**不在岗时由您顶岗（${sinceText(one)}）。`),
  ]
  if (lines.length > 0) return [markdown(lines.join('\n'))]
  return people.length > 0 ? [] : [markdown('您还没有长期的B岗，也不是别人的B岗。')]
}

function nameForm({ people, standIns, today }: PostsView, frame: Frame): Element {
  return form('name', [
    fieldLabel('指定长期的B岗：谁不在时，由谁顶', true),
    columns(
      {
        weight: 1,
        elements: [select({ name: 'person', placeholder: '谁（A岗）', options: offered(people) })],
      },
      {
        weight: 1,
        elements: [
          select({ name: 'standIn', placeholder: '由谁顶（B岗）', options: offered(standIns) }),
        ],
      },
    ),
    columns(
      { weight: 1, elements: [dayPicker({ name: 'from', value: today })] },
      { weight: 1, elements: [dayPicker({ name: 'to' })] },
    ),
    quiet(
      '从哪天起，到哪天为止；后一个不填就一直由他顶。您自己的B岗，在请假条、出差单上选，或由管您的领导指定。',
    ),
    buttons(button(frame, '长期指定', { verb: 'post.name' }, { primary: true, submit: true })),
  ])
}

/** One time away for which somebody is to be named. */
export function renderPost(view: PostView, frame: Frame): Element {
  const { away, standIn, gap, over } = view
  const state = over
    ? ({ tone: 'grey', tag: '已结束' } as const)
    : gap
      ? ({ tone: 'orange', tag: '没有人顶岗' } as const)
      : ({ tone: 'green', tag: '已有人顶岗' } as const)
  return card({ title: '指定B岗', subtitle: spanText(away), ...state }, [
    markdown(awayText(away)),
    ...(over ? [] : [markdown(saysOf({ standIn, gap }))]),
    ...(over
      ? []
      : [
          form('assign', [
            select({ name: 'standIn', placeholder: '由谁顶岗', options: offered(view.standIns) }),
            buttons(
              button(
                frame,
                standIn === '' ? '指定' : '改由他顶',
                { verb: 'post.assign', args: [away.id, away.person] },
                { primary: gap !== null, submit: true },
              ),
            ),
          ]),
        ]),
    buttons(button(frame, '长期的B岗', { verb: 'open', args: ['posts', 'mine'] })),
    quiet(literal(view.clause)),
  ])
}

function saysOf({ standIn, gap }: Pick<PostView, 'standIn' | 'gap'>): string {
  if (gap === null) return `由**${literal(standIn)}**顶岗。`
  return standIn === ''
    ? '没有人顶岗：没有选接替的人，或接替的人也不在。请指定。'
    : `由**${literal(standIn)}**顶岗，但${dayText(gap)}他也不在。请另外指定。`
}
