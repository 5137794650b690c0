import { delimiter, resolve } from 'node:path'
import { realClock } from '../base/clock.js'
import { dayAt, timeAt } from '../base/day.js'
import { problemLine } from '../base/problem.js'
import { type Demonstration, demonstrationCalled, demonstrations } from '../demo/bureau.js'
import { type PeopleFile, peopleFile } from '../demo/people.js'
import { readDeployment } from '../deployment/deployment.js'
import { BadSettings, type Settings } from './config.js'

/** What lives in the sandbox, and when. */
export interface Tried {
  /** For KAOHE_BUREAUS. */
  bureaus: string
  people: PeopleFile
  /** The sandbox's first moment, `2025-09-25T09:00`; null: now. */
  clock: string | null
  /** Ids of the demonstrations of which a program can act for everybody; none for somebody's own bureaus. */
  played: readonly string[]
}

/**
 * The bureaus of KAOHE_BUREAUS, or the demonstrations named by `--bureau` (`all` of them; the usual one when none is). Their problems
 * are on the error output. Throws BadSettings: both are given, one is unknown, or none can run.
 */
export function triedBureaus(named: readonly string[], settings: Settings): Tried {
  const chosen = named.includes('all') ? demonstrations.map((one) => one.id) : named
  if (settings.KAOHE_BUREAUS !== undefined && chosen.length > 0)
    refuse('设置了 KAOHE_BUREAUS 就不用 --bureau：两样只用一样')
  const demos = (chosen.length > 0 ? chosen : ['keji']).map(
    (id) =>
      demonstrationCalled(id) ??
      refuse(
        `没有演示单位“${id}”，可用：${[...demonstrations.map(namesOf), 'all（全部）'].join('、')}`,
      ),
  )
  const folders = demos.map((one) => one.folder).join(delimiter)
  const bureaus = settings.KAOHE_BUREAUS?.split(delimiter)
    .map((one) => resolve(one))
    .join(delimiter)
  const start = bureaus === undefined ? demos[0]?.start : undefined
  const today = start === undefined ? realClock().today() : dayAt(start)
  const own = { bureaus: bureaus ?? folders, schemes: settings.KAOHE_SCHEMES, today }
  const deployment = readDeployment(own.bureaus, own)
  for (const problem of deployment.problems) process.stderr.write(`${problemLine(problem)}\n`)
  if (deployment.bureaus.length === 0) refuse('没有能运行的单位，请改好上面的错误再启动')
  return {
    bureaus: own.bureaus,
    people: peopleFile(deployment.bureaus, today, aboutOf(demos, bureaus !== undefined)),
    clock: start === undefined ? null : `${dayAt(start)}T${timeAt(start)}`,
    played: bureaus === undefined ? demos.map(({ id }) => id) : [],
  }
}

/** What the sandbox's page says: what is tried, and how to try another. */
function aboutOf(demos: readonly Demonstration[], own: boolean): string | undefined {
  if (own) return undefined
  const names = demonstrations.map(({ id, also }) => also ?? id)
  const shown = demos.map(({ shows }) => shows).join('；')
  return `演示单位：${shown}。人和事都是虚构的。换一个：npm start -- --bureau ${names.join(' | ')} --fresh，或 all 全部一起。`
}

function namesOf({ id, also, shows }: Demonstration): string {
  return `${id}${also === null ? '' : `（或 ${also}）`}（${shows}）`
}

function refuse(why: string): never {
  throw new BadSettings(why)
}
