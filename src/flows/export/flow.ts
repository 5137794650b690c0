import { isRefusal, refuse, type Refusal } from '../../base/refusal.js'
import type { CardRef } from '../cards.js'
import type { Context } from '../context.js'
import { type Exportable, type Flow, verbs } from '../flow.js'
import { exportAll, exportForm } from './actions.js'
import { formAsked } from './asked.js'
import type { ExportIntent } from './intents.js'
import { formMade, formTemplate, packAsked, packTemplate, sendForm, sendPack } from './send.js'
import { viewExports } from './view.js'

const card: CardRef = { kind: 'exports', key: 'all' }

/** Files by a word: 导出. The forms of the bureau's schemes, the sheets of all flows, and replay packs. */
export function exportFlow(all: () => readonly Exportable[]): Flow {
  const words = () => all().flatMap((one) => one.words.slice(0, 1))
  return {
    name: 'export',
    serves: ['forms'],
    actions: [exportForm, exportAll],
    verbs: verbs<ExportIntent>({
      'export.form': { act: sendForm },
      'export.pack': { act: sendPack },
    }),
    cards: { exports: { view: viewExports(words), onDemand: true } },
    templates: { [formTemplate]: formMade, [packTemplate]: packAsked },
    commands: [
      {
        name: '导出',
        words: ['export', '导出', '模板'],
        argument: 'words',
        /** @refuses {@link formAsked}, form-quarter, form-nothing, form-many, form-not-computed, argument-export, attendance-no-rules, not-allowed, docket-no-rules */
        card: async (ctx, text) => (text === null ? card : sheetAsked(all(), ctx, text)),
      },
    ],
  }
}

async function sheetAsked(
  all: readonly Exportable[],
  ctx: Context,
  text: string,
): Promise<CardRef | Refusal> {
  const asked = formAsked(ctx, ctx.person, text)
  if (asked !== null) {
    const outcome = isRefusal(asked)
      ? asked
      : await sendForm(ctx, { verb: 'export.form', ...asked })
    return isRefusal(outcome) ? outcome : card
  }
  const found = all.find(({ words }) => words.some((word) => text.includes(word)))
  if (found) return found.card(ctx)
  const forms = ctx.bureau.cycles.flatMap(({ scheme }) => scheme.forms.map(({ name }) => name))
  const known = [...new Set([...forms, ...all.flatMap(({ words }) => words.slice(0, 1))])].join(
    '、',
  )
  return refuse('argument-export', { text, known })
}
