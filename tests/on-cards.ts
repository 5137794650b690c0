import { isDeepStrictEqual } from 'node:util'
import { expect } from 'vitest'
import { actionName, parseActionName } from '../cards/action-name.js'
import type { FormValues } from '../cards/form-values.js'
import { parsePress } from '../cards/presses.js'
import { renderCard } from '../cards/render.js'
import { must } from '../src/base/bug.js'
import { isRefusal } from '../src/base/refusal.js'
import { flows, isGone, viewOf } from '../src/flows/all.js'
import type { Intent } from '../src/flows/flow.js'
import { answerTo } from '../src/storage/inbox.js'
import {
  cardFor,
  type CardPlace,
  type LiveCard,
  openCard,
  retireCard,
} from '../src/storage/live-cards.js'
import { markDropped } from '../src/storage/outbox-states.js'
import { Card, type Node } from '../src/year/card.js'
import type { Control } from '../src/year/control.js'
import { offers } from './privacy/forms.js'
import { pressStraight } from './pressing.js'
import { codeOfSaying } from './refusals/said.js'
import type { TestBureau } from './report/bureau.js'
import { deskOf } from './text/desk.js'
import { shownAnew } from './shown-anew.js'

/** Nobody stands behind the card: its presses go to the desk. */
const control: Control = { get: async () => Promise.reject(), post: async () => Promise.reject() }

/** A button on a card that somebody sees, the form filled in as near to what is meant as it can be. */
interface Found {
  place: CardPlace
  name: string
  values: FormValues
  /** What of the intent differs from what the press would mean: names of its leaves. */
  differs: string[]
}

/** Flows of the working rules: what they do is done on cards. */
const workingFlows = [
  ...['leave', 'attendance', 'information', 'report', 'trip', 'unasked', 'post'],
  ...['docket', 'complaint', 'meeting', 'major', 'accountability'],
]
const byCards = new Set(
  flows
    .filter(({ name }) => workingFlows.includes(name))
    .flatMap(({ verbs = {} }) => Object.keys(verbs)),
)

let offering: Promise<ReadonlyMap<string, readonly string[]>> | null = null

/** Verbs that were pressed on cards and done, by the title of the test. */
export const pressedIn = new Map<string, Set<string>>()

/**
 * Presses what an intent means on a card that this person sees; the code that was said, `refused:` before a refusal's. Where the card shows
 * something to be looked at first (days, who decides), it is pressed once more. Where no card offers it, it has to be refused: whoever
 * presses has an older card.
 */
export async function pressOnCard(
  bureau: TestBureau,
  who: string,
  intent: Intent,
): Promise<string> {
  const hand = `${bureau.id} ${who}`
  const isWalked = /(?:\.test|paths\.long)\.ts$/.test(`${expect.getState().testPath}`)
  if (!isWalked || !byCards.has(intent.verb) || busy.has(hand))
    return pressStraight(bureau, who, intent)
  busy.add(hand)
  try {
    return await pressWith(bureau, who, intent)
  } finally {
    busy.delete(hand)
  }
}

/**
 * Who presses right now: of two presses of one person at once the second comes from elsewhere. On one card the inbox answers it
 * (`tests/storage/both.test.ts`), or the card is outdated.
 */
const busy = new Set<string>()

async function pressWith(bureau: TestBureau, who: string, intent: Intent): Promise<string> {
  let found = await find(bureau, who, intent)
  if (found === null && 'words' in intent && (await formAnew(bureau, who, intent))) {
    found = await find(bureau, who, intent)
  }
  if (found === null) {
    const said = await pressStraight(bureau, who, intent)
    if (!said.startsWith('refused:')) throw new Error(`no card of ${who} offers ${intent.verb}`)
    return said
  }
  // What the card shows is another thing by now: the press comes from an older one.
  const older = found.differs.length > 0 && Object(intent).shown !== undefined
  if (older && !('words' in intent)) return pressStraight(bureau, who, intent)
  const said = await push(bureau, who, found)
  if (found.differs.length === 0 || said.startsWith('refused:')) return said
  if (said.endsWith('-look') && Object(intent).shown !== '') {
    const again = must(await find(bureau, who, intent), 'the card that was looked at')
    // Meant with what an older card showed: it stays at what is shown now.
    return again.differs.length > 0 ? said : push(bureau, who, again)
  }
  return said
}

