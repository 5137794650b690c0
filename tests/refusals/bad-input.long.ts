import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { flows } from '../../src/flows/all.js'
import type { Reply } from '../../src/lark/inbound.js'
import { cardFor } from '../../src/storage/live-cards.js'
import { undoing } from '../access/asking.js'
import { deskOf, tagged } from '../text/desk.js'
import { steps, walks } from './all.js'
import { badPresses } from './bad-input.js'
import { codeOfSaying } from './said.js'
import { codesOf, type Deed, known, type Situation, whatComes } from './situation.js'
import { aloneIn, type Walk } from './walk.js'
import { openWorlds, type World, type Worlds } from './world.js'
import { shownAnew } from '../shown-anew.js'

let worlds: Worlds
beforeAll(async () => {
  worlds = await openWorlds(steps)
})
afterAll(() => worlds.close())

type Pressing = Situation & { does: Extract<Deed, { press: string }> }
type PressWalk = Walk & { right: Pressing }

const presses = walks.filter(
  (walk): walk is PressWalk => 'press' in walk.right.does && walk.of === walk.right.does.press,
)

test('every verb of every flow is pressed wrongly', () => {
  const verbs = flows.flatMap((flow) => Object.keys(flow.verbs ?? {}))
  expect(presses.map(({ of }) => of).sort()).toEqual(verbs.sort())
})

/** The database in which a world's cards are pressed: what is taken is taken back, and it is known whether any was. */
function deskIn({ bureau }: World) {
  const wrote = { any: false }
  const storage = undoing(bureau.storage, () => {
    wrote.any = true
  })
  return { desk: deskOf({ ...bureau, storage }), wrote }
}

async function cardOf(
  { bureau }: World,
  of: { who: string; kind: string; key: string },
): Promise<string> {
  const { who, kind, key } = of
  const place = { bureau: bureau.id, kind, key, recipient: `ou_${bureau.id}_${who}` }
  const card = await bureau.storage.transact('work', (tx) => cardFor(tx, place))
  return `${card.id}~${card.revision}`
}

async function argsOf({ does }: Pressing, world: World): Promise<string[]> {
  const args: string[] = []
  for (const each of does.args) args.push(await known(each, world))
  return args
}

/** Null where the answer is as it has to be: a sentence of ours, and for a refusal nothing is written. */
function wrongIn(reply: Reply, wrote: boolean): string | null {
  const { toast } = reply
  if (!toast?.content) return 'nothing was said'
  const code = codeOfSaying(toast.content)
  if (!/\p{Script=Han}/u.test(toast.content)) return `not said in Chinese: ${toast.content}`
  if (shownAnew.has(code)) return null
  return toast.type !== 'success' && wrote ? `refused and written: ${toast.content}` : null
}

/** Times, and what has happened, in which a right press comes wrongly; by whom is asked in `tests/access`. */
const circumstances: Readonly<Record<string, (of: Pressing) => Situation>> = {
  'long before': (of) => ({ ...of, at: ['2024-12-31', '23:59'] }),
  'in a year that is not known yet': (of) => ({ ...of, at: ['2028-03-01', '08:00'] }),
  'after all cycles are closed': (of) => ({ ...of, after: [...of.after, 'no cycle runs'] }),
}

/** Verbs whose form is that of another, and is read with it. */
const alike = new Set([
  ...['record.find', 'record.other', 'record.search', 'record.drop', 'record.again', 'record.kind'],
  ...[
    'record.keep',
    'report.save',
    'report.change',
    'digest.save',
    'rating.save',
    'rating.page',
    'fact.approve',
    'fact.return',
    'fact.withdraw',
    'fact.hand-over',
    'fact.reverse',
    'rating.same',
    'tasks.page',
    'fact.verify',
    'fact.recall',
  ],
])

