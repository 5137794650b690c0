import type { Day } from '../../base/day.js'
import type { GradeFinding, Warning } from '../../scoring/findings.js'
import type { CycleResult } from '../../scoring/statement.js'
import { mayNot } from '../access.js'
import type { Bureau, Seeing } from '../context.js'
import { isProvisional } from '../provisional.js'
import type { Running } from '../running.js'
import { standingView, type StandingView } from '../standing/view.js'
import type { GoneView } from '../gone-view.js'
import { publishCycle, readResult } from './actions.js'
import { publishedSlice } from './published.js'
import { computeResults, readSnapshot, stillOpen, type Snapshot } from './results.js'

/** The office's preview before publishing. */
export interface PublishView {
  kind: 'publish'
  cycle: string
  scheme: string
  year: string
  asOf: Day
  /** The version that publishing would make. */
  version: number
  /** Names of those whose total is still open. */
  open: string[]
  /** What is still missing, by part: name and for how many. */
  missing: { part: string; people: number }[]
  warnings: { code: Warning['code']; names: string[] }[]
  nominees: { tier: string; names: string[] }[]
  hasGroup: boolean
}

/** One row of the ranking. */
export interface RankingRow {
  rank: number
  name: string
  unit: string
  total: string
  tied: boolean
  nominated: boolean
}

/** The ranking in the group. */
export interface RankingView {
  kind: 'ranking'
  scheme: string
  year: string
  version: number
  /** A newer version stands in the group. */
  replaced: boolean
  reason: string
  asOf: Day
  scope: Snapshot['scope']
  tiers: { name: string; rows: RankingRow[] }[]
  nominees: { tier: string; names: string[] }[]
  publicityUntil: Day
  /** The last day of publicity may still change: the year's notice is not known. */
  provisional?: boolean
  /** Position and scheme version the result was computed from, for who recomputes it. */
  head: number
  schemeVersion: string
}

/** A person's own result. */
export interface ResultView {
  kind: 'result'
  version: number
  replaced: boolean
  standing: StandingView
  rank: number | null
  ranked: number
  tier: string
  grade: string | null
  /** Who decides the grade; null while it is open. */
  decidedBy: string | null
  bars: { name: string; clause: string }[]
  publicityUntil: Day
  /** The last day of publicity may still change: the year's notice is not known. */
  provisional?: boolean
}

const gone: GoneView = { kind: 'gone', code: 'gone' }

/** Access: `results.publish`. */
export async function viewPublish(seeing: Seeing, key: string): Promise<PublishView | GoneView> {
  const { bureau, person } = seeing
  if (person === null || mayNot(bureau, person, publishCycle, 'anything')) return gone
  const cycle = bureau.cycles.find((each) => each.id === key)
  if (!cycle) return gone
  const result = computeResults(seeing, cycle, seeing.today)
  const earlier = seeing.collected.of(publishedSlice).get(cycle.id) ?? []
  return {
    kind: 'publish',
    cycle: cycle.id,
    scheme: cycle.scheme.shortTitle,
    year: `${cycle.year}`,
    asOf: seeing.today,
    version: earlier.length + 1,
    open: stillOpen(result),
    missing: missingParts(result),
    warnings: result.warnings.map((warning) => ({
      code: warning.code,
      names: warning.assessees.map((id) => nameIn(bureau, id)),
    })),
    nominees: nomineesOf(bureau, cycle, result),
    hasGroup: bureau.groupChatId !== null,
  }
}

/** Access: everybody of the bureau's group, and its people. */
export async function viewRanking(seeing: Seeing, key: string): Promise<RankingView | GoneView> {
  const found = await find(seeing, key)
  if (!found) return gone
  const { snapshot, replaced, cycle } = found
  const { bureau } = seeing
  const nominated = new Set(
    snapshot.result.nominations.flatMap((each) => each.nominees.map((one) => one.assessee)),
  )
  const rows = (places: CycleResult['rankings'][number]['places']): RankingRow[] =>
    places.flatMap((place) =>
      place.rank === null || place.total === null
        ? []
        : [
            {
              rank: place.rank,
              name: place.name,
              unit: unitName(bureau, snapshot, place.assessee),
              total: place.total,
              tied: place.tied.length > 0,
              nominated: nominated.has(place.assessee),
            },
          ],
    )
  return {
    kind: 'ranking',
    scheme: cycle.scheme.shortTitle,
    year: `${cycle.year}`,
    version: snapshot.version,
    replaced,
    reason: snapshot.reason,
    asOf: snapshot.asOf,
    scope: snapshot.scope,
    tiers:
      snapshot.scope === 'ranking'
        ? snapshot.result.rankings.map((tier) => ({
            name: tierName(tier),
            rows: rows(tier.places),
          }))
        : [],
    nominees: nomineesOf(bureau, cycle, snapshot.result),
    publicityUntil: publicityEnd(seeing, cycle, snapshot.asOf),
    provisional: isProvisional(seeing, publicityEnd(seeing, cycle, snapshot.asOf)),
    head: snapshot.headSequence,
    schemeVersion: snapshot.schemeVersion,
  }
}

