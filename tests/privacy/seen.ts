import { renderCard } from '../../cards/render.js'
import { sentence } from '../../cards/sayings.js'
import { exportFacts } from '../../src/factsfile/export.js'
import { fileTakers, flows, isGone, templates, viewOf } from '../../src/flows/all.js'
import { walks } from '../refusals/all.js'
import { known } from '../refusals/situation.js'
import type { Seeing } from '../../src/flows/context.js'
import { formKey } from '../../src/flows/export/plan.js'
import { formMade } from '../../src/flows/export/send.js'
import { viewExports } from '../../src/flows/export/view.js'
import { scoringInput } from '../../src/flows/scoring-input.js'
import { makePack } from '../../src/replay/make.js'
import type { World } from '../refusals/world.js'
import type { TestBureau } from '../report/bureau.js'
import { tableSheet } from '../../src/flows/report/table-acts.js'
import { columnOf, formerly, lookers } from './people.js'
import type { Host } from './given.js'
import type { Given, Markers } from './markers.js'

/** What somebody sees: by whom, what was given (as its marker says). */
export type Sighting = (looker: string, who: string | null, of: Given) => void

/** How one looks. */
export interface Looking {
  markers: Markers
  saw: Sighting
  /** What stands in a file. */
  textOf(sha256: string): string
}

/**
 * Lets everybody look at every card that can be asked for by anybody: those that were sent to somebody, home, those that
 * `tests/refusals` opens, and all kinds of a flow's cards about each of its entries; as each would be shown who forges the button.
 */
export async function lookAround(
  { world, after, verbs }: Host,
  { markers, saw, textOf }: Looking,
  turn: number,
): Promise<void> {
  const { bureau } = world
  const sent = new Set<string>()
  const cards = new Set<string>()
  for (const notice of await noticesOf(bureau)) {
    if (notice.op === 'text') {
      const said = sentence(notice.cardKey, Object(notice.detail))
      const who = whoseAddress(bureau, notice.recipient)
      for (const of of markers.plainly(said)) saw(columnOf(who), who, of)
    } else if (notice.op !== 'file') sent.add(`${notice.cardKind} ${notice.cardKey}`)
  }
  for (const { right } of walks) {
    if (!('open' in right.does) || !right.after.every((step) => after.includes(step))) continue
    cards.add(`${right.does.open} ${await known(right.does.key, world)}`)
  }
  for (const card of await aboutEntries(bureau, markers)) sent.add(card)
  const own = cardsOf(verbs)
  for (const [looked, [column, who]] of lookers.entries()) {
    // Who has no more to do with it is one of several: each looks at every other world.
    if (formerly.some(({ id }) => id === who) && (turn + looked) % 2 === 0) continue
    const seeing = await bureau.seeing(who)
    const all = (turn + looked) % 10 === 0
    const read = (text: string): void => {
      for (const of of markers.plainly(text)) saw(column, who, of)
    }
    for (const card of new Set([...sent, 'home home', ...cards])) {
      const [kind = '', key = ''] = card.split(/ (.*)/)
      if (!own.has(kind) && !sent.has(card) && kind !== 'home') continue
      const view = await viewOf(seeing, { kind, key })
      // A card says what its view says and nothing else: one without a marker need not be drawn.
      if (isGone(view) || markers.plainly(plainJson(view)).size === 0) continue
      read(JSON.stringify(renderCard(view, { card: 'seen', revision: 1 })))
    }
    if (who === null) continue
    await lookAtFiles(seeing, who, { read, textOf })
    if (all) await lookAtForms(seeing, who, read)
  }
}

/** Everything that was put on its way in a bureau, sent or not. */
export function noticesOf({ id, storage }: TestBureau) {
  return storage.read.client.notice.findMany({ where: { bureau: id } })
}

/** Who is written to; null for the group. */
export function whoseAddress(bureau: TestBureau, recipient: string): string | null {
  return recipient === bureau.group ? null : (recipient.split('_').at(-1) ?? '')
}

