import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Day, type Instant, instant, momentOf } from '../base/day.js'
import { canonicalJson } from '../base/json.js'
import { packagePath } from '../base/package-root.js'
import { exportTo } from '../cli/export.js'
import { score } from '../cli/score.js'
import { verify } from '../cli/verify.js'
import type { BureauFiles } from '../deployment/bureau.js'
import type { CycleResult } from '../scoring/statement.js'
import { burdenBounds, burdenCheck } from './burden.js'
import type { Card } from './card.js'
import { type Member, officeOf } from './cast.js'
import type { Check } from './check.js'
import { type Arrived, overdueCheck, twiceCheck, unsentCheck } from './end-checks.js'
import { readEnded } from './ended.js'
import type { Figures } from './figures.js'
import { doubledCheck, lostCheck } from './ledger-checks.js'
import { type Scored, tablesBy, tablesOf } from './published.js'
import { comparedOf, packed, replayCheck, sameCheck } from './published-checks.js'
import type { Stage } from './stage.js'

/** A year that was lived, as its checks look at it. */
export interface Looked {
  figures: Figures
  cast: readonly Member[]
  /** Its last day. */
  on: Day
  year: number
  /** Messages that somebody still means to answer. */
  meant: ReadonlySet<string>
}

/** For so long the platform lets a card be pressed, and changed to point to the one that came in its place. */
const pressableMs = 14 * 86_400_000

/** By this day of the year that follows every regulation's results are published. */
const publishedBy = '02-10'

/** What must hold at the end of a year. Stops the bot: its database is read. */
export async function checksOf(stage: Stage, looked: Looked): Promise<Check[]> {
  const { figures, cast, on, meant } = looked
  await stage.quiet()
  const rankings = await rankingsIn(officeOf(cast, stage.bureau.roster))
  const arrived = await arrivedIn(cast, instant(momentOf(on, '23:00') - pressableMs))
  await stage.stopBot()
  const ended = await readEnded(stage, momentOf(on, '23:00'))
  return [
    answered(figures),
    await chained(stage),
    lostCheck(figures.done, ended.entries),
    doubledCheck(ended.entries),
    twiceCheck(arrived, ended.messages),
    unsentCheck(ended),
    overdueCheck(ended.overdue, new Set([...figures.left, ...meant])),
    ...(await scored(stage, { ...looked, rankings })),
    burdenCheck(
      cast.filter((member) => member.ordinary).map(({ id }) => figures.of(id)),
      burdenBounds(stage.bureau.schemes),
    ),
    await silent(stage, cast),
  ]
}

/** Every card that came to somebody since a moment, each once. */
async function arrivedIn(cast: readonly Member[], since: Instant): Promise<Arrived[]> {
  const all = new Map<string, Arrived>()
  for (const { person } of cast) {
    for (const chat of await person.chats()) {
      for (const card of await person.cardsIn(chat, since)) {
        const { messageId, title } = card
        all.set(messageId, { messageId, title, asks: card.actions().length > 0 })
      }
    }
  }
  return [...all.values()]
}

function answered({ presses, failed }: Figures): Check {
  const found = `${presses}次按下，${failed.length}次没有回答`
  return { name: '每次按下都有回答', holds: failed.length === 0, found }
}

async function chained({ dataDir }: Stage): Promise<Check> {
  const { exitCode, lines } = await verify({ data: dataDir })
  return { name: '台账前后相接，公布的可以重算', holds: exitCode === 0, found: lines.join('；') }
}

/** The ranking cards in the bureau's group. */
async function rankingsIn({ person }: Member): Promise<Card[]> {
  const group = (await person.chats()).find((chat) => chat.type === 'group')
  return group ? await person.cards('考核结果公布', group) : []
}

/** The facts of each cycle are exported and scored by themselves; where it was published, that gives what was published, and so does its pack. */
async function scored(stage: Stage, of: Looked & { rankings: readonly Card[] }): Promise<Check[]> {
  const checks: Check[] = []
  for (const scheme of stage.bureau.schemes) checks.push(...(await scoredOf(stage, scheme, of)))
  return checks
}

async function scoredOf(
  { dataDir, bureau }: Stage,
  { id: scheme, assessee }: BureauFiles['schemes'][number],
  { rankings, year, on }: Looked & { rankings: readonly Card[] },
): Promise<Check[]> {
  const cycle = `${bureau.id}.${scheme}.${year}`
  const path = join(dataDir, `${scheme}.pack.json`)
  const pack = await packed(dataDir, { bureau: bureau.id, cycle, out: path })
  const isPublished = typeof pack !== 'string'
  const facts = join(dataDir, `${scheme}.json`)
  const asOf = isPublished ? pack.asOf : on
  const result = await scoreOf({ dataDir, bureau: bureau.id, cycle, facts, scheme, asOf })
  const found = typeof result === 'string' ? result : '已计分'
  const checks: Check[] = [
    { name: `导出的事实可以另行计分（${scheme}）`, holds: typeof result !== 'string', found },
  ]
  if (on >= `${year + 1}-${publishedBy}`) {
    const said = isPublished ? '已公布' : pack
    checks.push({ name: `结果已经公布（${scheme}）`, holds: isPublished, found: said })
  }
  if (!isPublished) return checks
  checks.push(await replayCheck(scheme, path))
  if (typeof result === 'string') return checks
  checks.push(sameCheck(scheme, pack.compared, comparedOf(result, result.statements)))
  const shown = rankings.map((card) => canonicalJson(tablesOf(card)))
  const same = shown.includes(canonicalJson(tablesBy(result)))
  // Of persons the group reads who is nominated; each reads their own.
  if (assessee === 'unit') {
    const name = `群里公布的名次与另行计分一致（${scheme}）`
    checks.push({ name, holds: same, found: same ? '一致' : '不一致' })
  }
  return checks
}

/** A cycle's facts, exported and scored; a text that says why they are not. */
async function scoreOf(of: {
  dataDir: string
  bureau: string
  cycle: string
  facts: string
  scheme: string
  asOf: string
}): Promise<(Scored & CycleResult) | string> {
  const { dataDir: data, bureau, cycle, facts, scheme, asOf } = of
  const refused = await exportTo({ data, bureau, cycle, out: facts, asOf })
  if (refused !== null) return refused
  const folder = packagePath('schemes', scheme)
  const { exitCode, lines } = score({ scheme: folder, facts, json: true, asOf })
  return exitCode === 0 ? JSON.parse(`${lines[0]}`) : lines.slice(0, 3).join('；')
}

/** No log line holds anybody's name. */
async function silent({ dataDir }: Stage, cast: readonly Member[]): Promise<Check> {
  const log = await readFile(join(dataDir, 'bot.log'), 'utf8')
  const named = cast.filter(({ person }) => log.includes(person.name)).length
  const errors = log.split('\n').filter((line) => isError(line)).length
  const found = `${named}个姓名，${errors}行错误`
  return { name: '日志里没有姓名，也没有错误', holds: named === 0 && errors === 0, found }
}

/** That the platform does not answer is told on the same level, by the SDK too. */
function isError(line: string): boolean {
  return line.includes('"level":50') && !/"event":"(lark-sdk|platform-outage)"/.test(line)
}
