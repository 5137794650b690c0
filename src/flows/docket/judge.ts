import { type Day, dayAt } from '../../base/day.js'
import {
  type Fault,
  fault,
  isRefusal,
  refuse,
  refuseForm,
  type Refusal,
} from '../../base/refusal.js'
import { type Context, done, type Outcome, type Situation } from '../context.js'
import type { FactBody } from '../fact/entries.js'
import { canBeDecided, proposeFacts } from '../fact/pieces.js'
import { type Proposable, proposableOn } from '../fact/proposable.js'
import { namesOf } from './act.js'
import { dueOf } from './clock.js'
import { type Docket, docketsSlice } from './dockets.js'
import { docketJudged, type Judgement } from './entries.js'
import type { DocketIntent } from './intents.js'
import { docketKind } from './kinds.js'
import { keeping, maySeeDocket } from './who.js'

/** What a late matter can be proposed as: what the rules call it, the day it falls on, and the schemes that count it. */
export interface Judgeable {
  as: Exclude<Judgement, 'none'>
  day: Day
  proposable: Proposable | null
}

/**
 * What a late matter can be proposed as: done late on the day on which it was answered, or still undone on its last
 * day; null for what is not late, or judged already.
 */
export function judgeableOf(
  { bureau, calendar, now }: Pick<Situation, 'bureau' | 'calendar' | 'now'>,
  docket: Docket,
): Judgeable | null {
  if (docket.judged !== null || docket.state === 'dropped' || docket.contact !== null) return null
  const facts = docketKind(bureau, docket.kind)?.facts
  const { answered } = docket
  if (answered !== null) {
    if (!answered.late) return null
    const day = dayAt(answered.on)
    return { as: 'late', day, proposable: factOn(bureau, facts?.late ?? null, day) }
  }
  const due = dueOf(docket, calendar)
  if (due === null || now < due.late) return null
  return { as: 'undone', day: due.day, proposable: factOn(bureau, facts?.undone ?? null, due.day) }
}

function factOn(bureau: Situation['bureau'], kind: string | null, on: Day): Proposable | null {
  return kind === null ? null : proposableOn(bureau, kind, on)
}

/** Late matters that wait for who keeps them: what schemes count and nobody has judged. */
export function unjudged(situation: Situation): Docket[] {
  const { late, open } = situation.collected.of(docketsSlice)
  return [...late, ...open].filter((docket) => judgeableOf(situation, docket)?.proposable != null)
}

/** Who judges a late matter: who keeps it, and never whom it would charge while somebody else is there. */
export function judgesOf(bureau: Situation['bureau'], docket: Docket): string[] {
  const all = keeping(bureau, docket)
  const charged = chargedOf(bureau, docket)
  const others = all.filter((id) => !charged.includes(id))
  const office = bureau.roster.holders('assessment-office').map(({ id }) => id)
  const rest = office.filter((id) => !charged.includes(id))
  return [others, rest].find((each) => each.length > 0) ?? all
}

/** Whom a late matter charges: its person, else the heads of its unit. */
function chargedOf({ roster }: Situation['bureau'], { person, unit }: Docket): string[] {
  if (person !== null) return [person]
  return unit === null ? [] : roster.headsOf(unit).map(({ id }) => id)
}

/**
 * Who keeps a late matter proposes the fact that schemes count, with its reason, or lets it be. What is proposed goes the
 * way of facts: verified, approved, told, open to objection.
 * @refuses gone, docket-judge-other, docket-judged-before, docket-not-late, docket-judge-as, docket-reason,
 * docket-no-proof, record-no-approver
 */
export async function judgeDocket(
  ctx: Context,
  intent: Extract<DocketIntent, { verb: 'docket.judge' }>,
): Promise<Outcome> {
  const docket = ctx.collected.of(docketsSlice).byId.get(intent.docket)
  if (!docket || !maySeeDocket(ctx.bureau, ctx.person, docket)) return refuse('gone')
  const judges = judgesOf(ctx.bureau, docket)
  if (!judges.includes(ctx.person))
    return refuse('docket-judge-other', { who: namesOf(ctx, judges) })
  if (docket.judged !== null) return refuse('docket-judged-before')
  const judgeable = judgeableOf(ctx, docket)
  if (!judgeable?.proposable) return refuse('docket-not-late')
  const fact = readJudgement(ctx, docket, { intent, judgeable })
  if (isRefusal(fact)) return fact
  const note = intent.text
  const [made = null] =
    fact === null ? [] : await proposeFacts(ctx, [{ ...fact, personal: { note } }])
  docketJudged.write(ctx, {
    ...{ about: docket.id, body: { as: fact === null ? 'none' : judgeable.as, fact: made } },
    personal: { reason: note },
  })
  return done(made === null ? 'docket-let-be' : 'docket-proposed', {
    name: judgeable.proposable.name,
  })
}

function readJudgement(
  ctx: Context,
  docket: Docket,
  of: { intent: Extract<DocketIntent, { verb: 'docket.judge' }>; judgeable: Judgeable },
): { day: Day; body: FactBody } | null | Refusal {
  const { as, text } = of.intent
  const { day, proposable } = of.judgeable
  const faults: Fault[] = []
  if (as !== 'none' && as !== of.judgeable.as) faults.push(fault('as', 'docket-judge-as'))
  if (text === '') faults.push(fault('said', 'docket-reason'))
  const needsProof = proposable?.fields.evidence === 'required' && docket.files.length === 0
  if (as !== 'none' && needsProof) faults.push(fault('', 'docket-no-proof'))
  const refused = refuseForm(faults)
  if (refused || as === 'none' || !proposable) return refused
  const { person, unit, files } = docket
  const body: FactBody = {
    kind: proposable.kind,
    persons: person === null ? chargedOf(ctx.bureau, docket).slice(0, 1) : [person],
    units: unit === null ? [] : [unit],
    ...(files.length > 0 ? { files: [...files] } : {}),
  }
  const clause = proposable.counting[0]?.rule.clause ?? ''
  const stuck = !canBeDecided(ctx, body, day)
  return stuck ? refuse('record-no-approver', { clause }) : { day, body }
}
