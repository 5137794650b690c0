import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { must } from '../../src/base/bug.js'
import { mayNot, type Target } from '../../src/flows/access.js'
import { commands, flows } from '../../src/flows/all.js'
import { steps, walks } from '../refusals/all.js'
import { both, carried, type Change, type Situation, typed } from '../refusals/situation.js'
import { of, openWorlds, type World, type Worlds } from '../refusals/world.js'
import { asked, cellOf, inGroup } from './asking.js'
import { cellsOf, matrix, people } from './matrix.js'

const actions = flows.flatMap((flow) => flow.actions ?? [])

/** Rows in which it is not about 张可: what is different. */
const variants: Readonly<Record<string, Change>> = {
  "fact.uphold of the office's own": carried(0, ({ facts }) => of(facts, "zhou's objected")),
  "fact.withdraw of the office's own": carried(0, ({ facts }) => of(facts, "zhou's told")),
  "fact.reverse of the office's own": carried(0, ({ facts }) => of(facts, "zhou's effective")),
  "appeal.answer of the office's own": both(
    carried(0, ({ facts }) => of(facts, "appeal zhou's")),
    carried(1, 'planning'),
  ),
}
/** What is pressed where a walk's own press is not about who asks alone. */
const changes: Readonly<Record<string, Change>> = {
  // One person: of several the form asks for their parts first.
  'record.submit': typed({ whom: ['zhang'] }),
}

let worlds: Worlds
beforeAll(async () => {
  worlds = await openWorlds(steps)
})
afterAll(() => worlds.close())

/** A situation in which somebody is not refused. */
function rightOf(row: string): Situation {
  const [name = ''] = row.split(' of the ')
  const walk = walks.find((each) => each.of === name)
  const right = walk?.right ?? withoutRefusals[name]
  const change = variants[row] ?? changes[row]
  const found = must(right ?? null, `no situation for ${row}`)
  return change ? change.make(found) : found
}

const word = (text: string): Situation => ({
  ...{ who: 'zhou', at: ['2025-10-10', '10:00'], after: [] },
  does: { word: text },
})
const withoutRefusals: Readonly<Record<string, Situation>> = {
  'command 帮助': word('帮助'),
  'command 免打扰': word('免打扰'),
  'command 周期': word('周期'),
}

test('every action, verb, card and command of every flow has a row, and none besides', () => {
  const rows = (table: object) => Object.keys(table).filter((row) => !Object.hasOwn(variants, row))
  expect(rows(matrix.actions).sort()).toEqual(actions.map(({ id }) => id).sort())
  expect(rows(matrix.verbs).sort()).toEqual(
    flows.flatMap((flow) => Object.keys(flow.verbs ?? {})).sort(),
  )
  expect(rows(matrix.cards).sort()).toEqual(
    flows.flatMap((flow) => Object.keys(flow.cards ?? {})).sort(),
  )
  expect(rows(matrix.commands).sort()).toEqual(commands.map(({ name }) => name).sort())
})

describe('an action', () => {
  const targets: Readonly<Record<string, Target>> = {
    person: { person: 'zhang' },
    unit: { unit: 'general' },
    anything: 'anything',
  }
  test.each(Object.entries(matrix.actions))('%s', async (id, row) => {
    const { bureau } = await worlds.world([])
    bureau.goTo('2025-10-10', '10:00')
    const seeing = await bureau.seeing(null)
    const action = must(actions.find((each) => each.id === id) ?? null, `no ${id}`)
    const target = must(targets[row.about ?? ''] ?? null, `${id} is about nothing`)
    const may = (who: string) => mayNot(seeing.bureau, who, action, target)?.code ?? 'allow'
    const cells = people.map(([column, who]) => [column, may(who)])
    expect(Object.fromEntries(cells)).toEqual(cellsOf(row))
    for (const who of ['wu', 'nobody']) expect(may(who)).toBe('not-allowed')
  })

  test('that is refused names what it is and who may', async () => {
    const { bureau } = await worlds.world([])
    const publish = must(actions.find(({ id }) => id === 'results.publish') ?? null, 'it is there')
    const refusal = mayNot((await bureau.seeing(null)).bureau, 'zhang', publish, 'anything')
    expect(refusal?.with).toMatchObject({ what: '公布结果', who: '周毅、孙文' })
  })
})

/** What everybody is told; who is a stranger is told so. */
async function columns(situation: Situation, world: World): Promise<Map<string, string>> {
  const told = new Map<string, string>()
  for (const [column, who] of people) told.set(column, await asked(situation, world, who))
  for (const stranger of ['of-another-bureau', 'wu', 'nobody']) {
    expect(await asked(situation, world, stranger), stranger).toBe('unknown-person')
  }
  return told
}

describe.each([
  ['pressing', '', matrix.verbs],
  ['opening', 'card ', matrix.cards],
  ['writing', 'command ', matrix.commands],
] as const)('%s', (_, begin, table) => {
  test.each(Object.entries(table))('%s', async (name, row) => {
    const right = rightOf(`${begin}${name}`)
    const world = await worlds.world(right.after)
    const told = await columns(right, world)
    if (row.group !== undefined) told.set('group', await inGroup(right, world))
    const cells = [...told].map(([column, code]) => [column, cellOf(code)])
    expect(Object.fromEntries(cells)).toEqual(cellsOf(row))
    // What is allowed is done by somebody, not only refused for something else.
    expect([...told.values()]).toContain('done')
  })
})
