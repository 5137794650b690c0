import { must } from '../../src/base/bug.js'
import { partsOf } from '../../src/scheme/model/tree.js'
import { checkFacts } from '../../src/factsfile/check.js'
import { exportFacts } from '../../src/factsfile/export.js'
import { inputOf } from '../../src/factsfile/input.js'
import { parseFacts } from '../../src/factsfile/shape.js'
import { verbOf, viewOf } from '../../src/flows/all.js'
import type { Context } from '../../src/flows/context.js'
import type { PanelDeskView, PanelTimerView } from '../../src/flows/panel/desk-view.js'
import type { PanelIntent } from '../../src/flows/panel/intents.js'
import type { PanelSheetView } from '../../src/flows/panel/view.js'
import { scoringInput } from '../../src/flows/scoring-input.js'
import type { Person, Unit } from '../../src/roster/roster.js'
import type { Scheme } from '../../src/scheme/model/scheme.js'
import { readScheme } from '../../src/scheme/read/read.js'
import { scoreCycle } from '../../src/scoring/engine.js'
import { person, testDatabase } from '../report/bureau.js'

export const counties = must(readScheme('schemes/lianyungang-counties').scheme, 'it reads')

function unit(id: string, name: string): Unit {
  return { id, name, kind: 'affiliated', tier: 'counties' }
}

/**
 * Three counties with a head each, two leaders of the association, a head of a department, one who sits in; 周 is the
 * assessment office.
 */
const units = [unit('donghai', '东海县'), unit('guanyun', '灌云县'), unit('guannan', '灌南县')]
const people: readonly Person[] = [
  ...units.map(({ id, name }) =>
    person(`c-${id}`, `${name}主席`, id, [{ role: 'unit-head', unit: id }, { role: 'county' }]),
  ),
  person('l1', '温青', 'leaders', [{ role: 'association-leader' }]),
  person('l2', '曲怀', 'leaders', [{ role: 'association-leader' }]),
  person('d1', '聂修', 'party', [{ role: 'department' }]),
  person('o1', '晏明', 'party', [{ role: 'observer' }]),
  person('late', '迟到的', 'party', []),
]

export function panelDatabase() {
  return testDatabase({ units, people })
}

/** A bureau with a cycle of a scheme; what people press in its panel. */
export async function panelBureau(
  database: Awaited<ReturnType<typeof panelDatabase>>,
  scheme: Scheme,
  panel: string,
) {
  const bureau = await database.newBureau([scheme])
  const ref = { cycle: `${bureau.id}.${scheme.id}.2025`, period: '2025-year', panel }
  const key = `${ref.cycle}/${ref.period}/${ref.panel}`
  const press = async (who: string, intent: Omit<PanelIntent, 'cycle' | 'period' | 'panel'>) => {
    const outcome = await bureau.outcome(who, (ctx: Context) =>
      must(verbOf(intent.verb), intent.verb).act(ctx, { ...ref, ...intent } as never),
    )
    if (outcome.kind === 'done') {
      return [outcome.say.code, ...Object.values(outcome.say.with)].join(' ')
    }
    const faults = outcome.faults.map(({ code, field }) => `${code} ${field}`)
    return faults.length > 0 ? faults.join('; ') : outcome.code
  }
  const view = async <V>(who: string, kind: string, of = key): Promise<V> =>
    (await viewOf(await bureau.seeing(who), { kind, key: of })) as V
  const rows = partsOf(scheme.total).filter(
    (part) => part.kind === 'ratings' && part.panel?.part === panel,
  )
  return {
    bureau,
    ref,
    key,
    press,
    view,
    rows,
    sheet: (who: string) => view<PanelSheetView>(who, 'panel-sheet'),
    desk: (who = 'zhou') => view<PanelDeskView>(who, 'panel-desk'),
    timer: (who: string, of: string) =>
      view<PanelTimerView | { kind: 'gone' }>(who, 'panel-timer', of),
    /** Fills in a whole sheet page by page and hands it in; rows by id, the others full. */
    async hand(who: string, assessee: string, given: Readonly<Record<string, string>> = {}) {
      const values = rows.map((row) => [row.id, given[row.id] ?? row.points?.toFixed() ?? ''])
      const size = 10
      const pages = Math.ceil(rows.length / size)
      for (let page = 1; page < pages; page++) {
        const typed = Object.fromEntries(values.slice((page - 1) * size, page * size))
        await press(who, {
          verb: 'panel.page',
          assessee,
          page,
          values: typed,
          to: page + 1,
        } as never)
      }
      const typed = Object.fromEntries(values.slice((pages - 1) * size))
      return press(who, { verb: 'panel.hand-in', assessee, page: pages, values: typed } as never)
    },
    /** Totals from the bot and from what it exports, checked as `kaohe score` does. */
    async scored() {
      const situation = await bureau.seeing(null)
      const running = must(
        situation.bureau.cycles.find(({ id }) => id === ref.cycle),
        'it runs',
      )
      const input = scoringInput(situation, running, situation.today)
      const document = parseFacts(JSON.stringify(exportFacts(input)), 'out.json')
      const facts = must(document.value, JSON.stringify(document.problems))
      const problems = checkFacts(scheme, facts, { document }).map((each) => each.message)
      return { problems, own: scoreCycle(input), again: scoreCycle(inputOf(scheme, facts)) }
    },
  }
}

/** Judges of every class, and who hears without being counted. */
const everybody = {
  'association-leader': ['l1', 'l2'],
  department: ['d1'],
  county: ['c-donghai', 'c-guanyun', 'c-guannan'],
  observer: ['o1'],
}

/** A bureau whose office has opened the panel of the counties, in the order of the roster or by lot. */
export async function openedPanel(
  database: Awaited<ReturnType<typeof panelDatabase>>,
  order = 'roster',
) {
  const bureau = await panelBureau(database, counties, 'total')
  bureau.bureau.goTo('2025-12-22', '09:00')
  await bureau.press('zhou', { verb: 'panel.open', judges: everybody, order } as never)
  return bureau
}
