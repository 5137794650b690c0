import { must } from '../../src/base/bug.js'
import { day } from '../../src/base/day.js'
import { factEffective, factProposed, factTold } from '../../src/flows/fact/entries.js'
import { exportFacts } from '../../src/factsfile/export.js'
import { checkFacts } from '../../src/factsfile/check.js'
import { inputOf } from '../../src/factsfile/input.js'
import { parseFacts } from '../../src/factsfile/shape.js'
import type { Context } from '../../src/flows/context.js'
import { verbOf } from '../../src/flows/all.js'
import { scoringInput } from '../../src/flows/scoring-input.js'
import type { ItemsIntent, SheetRef } from '../../src/flows/items/intents.js'
import type { Person, Unit } from '../../src/roster/roster.js'
import type { Scheme } from '../../src/scheme/model/scheme.js'
import { readScheme } from '../../src/scheme/read/read.js'
import { scoreCycle, scoreOne } from '../../src/scoring/engine.js'
import { person, testDatabase, type TestBureau } from '../report/bureau.js'

export function schemeOf(id: string): Scheme {
  return must(readScheme(`schemes/${id}`).scheme, `${id} reads`)
}

function unit(id: string, name: string, tier: string): Unit {
  return { id, name, kind: 'general', tier }
}

/**
 * Sections of Shiyan's sheet (办公室, 政策法规科, 计财科, 团委, head each), departments of Yueyang's (中小企业科), and the counties
 * of Lianyungang: 东海县. 周 is the assessment office, 何 of it too; 温 and 卢 (who heads 计财科) are the panel.
 */
const units: readonly Unit[] = [
  unit('office', '办公室', 'sections'),
  unit('policy-coop', '政策法规科', 'sections'),
  unit('plan-finance', '计财科', 'sections'),
  unit('sme', '中小企业科', 'group-2'),
  unit('reform', '企业改革科', 'group-2'),
  unit('donghai', '东海县', 'counties'),
  unit('youth-league', '团委', 'sections'),
]
const people: readonly Person[] = [
  person('an', '安平', 'office', [{ role: 'unit-head', unit: 'office' }]),
  person('bai', '白露', 'policy-coop', [{ role: 'unit-head', unit: 'policy-coop' }]),
  person('bo', '薄云', 'policy-coop', []),
  person('lu', '卢定', 'plan-finance', [
    { role: 'unit-head', unit: 'plan-finance' },
    { role: 'panel' },
  ]),
  person('wen', '温如', 'leaders', [{ role: 'panel' }]),
  person('xie', '谢安', 'sme', [{ role: 'unit-head', unit: 'sme' }]),
  person('gu', '顾全', 'reform', [{ role: 'unit-head', unit: 'reform' }]),
  person('dong', '董海', 'donghai', [{ role: 'unit-head', unit: 'donghai' }]),
  person('tuan', '段青', 'youth-league', [{ role: 'unit-head', unit: 'youth-league' }]),
  person('he', '何远', 'party', [{ role: 'assessment-office' }]),
]

export function itemsDatabase() {
  return testDatabase({ units, people })
}

/** A bureau with a cycle of a scheme; what people press in it. */
export async function makeBureau(
  database: Awaited<ReturnType<typeof itemsDatabase>>,
  scheme: Scheme,
) {
  const bureau = await database.newBureau([scheme])
  const cycle = `${bureau.id}.${scheme.id}.2025`
  const press = async (who: string, intent: ItemsIntent): Promise<string[]> => {
    const outcome = await bureau.outcome(who, (ctx: Context) =>
      must(verbOf(intent.verb), intent.verb).act(ctx, intent as never),
    )
    if (outcome.kind === 'done') {
      return [[outcome.say.code, ...Object.values(outcome.say.with)].join(' ')]
    }
    return outcome.faults.length > 0
      ? outcome.faults.map(({ code, field }) => `${code} ${field}`)
      : [outcome.code]
  }
  const words = (of: Readonly<Record<string, string | [string, string]>>) =>
    Object.fromEntries(
      Object.entries(of).map(([row, given]) => {
        const [figure, reason] = typeof given === 'string' ? [given, ''] : given
        return [row, { figure, reason, lacks: false }]
      }),
    )
  type Typed = Parameters<typeof words>[0]
  return {
    bureau,
    scheme,
    cycle,
    press,
    save: (who: string, of: string, rows: Typed = {}, more: { open?: string; to?: number } = {}) =>
      press(who, {
        ...{ verb: 'items.save', cycle, unit: of, rows: words(rows) },
        ...{ open: more.open ?? '', to: more.to ?? null },
      }),
    check: (who: string, of: string, rows: Typed = {}) =>
      press(who, { verb: 'items.check', cycle, unit: of, rows: words(rows) }),
    turn: (who: string, sheet: Omit<SheetRef, 'cycle'>, open: string, to: number | null = null) =>
      press(who, { verb: 'scores.turn', cycle, ...sheet, rows: {}, open, to }),
    give: (who: string, sheet: Omit<SheetRef, 'cycle'>, rows: Typed) =>
      press(who, { verb: 'scores.give', cycle, ...sheet, rows: words(rows) }),
    expected: (who: string, sheet: Omit<SheetRef, 'cycle'> | null = null) =>
      press(who, {
        verb: 'scores.expected',
        cycle,
        by: sheet?.by ?? null,
        id: sheet?.id ?? '',
        rows: {},
      }),
    close: (who: string, reason = '') => press(who, { verb: 'items.close', cycle, reason }),
    /** A fact about a unit that counts. */
    fact: (kind: string, of: string, more: { quantity?: string; on?: string } = {}) =>
      bureau.job(async (ctx) => {
        const { quantity, on = '2025-05-06' } = more
        const about = factProposed.write(ctx, {
          ...{ day: day(on), by: 'zhou', subject: of },
          body: { kind, persons: [], units: [of], ...(quantity ? { quantity } : {}) },
        })
        const by = { about, subject: of, by: 'zhou' }
        factTold.write(ctx, { ...by, body: { objectUntil: '2025-05-20' } })
        factEffective.write(ctx, { ...by, body: { ground: 'window-passed' } })
      }),
    async statement(of: string) {
      const { situation, running } = await inputs(bureau, cycle)
      return must(scoreOne(scoringInput(situation, running, situation.today), of), 'assessed')
    },
    /** All statements, from the bot and from what it exports, checked as `kaohe score` does. */
    async exported() {
      const { situation, running } = await inputs(bureau, cycle)
      const input = scoringInput(situation, running, situation.today)
      const document = parseFacts(JSON.stringify(exportFacts(input)), 'out.json')
      const facts = must(document.value, JSON.stringify(document.problems))
      const problems = checkFacts(scheme, facts, { document }).map((each) => each.message)
      return { problems, own: scoreCycle(input), again: scoreCycle(inputOf(scheme, facts)) }
    },
  }
}

async function inputs(bureau: TestBureau, cycle: string) {
  const situation = await bureau.seeing(null)
  const running = must(
    situation.bureau.cycles.find(({ id }) => id === cycle),
    'it runs',
  )
  return { situation, running }
}
