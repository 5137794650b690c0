import { type Day, dayAt } from '../../base/day.js'
import type { Stage } from '../chain/request.js'
import { isInChain, waitingFor } from '../chain/people.js'
import { type StepShown, wayShown } from '../chain/way.js'
import type { Seeing } from '../context.js'
import type { GoneView } from '../gone-view.js'
import { textsOf } from '../texts.js'
import { freshUnasked, unaskedDrafts, unaskedForm } from './form.js'
import { type Unasked, unaskedSlice } from './found.js'
import type { UnaskedWords } from './intents.js'
import { mayNotFind, ruledUnasked } from './who.js'

/** The form, or what it has become. */
export interface UnaskedFormView {
  kind: 'unasked-form'
  clause: string
  consequences: string[]
  step: { step: 'form'; words: UnaskedWords } | { step: 'made'; id: string; name: string }
}

/** A trip that nobody was asked for, before who went, who found it and who decides. */
export interface UnaskedView {
  kind: 'unasked'
  id: string
  person: string
  name: string
  unit: string
  from: Day
  to: Day
  foundBy: string
  stage: Stage
  /** Null where they were erased. */
  texts: { place: string; note: string; explained: string[] } | null
  consequences: { name: string; says: string }[]
  /** How many facts were proposed. */
  facts: number
  way: StepShown[]
  ended: { by: string; on: Day; reason: string } | null
  may: { decide: boolean; explain: boolean }
  clause: string
}

const gone: GoneView = { kind: 'gone', code: 'gone' }

/**
 * The form. Access: who records attendance, and the office.
 * @refuses {@link mayNotFind}
 */
export async function viewUnaskedForm(seeing: Seeing): Promise<UnaskedFormView | GoneView> {
  const { bureau, person, db } = seeing
  if (person === null) return gone
  const refusal = mayNotFind({ bureau, person })
  if (refusal) return { kind: 'gone', code: refusal.code }
  const chain = ruledUnasked(bureau)
  const draft = await unaskedDrafts.get(db, { bureau, person }, unaskedForm)
  const made = seeing.collected.of(unaskedSlice).byId.get(draft?.made ?? '')
  return {
    ...{ kind: 'unasked-form', clause: chain?.clause ?? '' },
    consequences: (chain?.without ?? []).map(({ name }) => name),
    step: made
      ? { step: 'made', id: made.id, name: bureau.roster.nameOf(made.person) }
      : { step: 'form', words: freshUnasked(seeing.today) },
  }
}

/**
 * A finding. Access: who went, who found it, who decides or decided, and the office.
 * @refuses gone
 */
export async function viewUnasked(seeing: Seeing, id: string): Promise<UnaskedView | GoneView> {
  const { bureau, person, db } = seeing
  const found = seeing.collected.of(unaskedSlice).byId.get(id)
  if (!found || person === null || !maySee(seeing, found, person)) return gone
  const { roster } = bureau
  const { ended, span, stage } = found
  const decided = [...found.passed.map(({ entry }) => entry), ...(ended ? [ended.entry] : [])]
  const texts = await textsOf(db, [id, ...found.explained, ...decided], ['place', 'note', 'reason'])
  const reasonOf = (entry: string | null): string => texts.get(entry ?? '')?.reason ?? ''
  const chain = ruledUnasked(bureau)
  const unit = roster.lastUnitOf(found.person)
  const own = texts.get(id)
  return {
    ...{ kind: 'unasked', id, person: found.person, stage, from: span.from, to: span.to },
    name: roster.nameOf(found.person),
    unit: unit === null ? '' : roster.unitNameOf(unit),
    foundBy: roster.nameOf(found.askedBy),
    texts: found.erased
      ? null
      : {
          ...{ place: own?.place ?? '', note: own?.note ?? '' },
          explained: found.explained.map((entry) => reasonOf(entry)),
        },
    consequences: (chain?.without ?? [])
      .filter((one) => found.consequences.includes(one.id))
      .map(({ name, says }) => ({ name, says: says.text })),
    facts: found.facts.length,
    way: wayShown(seeing, found, reasonOf),
    ended: ended && {
      by: roster.nameOf(ended.by),
      on: dayAt(ended.on),
      reason: reasonOf(ended.entry),
    },
    may: {
      decide: waitingFor(seeing, found)?.deciders.includes(person) ?? false,
      explain: person === found.person && stage === 'asked',
    },
    clause: chain?.clause ?? '',
  }
}

function maySee(seeing: Seeing, found: Unasked, person: string): boolean {
  if (person === found.person || person === found.askedBy) return true
  if (isInChain(seeing, found, person)) return true
  return seeing.bureau.roster.holders('assessment-office').some(({ id }) => id === person)
}
