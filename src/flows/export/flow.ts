import { refuse, type Refusal } from '../../base/refusal.js'
import type { CardRef } from '../cards.js'
import type { Context } from '../context.js'
import type { Exportable, Flow } from '../flow.js'

/** Sheets by a word: 导出. What there is comes from all flows. */
export function exportFlow(all: () => readonly Exportable[]): Flow {
  return {
    name: 'export',
    serves: [],
    commands: [
      {
        name: '导出',
        words: ['export', '导出', '模板'],
        argument: 'words',
        /** @refuses argument-export, attendance-no-rules, not-allowed, docket-no-rules */
        card: (ctx, text) => sheetAsked(all(), ctx, text ?? ''),
      },
    ],
  }
}

async function sheetAsked(
  all: readonly Exportable[],
  ctx: Context,
  text: string,
): Promise<CardRef | Refusal> {
  const found = all.find(({ words }) => words.some((word) => text.includes(word)))
  if (found) return found.card(ctx)
  const known = all.flatMap(({ words }) => words.slice(0, 1)).join('、')
  return refuse('argument-export', { text, known })
}