/** As JSON, with what stands in maps and sets. */
function plainJson(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) =>
    each instanceof Map || each instanceof Set ? [...each] : each,
  )
}

/** What the flows of these verbs show. */
function cardsOf(verbs: readonly string[]): ReadonlySet<string> {
  const own = flows.filter((flow) => verbs.some((verb) => flow.verbs && verb in flow.verbs))
  return new Set([...own.flatMap((flow) => Object.keys(flow.cards ?? {}))])
}

/** What a world's steps had people write is looked at in so many situations: there are fewer stages than that. */
const most = 8
const lookedAt = new Map<string, number>()

/** `kind id` of every card of a flow about something that people wrote about in it, once for each situation. */
async function aboutEntries({ id, storage }: TestBureau, markers: Markers): Promise<string[]> {
  const entries = await storage.read.client.ledgerEntry.findMany({
    where: { bureau: id, personal: { isNot: null } },
    include: { personal: true },
  })
  return entries.flatMap(({ id: entry, kind, about, personal }) => {
    const given = [...markers.within(JSON.stringify(personal?.text ?? null))]
    const times = (lookedAt.get(kind) ?? 0) + 1
    lookedAt.set(kind, times)
    if (times > most && given.every(({ input }) => input === null)) return []
    return flows
      .filter((flow) => flow.stale && kind in flow.stale)
      .flatMap((flow) => Object.keys(flow.cards ?? {}))
      .map((card) => `${card} ${about ?? entry}`)
  })
}

/**
 * What leaves a bureau in files of ids and codes, with what it is: the facts of each cycle that runs, and the replay pack of each
 * publication of which `folder` is the scheme.
 */
export async function takenOut(
  { bureau }: World,
  folder: string,
): Promise<{ what: string; text: string }[]> {
  const seeing = await bureau.seeing(null)
  const { db, today } = seeing
  const out = seeing.bureau.cycles.map((cycle) => ({
    what: 'facts',
    text: JSON.stringify(exportFacts(scoringInput(seeing, cycle, today))),
  }))
  for (const { id } of seeing.bureau.cycles) {
    const pack = await makePack(db, { cycle: id, schemeFolder: () => folder })
    if (pack !== null && !('code' in pack)) out.push({ what: 'pack', text: JSON.stringify(pack) })
  }
  return out
}

/** The forms that somebody can have by 导出, filled in. */
async function lookAtForms(
  seeing: Seeing,
  who: string,
  saw: (text: string) => void,
): Promise<void> {
  const view = await viewExports(() => [])(seeing)
  if (view.kind !== 'exports') return
  for (const { cycle, forms } of view.cycles) {
    for (const { id: form, offers } of forms) {
      for (const of of offers) {
        const asked = { cycle, form, of, quarter: null }
        const book = await formMade(seeing, who, formKey(asked))
        if (book) saw(JSON.stringify(book))
      }
    }
  }
}

/** Files that somebody may have sent, with all that stands in them, and sheets. */
async function lookAtFiles(
  seeing: Seeing,
  who: string,
  { read, textOf }: { read(text: string): void; textOf(sha256: string): string },
): Promise<void> {
  const files = await seeing.db.client.storedFile.findMany({ where: { bureau: seeing.bureau.id } })
  for (const { about, at, ...file } of files) {
    const stored = { ...file, at: seeing.now, ...(about === null ? {} : { about }) }
    if (fileTakers.some((taker) => taker.mayOpen?.(seeing, who, stored))) {
      read(`${file.name}\n${textOf(file.sha256)}`)
    }
  }
  for (const [name, template] of templates) {
    for (const key of sheetKeys[name] ?? ['']) {
      const sheet = await template(seeing, who, key)
      if (sheet) read(JSON.stringify(sheet))
    }
  }
}

/** By what a sheet is asked for that there is one of for each month. */
const sheetKeys: Readonly<Record<string, readonly string[]>> = {
  [tableSheet]: ['2025-08', '2025-09'],
}
