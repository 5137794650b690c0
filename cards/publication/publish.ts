import { dayText } from '../../src/base/day.js'
import type {
  PreviewView,
  PublishedView,
  PublishView,
} from '../../src/flows/publication/publish-view.js'
import {
  bar,
  button,
  buttons,
  card,
  type Element,
  form,
  type Frame,
  input,
  literal,
  markdown,
  panel,
  quiet,
  rule,
  type Tone,
} from '../kit.js'
import { canPublish, owed, previewed } from './preview.js'

/** The office's card of a publication: what is being done, what stands in the group, and the preview of the next. */
export function renderPublish(view: PublishView, frame: Frame): Element {
  const { preview, published } = view
  const busy = view.computing !== null || view.publishing !== null
  const blocks = [
    progress(view),
    published ? receipt(view, published, frame) : [],
    appeals(view, frame),
    decisions(view, frame),
    owed(view, frame),
    preview && !busy
      ? previewed(view, preview, canPublish(view) ? [publishForm(view, preview, frame)] : [])
      : [],
  ].filter((block) => block.length > 0)
  const isReady = canPublish(view)
  return card(
    { title: '公布考核结果', subtitle: `${view.scheme} · ${view.year}年度`, ...headOf(view) },
    [
      ...blocks.flatMap((block, index) => (index === 0 ? block : [rule(), ...block])),
      ...(isReady ? [] : [buttons(button(frame, '刷新', { verb: 'refresh' }))]),
      ...(isReady
        ? [
            quiet(
              view.assesses === 'person'
                ? '每个人的结果只发给本人。公布全部名次会公开每个人的得分，属于公开个人信息；没有单位的决定，请只公布建议人选。'
                : '各单位的结果发给本单位的人。',
            ),
          ]
        : []),
    ],
  )
}

function headOf(view: PublishView): { tone: Tone; tag: string } {
  const { preview, published } = view
  if (view.publishing !== null) return { tone: 'blue', tag: '正在公布' }
  if (view.computing !== null || preview === null) return { tone: 'blue', tag: '正在计算' }
  if (preview.since !== null) return { tone: 'orange', tag: '要重新计算' }
  if (!canPublish(view)) return { tone: 'orange', tag: '还不能公布' }
  if (published?.same) {
    return published.inGroup === 'failed'
      ? { tone: 'orange', tag: '没有发到群里' }
      : { tone: 'purple', tag: '已公布' }
  }
  return { tone: 'blue', tag: '可以公布' }
}

/** What a job is at just now. */
function progress({ computing, publishing, preview }: PublishView): Element[] {
  if (publishing !== null) {
    return [
      markdown(`第 **${publishing}** 版正在公布：先核对台账，再发到群里，然后逐个发个人结果。`),
      quiet('不用守在这里，办好后这张卡片会自己更新。'),
    ]
  }
  if (computing === null) return preview === null ? [markdown('还没有计算，请按“刷新”。')] : []
  const { done, total } = computing
  const line =
    total === 0 ? '正在计算每个人的得分…' : `已算 ${bar(done / total)} **${done}** / ${total}`
  return [markdown(line), quiet('不用守在这里，算完后这张卡片会自己更新。')]
}

/** Whether the version stands in the group, and who has their own result of it. */
function receipt({ cycle, hasGroup }: PublishView, view: PublishedView, frame: Frame): Element[] {
  const { version, all, delivered, waiting, failed, unreachable, inGroup } = view
  const follow = button(frame, '结果运用', { verb: 'open', args: ['consequences', cycle] })
  const again = button(frame, '再发到群里', { verb: 'publish.to-group', args: [cycle] })
  const nobody = all === 0
  return [
    markdown(`**第${version}版**　${dayText(view.on)}${groupTexts[inGroup]}`),
    ...(inGroup === 'failed' && hasGroup ? [buttons(again)] : []),
    markdown(
      nobody
        ? '这次更正没有改变任何人的得分、名次和等次，没有另发个人结果。'
        : `${version > 1 ? '结果有变的人' : '个人结果'}已送达 ${bar(delivered / all)} **${delivered}** / ${all} 人`,
    ),
    ...(waiting > 0
      ? [quiet(`还有 ${waiting} 人正在发送，非工作时间的等到下一个工作日早上。`)]
      : []),
    ...unreached('平台没有送达', failed),
    ...unreached('已不在名册，或平台上找不到', unreachable),
    ...(failed.length + unreachable.length > 0 ? [quiet('请当面告知以上人员。')] : []),
    buttons(follow),
  ]
}

