import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Day } from '../base/day.js'
import { canonicalJson } from '../base/json.js'
import { packagePath } from '../base/package-root.js'
import { exportTo } from '../cli/export.js'
import { score } from '../cli/score.js'
import { verify } from '../cli/verify.js'
import type { Card } from './card.js'
import { type Member, officeOf } from './cast.js'
import type { Figures } from './figures.js'
import { type Scored, tablesBy, tablesOf } from './published.js'
import type { Stage } from './stage.js'

/** Something that must hold of a year that was lived. */
export interface Check {
  /** Chinese: what is looked at. */
  name: string
  holds: boolean
  /** Chinese: what was found. */
  found: string
}

/** What must hold at the end of a year. Stops the bot: its database is read. */
export async function checksOf(
  stage: Stage,
  { figures, cast, on, year }: { figures: Figures; cast: readonly Member[]; on: Day; year: number },
): Promise<Check[]> {
  await stage.quiet()
  const rankings = await rankingsIn(officeOf(cast, stage.bureau.roster))
  await stage.stopBot()
  return [
    answered(figures),
    await chained(stage),
    ...(await scored(stage, { asOf: on, rankings, year })),
    await silent(stage, cast),
  ]
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

/** The facts of each cycle are exported and scored by themselves; where it was published, that gives the published rows. */
async function scored(
  { dataDir, bureau }: Stage,
  { asOf, rankings, year }: { asOf: Day; rankings: readonly Card[]; year: number },
): Promise<Check[]> {
  const checks: Check[] = []
  const published = rankings.map((card) => canonicalJson(tablesOf(card)))
  for (const { id } of bureau.schemes) {
    const out = join(dataDir, `${id}.json`)
    const scheme = packagePath('schemes', id)
    const cycle = `${bureau.id}.${id}.${year}`
    const refused = await exportTo({ data: dataDir, bureau: bureau.id, cycle, out, asOf })
    const { exitCode, lines } =
      refused === null
        ? score({ scheme, facts: out, json: true, asOf })
        : { exitCode: 2, lines: [refused] }
    const found = exitCode === 0 ? '已计分' : lines.slice(0, 3).join('；')
    checks.push({ name: `导出的事实可以另行计分（${id}）`, holds: exitCode === 0, found })
    if (published.length === 0 || exitCode !== 0) continue
    const result: Scored = JSON.parse(`${lines[0]}`)
    const same = published.includes(canonicalJson(tablesBy(result)))
    checks.push({
      name: `公布的名次与另行计分一致（${id}）`,
      holds: same,
      found: same ? '一致' : '不一致',
    })
  }
  return checks
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