/** Access: `result.read` of oneself; never in a group. */
export async function viewResult(seeing: Seeing, key: string): Promise<ResultView | GoneView> {
  const found = await find(seeing, key)
  const { bureau, person } = seeing
  if (!found || person === null || mayNot(bureau, person, readResult, { person })) return gone
  const { snapshot, replaced, cycle } = found
  const statement = snapshot.result.statements.find((each) => each.assessee === person)
  if (!statement) return gone
  const isTheirs = (each: { assessee: string }): boolean => each.assessee === person
  const tier = snapshot.result.rankings.find((each) => each.places.some(isTheirs))
  const place = tier?.places.find(isTheirs)
  const finding = snapshot.result.grades.find((each) => each.assessee === person)
  return {
    kind: 'result',
    version: snapshot.version,
    replaced,
    standing: await standingView(seeing, cycle, statement),
    rank: place?.rank ?? null,
    ranked: tier?.places.length ?? 0,
    tier: tier ? tierName(tier) : '',
    grade: gradeName(cycle, finding),
    decidedBy: cycle.scheme.roles.find((role) => role.id === finding?.decidedBy)?.name ?? null,
    bars: statement.bars.map(({ name, clause }) => ({ name, clause })),
    publicityUntil: publicityEnd(seeing, cycle, snapshot.asOf),
    provisional: isProvisional(seeing, publicityEnd(seeing, cycle, snapshot.asOf)),
  }
}

async function find(
  seeing: Seeing,
  key: string,
): Promise<{ snapshot: Snapshot; replaced: boolean; cycle: Running } | null> {
  const read = await readSnapshot(seeing.db, key)
  const cycle = seeing.bureau.cycles.find((each) => each.id === read?.cycle)
  if (!read || !cycle) return null
  const { snapshot } = read
  const all = seeing.collected.of(publishedSlice).get(cycle.id) ?? []
  return { snapshot, cycle, replaced: all.some((each) => each.version > snapshot.version) }
}

function missingParts(result: CycleResult): PublishView['missing'] {
  const counts = new Map<string, number>()
  for (const statement of result.statements) {
    const lines = [...statement.root.lines]
    for (let line = lines.pop(); line; line = lines.pop()) {
      const below = line.lines.filter((each) => each.kind === 'part')
      lines.push(...below)
      if (below.length === 0 && !line.closed)
        counts.set(line.name, (counts.get(line.name) ?? 0) + 1)
    }
  }
  return [...counts].map(([part, people]) => ({ part, people }))
}

function nomineesOf(bureau: Bureau, cycle: Running, result: CycleResult): PublishView['nominees'] {
  return result.nominations.map((each) => ({
    tier: cycle.scheme.tiers.find((tier) => tier.id === each.tier)?.name ?? each.tier,
    names: each.nominees.map((one) => nameIn(bureau, one.assessee)),
  }))
}

/** Name of a person or a unit. */
function nameIn({ roster }: Bureau, id: string): string {
  return roster.unit(id) ? roster.unitNameOf(id) : roster.nameOf(id)
}

/** Affiliated posts may be ranked apart, under the same tier. */
function tierName(ranking: CycleResult['rankings'][number]): string {
  return ranking.affiliated ? `${ranking.name}（参公岗位）` : ranking.name
}

function unitName(bureau: Bureau, snapshot: Snapshot, assessee: string): string {
  const unit = snapshot.result.statements.find((each) => each.assessee === assessee)?.unit
  return unit ? bureau.roster.unitNameOf(unit) : ''
}

function gradeName({ scheme }: Running, finding: GradeFinding | undefined): string | null {
  return scheme.grades.find((grade) => grade.id === finding?.grade)?.name ?? null
}

/** Last working day on which the result stands open. */
function publicityEnd(seeing: Seeing, { scheme }: Running, from: Day): Day {
  return seeing.calendar.addWorkingDays(from, scheme.windows.publicity.value)
}
