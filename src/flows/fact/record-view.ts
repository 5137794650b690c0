import { type Day, dayAt } from '../../base/day.js'
import { findFile } from '../../storage/files.js'
import type { Bureau, Seeing } from '../context.js'
import type { GoneView } from '../gone-view.js'
import { recordLimits } from '../limits.js'
import { textsOf } from '../texts.js'
import { allCounted, countedApart } from './amounts.js'
import {
  type Asked,
  newRecord,
  noDraft,
  type RecordDraft,
  recordDraft,
  type RecordWords,
} from './draft.js'
import { factsSlice, type FactRecord, type FactStage, stageOf } from './facts.js'
import { type FactFields, fieldsOf, type Option } from './fields.js'
import { wordsOfFact } from './from-fact.js'
import { findKinds, groupedKinds, kindsOf, mayRecordAny, recordableKinds } from './kinds.js'
import { mattersOf } from './matters.js'
import { type Counting, recordedFor, recorders, waitingOf } from './procedure.js'
import { chargesOf, type ChargeShown, namesOf, ruleOf } from './shown.js'
import { findWhom, nameable, type Nameable } from './whom.js'

/** The form of a fact in its steps: which kind, what happened, and the receipt. */
export type RecordView = {
  kind: 'record'
  key: string
  /** Of a fact that was sent back: by whom, when and why. */
  returned: { by: string; on: Day; text: string } | null
} & (({ step: 'kind' } & KindStep) | ({ step: 'form' } & FormStep) | ({ step: 'made' } & MadeStep))

/** The kinds that may be chosen, by scheme and part. */
export interface KindStep {
  find: string
  groups: { scheme: string; part: string | null; kinds: KindShown[]; more: number }[]
  /** Groups that are not shown. */
  more: number
  /** Whether something was typed already for another kind. */
  begun: boolean
}

/** A kind as lists and the form name it. */
export interface KindShown {
  id: string
  name: string
  effect: Effect
  charges: ChargeShown[]
}

/** What facts of a kind do: change points, close a grade, or are only written down. */
export type Effect = 'points' | 'veto' | 'bar' | 'record'

/** A figure set by hand, as text. */
export interface FigureShown {
  to: string
  lowest: string | null
  highest: string
  value: string
}

/** Everything that is asked of the kind that was chosen, with what was typed. */
export interface FormStep {
  chosen: KindShown & { clause: string; says: string; schemes: string[] }
  words: RecordWords
  today: Day
  whom: Nameable[]
  /** Found by what was typed and not taken; `more`: how many are not shown. */
  found: { all: Nameable[]; more: number; none: boolean }
  fields: Pick<
    FactFields,
    'sorts' | 'levels' | 'occasions' | 'evidence' | 'sent' | 'done' | 'times'
  >
  quantity: { name: string; each: string } | null
  /** Units with a field of their own for how much; empty: one for all. */
  apart: { id: string; name: string; value: string }[]
  /** How many units one press would take; 0 where that is not offered. */
  takesAll: number
  questions: { id: string; asks: string; required: boolean }[]
  points: FigureShown[]
  /** Who shares in it, with the roles to choose from; null: nobody is asked. */
  together: { how: 'by-role' | 'by-share'; roles: readonly Option[]; of: Nameable[] } | null
  matters: Option[]
  files: { id: string; name: string }[]
  asked: Asked[]
}

/** What the form has become. */
export interface MadeStep {
  facts: {
    id: string
    names: string
    rule: string
    day: Day
    stage: FactStage
    /** Who has it now, by role and name, and since when; null when nobody has to do anything. */
    waits: { what: 'verified' | 'approved'; role: string; names: string[]; since: Day } | null
  }[]
}

const gone: GoneView = { kind: 'gone', code: 'gone' }

/**
 * Access: who may record facts of any kind; a fact that was sent back, who recorded it (the office once that one has left).
 * @refuses gone
 */
export async function viewRecord(seeing: Seeing, key: string): Promise<RecordView | GoneView> {
  const { bureau, person } = seeing
  if (person === null || mayRecordAny(bureau, person)) return gone
  const before = key === newRecord ? null : seeing.collected.of(factsSlice).byId.get(key)
  if (before === undefined) return gone
  if (before && !recorders(bureau, before).includes(person)) return gone
  if (before && before.ended !== 'returned') return gone
  const kept = await recordDraft(seeing.db, { bureau, person }, key)
  if (before?.successor && !kept?.made.length) return gone
  const draft = kept ?? (before ? await wordsOfFact(seeing, before) : noDraft)
  const common = {
    kind: 'record' as const,
    key,
    returned: before && (await returnOf(seeing, before)),
  }
  if (draft.made.length > 0) return { ...common, step: 'made', ...madeStep(seeing, draft.made) }
  const counting = kindsOf(bureau).get(draft.kind)
  if (!counting) return { ...common, step: 'kind', ...kindStep(bureau, person, draft) }
  return { ...common, step: 'form', ...(await formStep(seeing, draft, counting)) }
}

