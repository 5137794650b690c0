import { type Fault, fault, refuse, type Refusal, refuseForm } from '../../base/refusal.js'
import { type Context, done, type Outcome } from '../context.js'
import { readNames } from '../names.js'
import { sendCard } from '../notices.js'
import { judgeAdded, judgeLeft } from './entries.js'
import type { PanelIntent } from './intents.js'
import { managedOpen } from './open.js'
import type { Judge, PanelRecord } from './panels.js'
import { classesOf, panelKey, type PanelOf } from './which.js'

type Of<V extends PanelIntent['verb']> = Extract<PanelIntent, { verb: V }>

/**
 * Somebody judges from now on, everybody who is heard: who came late, or was forgotten.
 * @refuses {@link managedOpen}, panel-class-unknown, names-nobody, names-which, panel-who, panel-judges-already
 */
export async function addJudge(ctx: Context, intent: Of<'panel.add'>): Promise<Outcome> {
  const found = managedOpen(ctx, intent)
  if ('kind' in found) return found
  const { of, record } = found
  if (!classesOf(of).some(({ body }) => body === intent.body)) return refuse('panel-class-unknown')
  const person = named(ctx, record, { field: 'who', text: intent.who })
  if (typeof person !== 'string') return person
  judgeAdded.write(ctx, {
    ...{ cycle: of.cycle.id, period: of.period, subject: person },
    body: { panel: of.panel, person, body: intent.body, instead: null },
  })
  await tell(ctx, of, person)
  return done('panel-judge-added', { name: ctx.bureau.roster.nameOf(person) })
}

/**
 * A judge judges no more: what was handed in counts. Who comes instead, in the same class, is asked for the sheets that are left.
 * @refuses {@link managedOpen}, panel-judge-gone, panel-leave-reason, names-nobody, names-which, panel-who, panel-judges-already
 */
export async function leaveJudge(ctx: Context, intent: Of<'panel.leave'>): Promise<Outcome> {
  const found = managedOpen(ctx, intent)
  if ('kind' in found) return found
  const { of, record } = found
  const judge = record.judges.get(intent.judge)
  if (!judge || judge.left !== null) return refuse('panel-judge-gone')
  if (intent.reason === '') return refuseForm([fault('why', 'panel-leave-reason')])
  const { instead: text } = intent
  const instead = text === '' ? null : named(ctx, record, { field: 'instead', text })
  if (instead !== null && typeof instead !== 'string') return instead
  write(ctx, of, { judge, instead, reason: intent.reason })
  if (instead !== null) await tell(ctx, of, instead)
  const { roster } = ctx.bureau
  const name = roster.nameOf(judge.person)
  return instead === null
    ? done('panel-judge-left', { name })
    : done('panel-judge-replaced', { name, instead: roster.nameOf(instead) })
}

function write(
  ctx: Context,
  of: PanelOf,
  { judge, instead, reason }: { judge: Judge; instead: string | null; reason: string },
): void {
  const about = { cycle: of.cycle.id, period: of.period }
  judgeLeft.write(ctx, {
    ...{ ...about, subject: judge.person, body: { panel: of.panel, person: judge.person } },
    personal: { reason },
  })
  if (instead === null) return
  judgeAdded.write(ctx, {
    ...{ ...about, subject: instead },
    body: { panel: of.panel, person: instead, body: judge.body, instead: judge.person },
  })
}

/** The one person that a field names, who does not judge yet and never did. */
function named(
  { bureau }: Context,
  { judges }: PanelRecord,
  { field, text }: { field: string; text: string },
): string | Refusal {
  const wrong = (one: Fault): Refusal => refuseForm([one])
  const { persons, faults } = readNames(bureau, text, { field })
  const [first] = faults
  if (first) return wrong(first)
  const [person] = persons
  if (person === undefined || persons.length > 1) return wrong(fault(field, 'panel-who'))
  const name = bureau.roster.nameOf(person)
  return judges.has(person) ? wrong(fault(field, 'panel-judges-already', { name })) : person
}

async function tell(ctx: Context, of: PanelOf, person: string): Promise<void> {
  await sendCard(ctx, { person }, { kind: 'panel-sheet', key: panelKey(of) })
}