/** A form that shows what was made with it begins anew. */
async function formAnew(bureau: TestBureau, who: string, intent: Intent): Promise<boolean> {
  const [flow] = intent.verb.split('.')
  const key = 'key' in intent ? { key: intent.key } : {}
  const again = { verb: `${flow}.again`, ...key } as Intent
  const found = await find(bureau, who, again)
  if (found === null || found.differs.length > 0) return false
  await push(bureau, who, found)
  return true
}

async function find(bureau: TestBureau, who: string, intent: Intent): Promise<Found | null> {
  const found = await findUnder(bureau, { who, intent, keys: keysFor(intent) })
  if (found !== null && isMeant(found)) return found
  // A file, say, whose card is called after what it belongs to: under whatever was sent or written down.
  const { client } = bureau.storage.read
  const of = { where: { bureau: bureau.id }, take: 40 }
  const entries = await client.ledgerEntry.findMany({ ...of, orderBy: { sequence: 'desc' } })
  const sent = await client.notice.findMany({ ...of, orderBy: { position: 'desc' } })
  const keys = new Set([...entries.map(({ id }) => id), ...sent.map(({ cardKey }) => cardKey)])
  const last = await findUnder(bureau, { who, intent, keys: [...keys] })
  return last !== null && isMeant(last) ? last : null
}

async function findUnder(
  bureau: TestBureau,
  { who, intent, keys }: { who: string; intent: Intent; keys: readonly string[] },
): Promise<Found | null> {
  offering ??= offers()
  const seeing = await bureau.seeing(who)
  let best: Found | null = null
  for (const kind of (await offering).get(intent.verb) ?? []) {
    for (const key of keys) {
      const view = await viewOf(seeing, { kind, key }).catch(() => null)
      if (view === null || isGone(view)) continue
      const place = { bureau: bureau.id, recipient: `ou_${bureau.id}_${who}`, kind, key }
      const content = renderCard(view, { card: 'k3xabcdefg', revision: 1 })
      if (!JSON.stringify(content).includes(`"${intent.verb}~`)) continue
      for (const each of filled(content, intent)) {
        if (best === null || each.differs.length < best.differs.length) best = { place, ...each }
      }
      if (best?.differs.length === 0) return best
    }
  }
  return best
}

/** What a press leaves open may be what the card shows, nothing else. */
function isMeant({ differs }: Found): boolean {
  return differs.every((name) => name === 'shown')
}

/** Keys of cards: what the intent names, alone and in pairs, and those of the cards that everybody has. */
function keysFor(intent: Intent): string[] {
  const named = leavesOf(intent).flatMap(([, value]) => (typeof value === 'string' ? [value] : []))
  const ids = [...new Set(named)].filter((text) => /^[\w./-]{2,80}$/.test(text)).slice(0, 12)
  const pairs = ids.flatMap((one) => ids.flatMap((other) => [`${one}.${other}`, `${one}/${other}`]))
  return [...ids, ...pairs, 'new', 'all', 'mine', 'list', 'now', 'late', 'home', 'trip', 'out']
}

type Leaf = readonly [path: string, value: unknown]

/** What an intent holds, lists as one. */
function leavesOf(value: unknown, path = ''): Leaf[] {
  if (typeof value !== 'object' || value === null || isTexts(value)) return [[path, value]]
  const below = Object.entries(value).flatMap(([name, each]) =>
    leavesOf(each, path === '' ? name : `${path}.${name}`),
  )
  return Array.isArray(value) ? [...below, [`${path}.length`, value.length]] : below
}

function isTexts(value: object): boolean {
  return Array.isArray(value) && value.every((each) => typeof each === 'string')
}

/** Each button of the verb with its form filled in. */
function filled(
  content: unknown,
  intent: Intent,
): { name: string; values: FormValues; differs: string[] }[] {
  const card = new Card({ openId: '', lastText: async () => '' }, '', content, control)
  return card.actions().flatMap(({ name }) => {
    const action = parseActionName(name)
    if (action?.verb !== intent.verb) return []
    const fields = card.formOf(name).map(({ field }) => field)
    const values = heldIn(fields)
    const differ = (): string[] => differing({ args: action.args, values, intent })
    const candidates = candidatesOf(intent)
    for (const field of fields) {
      let least = differ().length
      for (const each of allowed(field, candidates)) {
        const before = values[`${field.name}`]
        values[`${field.name}`] = each
        const now = differ().length
        if (now < least) least = now
        else if (before === undefined) delete values[`${field.name}`]
        else values[`${field.name}`] = before
      }
    }
    return [{ name, values, differs: differ() }]
  })
}

