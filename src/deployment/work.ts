import { nearest } from '../base/nearest.js'
import { type BoundWork, checkWorkFit } from '../binding/work.js'
import type { Roster } from '../roster/roster.js'
import type { Scheme } from '../scheme/model/scheme.js'
import type { Reading } from './reading.js'

/** What bureau.yaml says of the work rules, in its long form; null when it names none. */
function writtenOf({ file }: Pick<Reading, 'file'>) {
  const written = file['work-rules']
  if (written === undefined) return null
  return typeof written === 'string'
    ? { rules: written, binds: {}, facts: {}, 'leaves-out': [], long: false }
    : { ...written, long: true }
}

/** The work rules that a bureau names, with what its roster calls otherwise; null for none, or with errors. */
export function readWork(reading: Reading): BoundWork | null {
  const { shelf, folder, problems, tell } = reading
  const written = writtenOf(reading)
  if (!written) return null
  const path = written.long ? ['work-rules', 'rules'] : ['work-rules']
  const found = shelf.work.find(written.rules, folder)
  if (found === null) {
    const all = shelf.work.known()
    const hint = /[./\\]/.test(written.rules)
      ? '：应是一个有 work.yaml 的文件夹，从 bureau.yaml 所在的文件夹算起'
      : `${nearest(written.rules, all)} 现有：${all.map((one) => one.id).join('、')}`
    tell('unknown-work-rules', `没有工作制度“${written.rules}”${hint}`, path)
    return null
  }
  const { rules, problems: ofRules } = shelf.work.read(found)
  problems.push(...ofRules.filter((one) => one.level === 'error'))
  return (
    rules && {
      rules,
      binds: new Map(Object.entries(written.binds)),
      facts: new Map(Object.entries(written.facts)),
    }
  )
}

/** Names what keeps the bureau from running its work rules. */
export function checkWork(
  reading: Reading,
  of: { work: BoundWork; roster: Roster; schemes: readonly Scheme[] },
): void {
  const written = writtenOf(reading)
  if (!written) return
  const fit = { ...of.work, ...of, leftOut: written['leaves-out'], today: reading.today }
  checkWorkFit(fit, (code, message, place) => {
    const title = of.work.rules.shortTitle
    if (place === 'rules') reading.tell(code, `不能按“${title}”运行：${message}`, ['work-rules'])
    else if ('bound' in place) reading.tell(code, message, ['work-rules', 'binds', place.bound])
    else if ('fact' in place) reading.tell(code, message, ['work-rules', 'facts', place.fact])
    else reading.tell(code, message, ['work-rules', 'leaves-out', place.leftOut, 'id'])
  })
}
