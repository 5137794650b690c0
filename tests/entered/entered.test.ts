import { afterAll, beforeAll, expect, test } from 'vitest'
import { must } from '../../src/base/bug.js'
import { checkFacts } from '../../src/factsfile/check.js'
import { exportFacts } from '../../src/factsfile/export.js'
import { inputOf } from '../../src/factsfile/input.js'
import { parseFacts } from '../../src/factsfile/shape.js'
import { verbOf } from '../../src/flows/all.js'
import { fileAsks, recordAsks, verifyAsks } from '../../src/flows/entered/asks.js'
import type { EnteredIntent, EnteredStep } from '../../src/flows/entered/intents.js'
import { inputsImported } from '../../src/flows/publication/imported.js'
import { scoringInput } from '../../src/flows/scoring-input.js'
import { scoreCycle } from '../../src/scoring/engine.js'
import { testDatabase } from '../report/bureau.js'
import { partOf } from '../scoring/invented/bounds.js'
import { deskOf, readable } from '../text/desk.js'

let database: Awaited<ReturnType<typeof testDatabase>>
beforeAll(async () => {
  database = await testDatabase()
}, 60_000)
afterAll(() => database.close())

async function bureauOf() {
  const bureau = await database.newBureau()
  const ref = { cycle: bureau.cycle, part: 'performance' }
  const press = async (who: string, intent: EnteredIntent): Promise<string[]> => {
    const outcome = await bureau.outcome(who, (ctx) =>
      must(verbOf(intent.verb), intent.verb).act(ctx, intent as never),
    )
    if (outcome.kind === 'done') return [outcome.say.code]
    const { faults, code } = outcome
    return faults.length > 0 ? faults.map((each) => `${each.code} ${each.field}`) : [code]
  }
  return {
    bureau,
    ref,
    press,
    give: (who: string, step: EnteredStep, of: Record<string, string | [string, string]>) => {
      const rows = Object.fromEntries(
        Object.entries(of).map(([id, given]) => {
          const [figure, reason] = typeof given === 'string' ? [given, ''] : given
          return [id, { figure, reason }]
        }),
      )
      return press(who, { verb: 'entered.give', ...ref, step, rows })
    },
    /** `kind who` of what is asked about the part. */
    async asked(): Promise<string[]> {
      const seeing = await bureau.seeing(null)
      const all = [recordAsks, verifyAsks, fileAsks].flatMap((kind) => kind.open(seeing, {}))
      return all.map(({ kind, who }) => `${kind.replace('entered.', '')} ${who}`).sort()
    },
    async input() {
      const seeing = await bureau.seeing(null)
      const [cycle] = seeing.bureau.cycles
      return scoringInput(seeing, must(cycle, 'it runs'), seeing.today)
    },
  }
}

test('a score goes from the person to the head, who changes it with a reason, and counts once the office has filed it', async () => {
  const of = await bureauOf()
  of.bureau.goTo('2025-12-03', '10:00')
  expect(await of.give('zhang', 'records', { zhang: '１０１' })).toEqual([
    'entered-range figure.zhang',
  ])
  expect(await of.give('zhang', 'records', { zhang: '92.5' })).toEqual(['entered-given'])
  expect(await of.give('zhang', 'records', { wang: '100' })).toEqual(['entered-nothing'])
  // So low a score is asked about, and stands when it is pressed again.
  expect(await of.give('wang', 'records', { wang: '9.5' })).toEqual(['entered-asked'])
  expect(await of.give('wang', 'records', { wang: '9.5' })).toEqual(['entered-given'])
  expect(await of.give('wang', 'records', { wang: '95' })).toEqual(['entered-given'])
  expect(await of.give('zhang', 'verifies', { zhang: '100' })).toEqual(['not-allowed'])
  expect(await of.give('li', 'verifies', { zhang: '92.5', wang: '96' })).toEqual([
    'entered-reason reason.wang',
  ])
  const verified = { zhang: '92.5', wang: ['96', '专项完成得好'] as [string, string] }
  expect(await of.give('li', 'verifies', verified)).toEqual(['entered-given'])
  expect(await of.give('wang', 'records', { wang: '97' })).toEqual(['entered-reviewed figure.wang'])
  const key = `${of.ref.cycle}/performance/records`
  const card = await deskOf(of.bureau).card('wang', 'entered', key)
  expect(readable(card)).toContain('专项完成得好')
  // A head's own is verified by who is in charge of the unit.
  expect(await of.give('li', 'records', { li: '98' })).toEqual(['entered-given'])
  expect(await of.give('li', 'verifies', { li: '98' })).toEqual(['entered-nothing'])
  expect(await of.give('chen', 'verifies', { li: '98' })).toEqual(['entered-given'])
  of.bureau.goTo('2026-01-13', '10:00')
  const file = { verb: 'entered.file', ...of.ref } as const
  expect(await of.press('zhou', { ...file, reason: '' })).toEqual(['entered-file-reason reason'])
  expect(
    await of.give('zhou', 'files', { zhou: ['90', '外出挂职'], zhao: ['91', '同上'] }),
  ).toEqual(['entered-given'])
  const before = partOf(scoreCycle(await of.input()), 'wang', 'performance')
  expect(before.closed).toBe(false)
  expect(await of.press('zhou', { ...file, reason: '' })).toEqual(['entered-filed-now'])
  expect(await of.give('wang', 'records', { wang: '97' })).toEqual(['entered-filed'])
  const input = await of.input()
  const own = scoreCycle(input)
  expect(partOf(own, 'wang', 'performance').own.settled).toBe('96')
  const document = parseFacts(JSON.stringify(exportFacts(input)), 'out.json')
  const facts = must(document.value, JSON.stringify(document.problems))
  expect(checkFacts(database.scheme, facts, { document }).map(({ message }) => message)).toEqual([])
  expect(scoreCycle(inputOf(database.scheme, facts)).statements).toEqual(own.statements)
  // Opened again it counts no more.
  const again = { verb: 'entered.reopen', ...of.ref, reason: '记错一人' } as const
  expect(await of.press('zhou', again)).toEqual(['entered-reopened'])
  expect(partOf(scoreCycle(await of.input()), 'wang', 'performance').closed).toBe(false)
})

test('everybody is asked for the own score, heads for what came, the office when all is there; nobody where a file brought them', async () => {
  const of = await bureauOf()
  of.bureau.goTo('2025-11-28', '10:00')
  expect(await of.asked()).toEqual([])
  of.bureau.goTo('2025-12-01', '10:00')
  const all = ['li', 'wang', 'zhang', 'zhao', 'zhou'].map((who) => `records ${who}`)
  expect(await of.asked()).toEqual(all)
  await of.give('zhang', 'records', { zhang: '92.5' })
  expect(await of.asked()).toEqual([...all.filter((one) => one !== 'records zhang'), 'verifies li'])
  await of.bureau.job(async (ctx) =>
    inputsImported.write(ctx, {
      cycle: of.ref.cycle,
      body: { from: '2026-01-05', entered: [], tallies: [], closedParts: ['performance'] },
    }),
  )
  expect(await of.asked()).toEqual([])
  expect(await of.give('wang', 'records', { wang: '95' })).toEqual(['entered-unknown'])
})