/** What the fields of a form hold before anybody touches them. */
function heldIn(fields: readonly Node[]): FormValues {
  const held = fields.flatMap((field): [string, string | string[]][] => {
    const { default_value, initial_option, selected_values, initial_date, initial_datetime } = field
    const value = default_value ?? initial_option ?? initial_date ?? initial_datetime
    if (Array.isArray(selected_values)) return [[`${field.name}`, selected_values.map(String)]]
    return [[`${field.name}`, value === undefined ? '' : `${value}`]]
  })
  return Object.fromEntries(held)
}

/** Everything that could be typed or chosen to mean something of an intent. */
function candidatesOf(intent: Intent): (string | string[])[] {
  return leavesOf(intent).flatMap(([, value]): (string | string[])[] => {
    if (typeof value === 'string') return [value]
    if (!Array.isArray(value)) return []
    const texts = value.map(String)
    return [texts, texts.join('\n')]
  })
}

/** What a field takes: of a choice its options alone. */
function allowed(field: Node, candidates: readonly (string | string[])[]): (string | string[])[] {
  if (!Array.isArray(field.options)) return ['', ...candidates]
  const options = field.options.map((each: Node) => `${each.value}`)
  if (!`${field.tag}`.startsWith('multi')) return options
  const some = candidates.filter(
    (each) => Array.isArray(each) && each.every((one) => options.includes(one)),
  )
  return [[], ...some]
}

function differing(of: { args: string[]; values: FormValues; intent: Intent }): string[] {
  const { args, values, intent } = of
  const parsed = parsePress(intent.verb, { args, values, option: undefined })
  if (parsed === null) return ['unreadable', ...leavesOf(intent).map(([path]) => path)]
  // Too long, as it was meant to be.
  if (isRefusal(parsed)) return ['too-long', ...leavesOf(intent).map(([path]) => path)]
  const meant = new Map(leavesOf(intent))
  const read = new Map(leavesOf(parsed))
  return [...new Set([...meant.keys(), ...read.keys()])].filter((path) => {
    // What the verb does not take is no part of what is meant.
    if (!path.includes('.') && !(path in parsed)) return false
    return !isDeepStrictEqual(plain(meant.get(path)), plain(read.get(path)))
  })
}

/** Nothing is nothing: a field that is empty, a choice of several with none, a row that was left as it is. */
function plain(value: unknown): unknown {
  return Array.isArray(value) && value.length === 0 ? '' : (value ?? '')
}

/** Presses, and leaves the outbox and the open cards as a press without a card would. */
async function push(bureau: TestBureau, who: string, found: Found): Promise<string> {
  const { place, values } = found
  const { verb, args } = must(parseActionName(found.name), 'a name of ours')
  const before = await openCard(bureau.storage.read, place)
  const live = before ?? (await bureau.storage.transact('work', (tx) => cardFor(tx, place)))
  const name = actionName({ verb, args, card: live.id, revision: live.revision })
  const reply = await deskOf(bureau).pressName(who, name, values)
  const text = must(reply.toast?.content, 'something is said')
  const code = codeOfSaying(text, verb.split('.')[0])
  const done = reply.toast?.type === 'success' || shownAnew.has(code)
  await bureau.storage.transact('work', async (tx) => {
    const where = { bureau: bureau.id, op: 'update', cardKind: live.kind, cardKey: live.key }
    const waiting = await tx.client.notice.findMany({
      where: { ...where, recipient: live.recipient, state: 'queued' },
    })
    for (const { id } of waiting) await markDropped(tx, id, 'answered')
    if (before === null) await retireCard(tx, live.id)
  })
  if (!done) return `refused:${code}`
  const test = expect.getState().currentTestName ?? ''
  pressedIn.set(test, (pressedIn.get(test) ?? new Set()).add(verb))
  return codeSaid(bureau, live)
}

/** The code of what was answered to the press on this card. */
async function codeSaid(bureau: TestBureau, live: LiveCard): Promise<string> {
  const { key } = must(
    await bureau.storage.read.client.inboxKey.findFirst({
      where: { key: { startsWith: `press:${live.id}:` } },
      orderBy: { at: 'desc' },
    }),
    'the press was taken',
  )
  const answer = await answerTo(bureau.storage.read, key)
  return `${Object(answer).code}`
}
