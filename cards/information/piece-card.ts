import { shorten } from '../../src/base/text.js'
import type { PieceShown } from '../../src/flows/information/shown.js'
import type { PieceView } from '../../src/flows/information/views.js'
import { button, buttons, card, type Element, type Frame } from '../kit.js'
import { pieceElements, pieceState, quotaElements } from './words.js'

/** Each file is sent to who presses, into their own chat. */
export function fileButtons(piece: PieceShown, frame: Frame): Element[] {
  return piece.files.map(({ id, name }) =>
    button(frame, `查看 ${shorten(name, 12)}`, { verb: 'info.file', args: [id] }),
  )
}

/** One piece: what became of it, and how the unit stands with it. */
export function renderPiece(view: PieceView, frame: Frame): Element {
  const { piece, own } = view
  const pressed = [
    ...fileButtons(piece, frame),
    ...(own && piece.state === 'waiting'
      ? [
          button(
            frame,
            '撤回',
            { verb: 'info.withdraw', args: [piece.id] },
            { danger: true, confirm: { title: '撤回报送', text: '撤回后要再报需重新填写。' } },
          ),
        ]
      : []),
    ...(own ? [button(frame, '报送', { verb: 'open', args: ['info', 'new'] })] : []),
  ]
  return card({ title: '信息报送', subtitle: piece.kind, ...pieceState(piece) }, [
    ...pieceElements(piece),
    ...quotaElements(view.quotas),
    ...(pressed.length > 0 ? [buttons(...pressed)] : []),
  ])
}
