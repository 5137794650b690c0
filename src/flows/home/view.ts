import type { Standing } from '../../scoring/statement.js'
import { headOf, shortHash } from '../../storage/ledger.js'
import { mayNot } from '../access.js'
import type { Seeing } from '../context.js'
import { factTasks } from '../fact/tasks.js'
import { ratingTasks } from '../rating/open-periods.js'
import { reportTasks } from '../report/tasks.js'
import { statementOf } from '../standing/view.js'
import type { Task } from './task.js'
import type { GoneView } from '../gone-view.js'

/** The home card: my running score, what waits for me, what I may do. */
export interface HomeView {
  kind: 'home'
  name: string
  unit: string
  scheme: string
  year: string
  standing: (Standing & { final: string | null }) | null
  tasks: Task[]
  may: { record: boolean; rate: boolean; publish: boolean; digest: boolean }
  /**
   * For the office: where the ledger ends, number and the beginning of the hash. Who noted an earlier one can tell a
   * ledger that was rewritten as a whole.
   */
  ledger: { sequence: string; hash: string } | null
  /** Keys for the buttons that open a card of the moment; null: nothing to open. */
  cycle: string
}

/** Access: everybody of the roster, their own. */
export async function viewHome(seeing: Seeing): Promise<HomeView | GoneView> {
  const { bureau } = seeing
  const person = seeing.person === null ? undefined : bureau.roster.person(seeing.person)
  if (!person) return { kind: 'gone', code: 'unknown-person' }
  const statement = await statementOf(seeing, person.id)
  const unit = bureau.roster.unitOf(person.id)
  const may = (action: 'fact.record' | 'period.rate' | 'results.publish' | 'digest.sign') =>
    mayNot(bureau, person.id, action, 'anything') === null
  return {
    kind: 'home',
    name: person.name,
    unit: unit ? (bureau.roster.unit(unit)?.name ?? '') : '',
    scheme: bureau.scheme.shortTitle,
    year: `${bureau.cycle.year}`,
    standing: statement
      ? {
          settled: statement.settled,
          lowest: statement.lowest,
          highest: statement.highest,
          final: statement.total,
        }
      : null,
    tasks: [
      ...(await reportTasks(seeing, person.id)),
      ...(await ratingTasks(seeing, person.id)),
      ...(await factTasks(seeing, person.id)),
    ],
    may: {
      record: may('fact.record'),
      rate: may('period.rate'),
      publish: may('results.publish'),
      digest: may('digest.sign'),
    },
    ledger: await ledgerEnd(seeing, person.id),
    cycle: bureau.cycle.id,
  }
}

async function ledgerEnd({ db, bureau }: Seeing, person: string): Promise<HomeView['ledger']> {
  if (!bureau.roster.holders('assessment-office').some(({ id }) => id === person)) return null
  const { sequence, hash } = await headOf(db, bureau.id)
  return { sequence: `${sequence}`, hash: shortHash(hash) }
}
