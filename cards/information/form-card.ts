import { dayText, monthText } from '../../src/base/day.js'
import { shorten } from '../../src/base/text.js'
import type { PieceShown } from '../../src/flows/information/shown.js'
import type { InfoView } from '../../src/flows/information/views.js'
import {
  button,
  buttons,
  card,
  columns,
  type Element,
  fieldLabel,
  form,
  type Frame,
  input,
  literal,
  markdown,
  quiet,
  rule,
  select,
} from '../kit.js'
import { kindText, pieceElements, pieceState, quotaElements } from './words.js'

type FormStep = Extract<InfoView['step'], { step: 'form' }>

/** The form of a piece, or what it has become; how the unit stands; what one has sent in. */
export function renderInfo(view: InfoView, frame: Frame): Element {
  const { step } = view
  const isMade = step.step === 'made'
  const heading = isMade
    ? pieceState(step.piece)
    : step.same.length > 0
      ? { tag: '请核对', tone: 'orange' as const }
      : { tag: '待提交', tone: 'blue' as const }
  return card({ title: '报送信息', subtitle: monthText(view.month), ...heading }, [
    ...quotaElements(view.quotas),
    ...(isMade ? madeElements(step, frame) : formElements(step, frame)),
    ...recentElements(view.recent, frame),
    ...(view.mayDecide
      ? [buttons(button(frame, '处理报送', { verb: 'open', args: ['info-desk', 'all'] }))]
      : []),
  ])
}

function madeElements(
  { piece, office }: Extract<InfoView['step'], { step: 'made' }>,
  frame: Frame,
): Element[] {
  return [
    ...pieceElements(piece),
    ...(piece.state === 'waiting' ? [quiet(`由${names(office)}处理，有了结果会告诉您。`)] : []),
    buttons(
      button(frame, '再报一条', { verb: 'info.again' }, { primary: true }),
      button(frame, '查看和撤回', { verb: 'open', args: ['info-piece', piece.id] }),
    ),
  ]
}

/** At most three names. */
function names(office: readonly string[]): string {
  const shown = literal(office.slice(0, 3).join('、'))
  return office.length > 3 ? `${shown}等` : shown || '考核办'
}

function formElements(step: FormStep, frame: Frame): Element[] {
  const { words, what, files, same, filesNeeded } = step
  const submit = same.length > 0 ? '是另一条，照样报送' : '提交'
  return [
    ...same.map((each) =>
      markdown(
        `<font color='orange'>${each.sameLink ? '链接' : '标题'}与已报的一条相同：</font>${literal(each.title)}（${literal(each.unit)}，${dayText(each.sent)}）`,
      ),
    ),
    form('piece', [
      select({
        name: 'what',
        placeholder: '类别',
        options: what.map(({ id, name }) => ({ value: id, text: name })),
        value: words.what,
      }),
      fieldLabel('标题', true),
      input({ name: 'title', limit: 'info.title', value: words.title }),
      fieldLabel('链接（没有链接的，把文件直接发到这里）'),
      input({
        name: 'link',
        limit: 'info.link',
        placeholder: '以 https:// 开头',
        value: words.link,
      }),
      fieldLabel('报到哪里'),
      input({
        name: 'channel',
        limit: 'info.channel',
        placeholder: '网站、刊物、栏目，至多 30 字',
        value: words.channel,
      }),
      ...files.map((file) => fileRow(file, frame)),
      buttons(
        button(
          frame,
          submit,
          { verb: 'info.submit', args: [same.length > 0 ? 'confirmed' : ''] },
          { primary: true, submit: true },
        ),
      ),
    ]),
    quiet(
      `${filesNeeded ? '这一类要附文件。' : ''}由${names(step.office)}处理：在哪几级采用、哪天采用，会告诉您。`,
    ),
  ]
}

function fileRow({ id, name }: { id: string; name: string }, frame: Frame): Element {
  return columns(
    { weight: 1, elements: [markdown(`附件：${literal(name)}`)] },
    {
      weight: 'auto',
      elements: [button(frame, '移除', { verb: 'info.drop', args: [id] }, { submit: true })],
    },
  )
}

function recentElements(recent: readonly PieceShown[], frame: Frame): Element[] {
  if (recent.length === 0) return []
  return [
    rule(),
    ...recent.map((piece) =>
      columns(
        {
          weight: 1,
          elements: [
            markdown(
              `${literal(piece.title === '' ? '（标题已删去）' : shorten(piece.title, 30))}\n<font color='grey'>${dayText(piece.sent)}　${kindText(piece)}　${pieceState(piece).tag}</font>`,
            ),
          ],
        },
        {
          weight: 'auto',
          elements: [button(frame, '查看', { verb: 'open', args: ['info-piece', piece.id] })],
        },
      ),
    ),
  ]
}