const groupTexts: Readonly<Record<PublishedView['inGroup'], string>> = {
  waiting: '公布，正在发到群里，个人结果分别发给本人。',
  delivered: '已公布在群里，个人结果分别发给本人。',
  failed: "公布，<font color='orange'>没有发到群里，平台没有接收</font>；个人结果照常发给本人。",
}

/** Reviews that wait: none is left behind when a version is published. */
function appeals({ appeals: { unanswered, uncorrected } }: PublishView, frame: Frame): Element[] {
  const line = (text: string, all: PublishView['appeals']['unanswered']): Element[] =>
    all.length === 0
      ? []
      : [
          markdown(text),
          buttons(
            ...all
              .slice(0, appealsShown)
              .map(({ kind, key }, index) =>
                button(frame, `第 ${index + 1} 件`, { verb: 'open', args: [kind, key] }),
              ),
          ),
        ]
  return [
    ...line(`还有 **${unanswered.length}** 件复核没有答复：`, unanswered),
    ...line(
      `**${uncorrected.length}** 件复核已支持，等公布更正（事项已冲销的会重新计算；评价、票数等请先在原处改好）：`,
      uncorrected,
    ),
  ]
}

/** What the regulation leaves to a meeting, and what was written down of it. */
function decisions({ cycle, decisions: of }: PublishView, frame: Frame): Element[] {
  if (of === null) return []
  const { left, decided } = of
  const text = [
    left > 0 ? `有 **${left}** 处要由会议决定` : '',
    decided > 0 ? `已登记会议决定 ${decided} 件` : '',
  ].filter((each) => each !== '')
  return [
    ...(text.length > 0 ? [markdown(`${text.join('，')}。`)] : []),
    buttons(button(frame, '会议决定', { verb: 'open', args: ['decisions', cycle] })),
  ]
}

/** As many stand on the card; the others follow when these are done. */
const appealsShown = 6

/** So many names stand on the card itself; all of them in the panel below. */
const namesShown = 12

function unreached(why: string, names: readonly string[]): Element[] {
  if (names.length === 0) return []
  const all = names.map(literal).join('、')
  if (names.length <= namesShown) return [markdown(`${why}（${names.length} 人）：${all}`)]
  return [panel(`${why}（${names.length} 人）`, [markdown(all)])]
}

/** Of persons the names for a grade are what is published; the whole ranking is a further decision. */
function publishForm(view: PublishView, { version, results }: PreviewView, frame: Frame): Element {
  const { cycle, assesses } = view
  const ofPersons = assesses === 'person'
  const ranking = button(
    frame,
    '公布名次',
    { verb: 'publish.confirm', args: [cycle, 'ranking', results] },
    { primary: !ofPersons, submit: true, confirm: rankingConfirm[assesses] },
  )
  const nominees = button(
    frame,
    '只公布建议人选',
    { verb: 'publish.confirm', args: [cycle, 'nominees', results] },
    {
      primary: ofPersons,
      submit: true,
      confirm: { title: '公布建议人选？', text: '群里只显示建议人选的姓名和等次。' },
    },
  )
  return form('publish', [
    ...(version > 1
      ? [input({ name: 'reason', limit: 'publish.reason', label: '更正原因', required: true })]
      : []),
    buttons(...(ofPersons ? [nominees, ranking] : [ranking, nominees])),
  ])
}

const rankingConfirm: Readonly<Record<PublishView['assesses'], { title: string; text: string }>> = {
  person: {
    title: '公布全部名次？',
    text: '群里的人都会看到每个人的姓名、得分和名次，收不回来。这是公开个人信息：单位要有这样的决定，并且事先告诉过本人。',
  },
  unit: { title: '公布全部名次？', text: '群里的人都会看到每个单位的得分和名次。' },
}
