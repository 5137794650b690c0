import { renderCard } from '../../cards/render.js'
import { sentence } from '../../cards/sayings.js'
import { isRefusal } from '../../src/base/refusal.js'
import { exportFacts } from '../../src/factsfile/export.js'
import { commands, fileTakers, flows, isGone, templates, viewOf } from '../../src/flows/all.js'
import { cardAsked, readCommand } from '../../src/flows/commands.js'
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
import { matrix } from '../access/matrix.js'
import type { Host } from './given.js'
import type { Given, Markers } from './markers.js'

/** Everybody who looks: a person for each kind of standing (`tests/access`), and the group. */
const lookers: readonly (readonly [string, string | null])[] = [
  ...Object.entries(matrix.people),
  ['other', 'zhao'],
  ['group', null],
]

/** What somebody sees: by whom, what was given (as its marker says). */
export type Sighting = (looker: string, who: string | null, of: Given) => void

/**
 * Lets everybody look at every card that can be asked for by anybody: those that were sent to somebody, that words bring, that
 * `tests/refusals` opens, and all kinds of a flow's cards about each of its entries; as each would be shown who forges the button.
 */
export async function lookAround(
  { world, after, verbs }: Host,
  markers: Markers,
  saw: Sighting,
  turn: number,
): Promise<void> {
  const { bureau } = world
  const sent = new Set<string>()
  const cards = new Set<string>()
  for (const { notice } of await bureau.notices()) {
    if (notice.op === 'text') {
      const said = sentence(notice.cardKey, Object(notice.detail))
      const who = notice.recipient === bureau.group ? null : notice.recipient.split('_').at(-1)
      for (const of of markers.within(said)) saw(columnOf(who ?? null), who ?? null, of)
    } else if (notice.op !== 'file') sent.add(`${notice.cardKind} ${notice.cardKey}`)
  }
  for (const { right } of walks) {
    if (!('open' in right.does) || !right.after.every((step) => after.includes(step))) continue
    cards.add(`${right.does.open} ${await known(right.does.key, world)}`)
  }
  for (const card of await aboutEntries(bureau, markers)) sent.add(card)
  const own = cardsOf(verbs)
  for (const [looked, [column, who]] of lookers.entries()) {
    const seeing = await bureau.seeing(who)
    const asked = who === null ? [] : await byWords(bureau, who)
    const all = (turn + looked) % 5 === 0
    const words = asked.filter((card) => all || card.startsWith('home '))
    for (const card of new Set([...sent, ...words, ...cards])) {
      const [kind = '', key = ''] = card.split(/ (.*)/)
      if (!own.has(kind) && !sent.has(card) && !words.includes(card)) continue
      const view = await viewOf(seeing, { kind, key })
      if (isGone(view)) continue
      const text = JSON.stringify(renderCard(view, { card: 'seen', revision: 1 }))
      for (const of of markers.within(text)) saw(column, who, of)
    }
    if (who === null) continue
    const read = (text: string): void => {
      for (const of of markers.within(text)) saw(column, who, of)
    }
    await lookAtFiles(seeing, who, read)
    if (all) await lookAtForms(seeing, who, read)
  }
}

/** What the flows of these verbs show. */
function cardsOf(verbs: readonly string[]): ReadonlySet<string> {
  const own = flows.filter((flow) => verbs.some((verb) => flow.verbs && verb in flow.verbs))
  return new Set([...own.flatMap((flow) => Object.keys(flow.cards ?? {}))])
}

function columnOf(who: string | null): string {
  return lookers.find(([, each]) => each === who)?.[0] ?? 'other'
}

async function byWords(bureau: TestBureau, who: string): Promise<string[]> {
  const found: string[] = []
  await bureau
    .act(who, async (ctx) => {
      for (const { name } of commands) {
        const read = readCommand(commands, name)
        const card = isRefusal(read) ? read : await cardAsked(ctx, read)
        if (!isRefusal(card)) found.push(`${card.kind} ${card.key}`)
      }
      throw new Looked()
    })
    .catch((thrown: unknown) => {
      if (!(thrown instanceof Looked)) throw thrown
    })
  return found
}

class Looked extends Error {
  override name = 'Looked'
}

/** What a world's steps had people write is looked at in so many situations: there are fewer stages than that. */
const most = 12
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

/** Files that somebody may have sent, and sheets. */
async function lookAtFiles(
  seeing: Seeing,
  who: string,
  saw: (text: string) => void,
): Promise<void> {
  const files = await seeing.db.client.storedFile.findMany({ where: { bureau: seeing.bureau.id } })
  for (const { about, at, ...file } of files) {
    const stored = { ...file, at: seeing.now, ...(about === null ? {} : { about }) }
    if (fileTakers.some((taker) => taker.mayOpen?.(seeing, who, stored))) saw(file.name)
  }
  for (const template of templates.values()) {
    const sheet = await template(seeing, who, '')
    if (sheet) saw(JSON.stringify(sheet))
  }
}