describe.each(presses.map((walk, turn) => [walk.of, walk, turn] as const))(
  '%s',
  (verb, { right }, turn) => {
    test('is answered in words whatever comes in, and what is refused changes nothing', async () => {
      const world = await worlds.world(right.after)
      world.bureau.goTo(...right.at)
      const args = await argsOf(right, world)
      const card = await cardOf(world, { who: right.who, kind: 'hearing', key: 'none' })
      const failed: string[] = []
      for (const bad of badPresses(right.does, args, { alike: alike.has(verb), turn })) {
        const { desk, wrote } = deskIn(world)
        const name = [verb, card, ...bad.args].join('~')
        try {
          const reply = await desk.pressName(right.who, name, bad.values as never, bad.option)
          const wrong = wrongIn(reply, wrote.any)
          if (wrong) failed.push(`${bad.what}: ${wrong}`)
        } catch (thrown) {
          failed.push(`${bad.what}: ${thrown}`.slice(0, 400))
        }
      }
      expect(failed).toEqual([])
    })

    test.each(Object.entries(circumstances))('is answered in words %s', async (_, change) => {
      const situation = change(right)
      const world = await worlds.world(situation.after)
      world.bureau.goTo(...right.at)
      const args = await argsOf(right, world)
      world.bureau.goTo(...situation.at)
      const { who } = situation
      const card = await cardOf(world, { who, kind: 'hearing', key: 'none' })
      const { desk, wrote } = deskIn(world)
      const { values, option } = right.does
      const reply = await desk.pressName(who, [verb, card, ...args].join('~'), values, option)
      expect(wrongIn(reply, wrote.any)).toBeNull()
    })
  },
)

/** On which card a form is, by the verb that hands it in. */
const forms: Readonly<Record<string, string>> = {
  'report.submit': 'card report',
  'digest.sign': 'card digest',
  'record.submit': 'card record',
  'rating.submit': 'card rating',
  'period.close': 'card period',
  'fact.object': 'card fact',
  'fact.uphold': 'card hearing',
  'cycle.choose': 'card cycle-choice',
  'tasks.set': 'card task-letter',
  'vote.void': 'card vote-desk',
}

describe('a form that is refused', () => {
  test.each(Object.entries(forms))('%s comes back with all that was typed', async (verb, of) => {
    const walk = presses.find((each) => each.of === verb)
    const opens = walks.find((each) => each.of === of)?.right.does
    if (!walk || !opens || !('open' in opens)) throw new Error(`${verb} stands on no card`)
    let looked = 0
    for (const code of Object.keys(walk.wrong)) {
      for (const situation of aloneIn(walk, code)) looked += await keptIn(situation, opens)
    }
    expect(looked).toBeGreaterThan(0)
  })
})

/** How many texts were looked for on the card that came back; none for a refusal that no field is at fault for. */
async function keptIn(
  situation: Situation,
  { open: kind, key }: Extract<Deed, { open: string }>,
): Promise<number> {
  const { does, who } = situation
  if (!('press' in does)) return 0
  const world = await worlds.world(situation.after)
  const { outcome } = await whatComes(situation, world, { undo: true })
  if (outcome.kind === 'done' || outcome.faults.length === 0) return 0
  const args = await argsOf({ ...situation, does }, world)
  const card = await cardOf(world, { who, kind, key: await known(key, world) })
  const { desk } = deskIn(world)
  const name = [does.press, card, ...args].join('~')
  const { card: back } = await desk.pressName(who, name, does.values)
  const fields = tagged(back).filter(({ tag, name: field }) => tag === 'input' && `${field}`)
  let looked = 0
  for (const field of fields) {
    const typed = does.values?.[`${field.name}`]
    // A field holds no more than its limit; one of another part of the form is none of this card's.
    if (typeof typed !== 'string' || typed.length > Number(field.max_length)) continue
    expect(`${field.default_value ?? ''}`.trim(), `${codesOf(outcome).code} ${field.name}`).toBe(
      typed.trim(),
    )
    looked++
  }
  return looked
}
