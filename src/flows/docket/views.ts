import type { Day } from '../../base/day.js'
import type { Seeing } from '../context.js'
import type { GoneView } from '../gone-view.js'
import { isProvisional } from '../provisional.js'
import { answererOf, docketsSlice, type Docket } from './dockets.js'
import { dueOf } from './clock.js'
import { extensionWaiting, longestFor } from './extend.js'
import { docketDraft, freshWords, shownKey } from './form.js'
import type { DocketWords } from './intents.js'
import { judgeableOf, judgesOf } from './judge.js'
import { docketKind, kindsRegistered, mayNotRegister } from './kinds.js'
import { mayPlace } from './place.js'
import { type DocketShown, docketShown } from './shown.js'
import { reckonedFor } from './submit.js'
import { confirming, keeping, maySeeDocket, ownersOf } from './who.js'

/** The form of the register, or what it has become. */
export interface DocketFormView {
  kind: 'docket-form'
  step:
    | {
        step: 'form'
        words: DocketWords
        shown: string
        kinds: { id: string; name: string }[]
        /** Of a first contact the form asks for less. */
        contact: 'own' | 'other' | 'unclear' | null
        says: string
        clause: string
        /** Null while it can't be reckoned. */
        reckoned: { due: Day | null; at: number | null; provisional: boolean } | null
      }
    | { step: 'made'; docket: DocketShown }
}

/** One matter, with what its reader may do. */
export interface DocketView {
  kind: 'docket'
  docket: DocketShown
  may: {
    answer: boolean
    confirm: boolean
    /** How its reader may say whose it is; null where they may not. */
    place: 'take' | 'name' | 'move' | null
    pause: boolean
    resume: boolean
    drop: boolean
    /** The last day to which its owner may ask to extend it, and whom they have to tell. */
    extend: { max: Day; tells: string } | null
    /** An extension that waits for its reader. */
    decide: string | null
    judge: { as: 'late' | 'undone'; name: string; day: Day; needsProof: boolean } | null
  }
}

const gone: GoneView = { kind: 'gone', code: 'gone' }

/**
 * The form. Access: who may register some matter.
 * @refuses {@link mayNotRegister}
 */
export async function viewDocketForm(seeing: Seeing): Promise<DocketFormView | GoneView> {
  const { bureau, person, now } = seeing
  if (person === null) return gone
  const refusal = mayNotRegister(bureau, person)
  if (refusal) return { kind: 'gone', code: refusal.code }
  const draft = await docketDraft(seeing.db, { bureau, person })
  const made = seeing.collected.of(docketsSlice).byId.get(draft?.made ?? '')
  if (made)
    return { kind: 'docket-form', step: { step: 'made', docket: await shownTo(seeing, made) } }
  const kinds = kindsRegistered(bureau, person)
  const words = draft?.made === '' ? draft.words : freshWords(now, kinds[0]?.id ?? '')
  const kind = docketKind(bureau, words.kind)
  const reckoned = reckonedFor(seeing, words)
  const due = reckoned?.due ?? null
  const hours = kind?.within.value.kind === 'period' ? kind.within.value.unit : null
  return {
    kind: 'docket-form',
    step: {
      ...{ step: 'form', words, shown: shownKey(words) },
      kinds: kinds.map(({ id, name }) => ({ id, name })),
      contact: kind?.contact?.is ?? null,
      says: kind?.says.text ?? '',
      clause: kind?.clause ?? '',
      reckoned: reckoned && {
        due: due?.day ?? null,
        at: due !== null && (hours === 'hours' || hours === 'minutes') ? due.late : null,
        provisional: due !== null && isProvisional(seeing, due.day),
      },
    },
  }
}

/**
 * One matter. Access: who has it, helps, registered, keeps, names, takes or confirms it; who leads its unit; the principal
 * leader; who decides on its extension.
 * @refuses gone
 */
export async function viewDocket(seeing: Seeing, id: string): Promise<DocketView | GoneView> {
  const { person, bureau } = seeing
  const docket = seeing.collected.of(docketsSlice).byId.get(id)
  if (!docket || person === null) return gone
  const waiting = extensionWaiting(seeing, docket)
  const decides = waiting?.deciders.includes(person) ?? false
  if (!decides && !maySeeDocket(bureau, person, docket)) return gone
  return {
    kind: 'docket',
    docket: await shownTo(seeing, docket),
    may: {
      ...mayDo(seeing, docket, person),
      decide: decides ? (docket.extension?.id ?? null) : null,
      judge: mayJudge(seeing, docket, person),
    },
  }
}

function shownTo(seeing: Seeing, docket: Docket): Promise<DocketShown> {
  return docketShown(seeing, docket, extensionWaiting(seeing, docket)?.asked ?? [])
}

function mayDo(
  seeing: Seeing,
  docket: Docket,
  person: string,
): Omit<DocketView['may'], 'decide' | 'judge'> {
  const { bureau } = seeing
  const { state } = docket
  const open = state === 'open'
  const owns = open && ownersOf(bureau, docket).includes(person)
  const kept = [...keeping(bureau, docket), docket.by].includes(person)
  const places = open && mayPlace(seeing, docket).includes(person)
  const how = docket.contact === 'unclear' ? 'name' : docket.contact === null ? 'move' : 'take'
  return {
    answer: owns,
    confirm: state === 'answered' && mayConfirm(seeing, docket, person),
    place: places ? how : null,
    pause: open && kept,
    resume: state === 'paused' && kept,
    drop: kept && state !== 'done' && state !== 'dropped',
    extend: owns ? extendable(seeing, docket) : null,
  }
}

function mayConfirm({ bureau }: Seeing, docket: Docket, person: string): boolean {
  const confirms = confirming(bureau, docket, answererOf(docket) ?? '')
  return (confirms.length > 0 ? confirms : keeping(bureau, docket)).includes(person)
}

function extendable(seeing: Seeing, docket: Docket): DocketView['may']['extend'] {
  const max = longestFor(seeing, docket)
  const due = dueOf(docket, seeing.calendar)
  const stage = docket.extension?.stage
  if (max === null || due === null || stage === 'asked' || stage === 'approved') return null
  if (seeing.now >= due.late || due.day >= max) return null
  return { max, tells: docketKind(seeing.bureau, docket.kind)?.extension?.tells ?? '' }
}

function mayJudge(seeing: Seeing, docket: Docket, person: string): DocketView['may']['judge'] {
  const judgeable = judgeableOf(seeing, docket)
  if (!judgeable?.proposable || !judgesOf(seeing.bureau, docket).includes(person)) return null
  const { as, day, proposable } = judgeable
  const needsProof = proposable.fields.evidence === 'required' && docket.files.length === 0
  return { as, day, name: proposable.name, needsProof }
}
