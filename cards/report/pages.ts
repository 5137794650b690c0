import type { PagedCard } from '../../src/flows/report/shown-page.js'
import { button, buttons, type Element, type Frame, quiet } from '../kit.js'

/** Buttons to the pages beside, and which one this is; nothing where there is one alone. */
export function pageButtons(
  frame: Frame,
  of: { card: PagedCard; key: string; page: number; pages: number; month?: string },
): Element[] {
  const { card, key, page, pages, month = '' } = of
  if (pages <= 1) return []
  const turn = (text: string, to: number): Element =>
    button(frame, text, { verb: 'reports.page', args: [card, key, `${to}`, month] })
  return [
    quiet(`第 ${page} 页 / 共 ${pages} 页`),
    buttons(
      ...(page > 1 ? [turn('上一页', page - 1)] : []),
      ...(page < pages ? [turn('下一页', page + 1)] : []),
    ),
  ]
}