async function returnOf(
  { db, bureau }: Seeing,
  { steps }: FactRecord,
): Promise<RecordView['returned']> {
  const step = steps.findLast(({ what }) => what === 'returned')
  if (!step) return null
  const text = (await textsOf(db, [step.entry], ['reason'])).get(step.entry)?.reason ?? ''
  return { by: bureau.roster.nameOf(step.by), on: dayAt(step.at), text }
}

function kindStep(bureau: Bureau, person: string, draft: RecordDraft): KindStep {
  const kinds = findKinds(recordableKinds(bureau, person), draft.findKind)
  const groups = groupedKinds(kinds)
  return {
    find: draft.findKind,
    groups: groups.slice(0, recordLimits.groups).map(({ scheme, part, kinds: all }) => ({
      scheme,
      part,
      kinds: all.slice(0, recordLimits.kinds).map(({ id, counting }) => kindShown(id, counting)),
      more: Math.max(0, all.length - recordLimits.kinds),
    })),
    more: Math.max(0, groups.length - recordLimits.groups),
    begun: draft.words.note !== '' || draft.words.whom.length > 0,
  }
}

function kindShown(id: string, counting: readonly Counting[]): KindShown {
  const rule = counting[0]?.rule
  return {
    id,
    name: rule?.name ?? id,
    effect: rule?.kind ?? 'record',
    charges: rule ? chargesOf(rule) : [],
  }
}

async function formStep(
  seeing: Seeing,
  draft: RecordDraft,
  counting: readonly Counting[],
): Promise<FormStep> {
  const { bureau, person } = seeing
  const { words } = draft
  const fields = fieldsOf(counting)
  const rule = counting[0]?.rule
  const within = (person !== null && recordedFor(bureau, person, counting)) || []
  const all = nameable(bureau, counting, within)
  const byId = new Map(all.map((one) => [one.id, one]))
  const whom = words.whom.flatMap((id) => byId.get(id) ?? [])
  const found = findWhom(all, words.find).filter(({ id }) => !words.whom.includes(id))
  const files = await Promise.all(draft.files.map((id) => findFile(seeing.db, id)))
  const scored = whom.filter(({ id }) => counting.some(({ cycle }) => cycle.byId.has(id)))
  const { together, quantity } = fields
  return {
    chosen: {
      ...kindShown(draft.kind, counting),
      clause: rule?.clause ?? '',
      says: rule?.says.text ?? '',
      schemes: [...new Set(counting.map(({ cycle }) => cycle.scheme.shortTitle))],
    },
    words,
    today: seeing.today,
    whom,
    found: {
      all: found.slice(0, recordLimits.found),
      more: Math.max(0, found.length - recordLimits.found),
      none: words.find !== '' && found.length === 0,
    },
    fields,
    apart: countedApart(fields, whom).map(({ id, name }) => ({
      ...{ id, name, value: words.amounts[id] ?? '' },
    })),
    takesAll: whom.length < allCounted(fields, all).length ? allCounted(fields, all).length : 0,
    quantity: quantity && { name: quantity.name, each: quantity.each },
    questions: fields.questions.map(({ id, asks, required }) => ({ id, asks, required })),
    points: fields.points.map(({ to, lowest, highest }) => ({
      to,
      lowest: lowest?.toFixed() ?? null,
      highest: highest.toFixed(),
      value: words.points[to] ?? '',
    })),
    together:
      together !== null && together.how !== 'equally' && scored.length > 1
        ? {
            how: together.how,
            roles: together.how === 'by-role' ? together.roles : [],
            of: scored,
          }
        : null,
    matters: await mattersOf(seeing, words.whom, recordLimits.matters),
    files: files.flatMap((file) => (file ? [{ id: file.id, name: file.name }] : [])),
    asked: draft.asked,
  }
}

/** What facts that were recorded at once have become by now, in the order in which they were. */
export function madeStep({ bureau, collected }: Seeing, made: readonly string[]): MadeStep {
  const { byId } = collected.of(factsSlice)
  return {
    facts: made.flatMap((id) => {
      const fact = byId.get(id)
      if (!fact) return []
      const rule = ruleOf(bureau, fact)?.name ?? fact.body.kind
      const stage = stageOf(fact)
      const names = namesOf(bureau, fact)
      return [{ id, names, rule, day: fact.day, stage, waits: waitsOf(bureau, fact) }]
    }),
  }
}

/** Who has a proposed fact now; null when it is not proposed any more. */
export function waitsOf(bureau: Bureau, fact: FactRecord): MadeStep['facts'][number]['waits'] {
  const waiting = stageOf(fact) === 'proposed' ? waitingOf(bureau, fact) : null
  return (
    waiting && {
      what: waiting.step.what,
      role: waiting.step.roleName,
      names: waiting.holders.map((id) => bureau.roster.nameOf(id)),
      since: dayAt(waiting.since),
    }
  )
}
