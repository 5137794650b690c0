import type { Day } from '../../base/day.js'
import type { Db } from '../../storage/database.js'
import { findFile } from '../../storage/files.js'
import type { Situation } from '../context.js'
import { isProvisional } from '../provisional.js'
import { type OwnRank, type ResultShown, resultOf } from '../publication/result-view.js'
import { textsOf } from '../texts.js'
import { type AppealRecord, type AppealStage, appealsSlice, stageOf } from './appeals.js'
import { answerDue } from './deadlines.js'
import { type AppealLine, factsOf, lineIn, wholeLine } from './lines.js'
import { bodyName, cycleOf } from './who.js'

/** An appeal with all that was written, for who asked and who answers. */
export interface AppealDetails {
  id: string
  assessee: string
  scheme: string
  year: string
  name: string
  by: string
  on: Day
  version: number
  further: boolean
  stage: AppealStage
  line: { name: string; clause: string; points: string; pointsMax: string | null } | null
  /** Facts that the line rests on, as the published statement has them. */
  facts: AppealFact[]
  total: string | null
  ranks: OwnRank[]
  /** '' where it was erased. */
  reason: string
  erased: boolean
  files: { id: string; name: string }[]
  answer: { by: string; on: Day; reason: string; reversed: number } | null
  /** The review that a further appeal goes on from. */
  before: { by: string; on: Day; reason: string; stage: AppealStage } | null
  due: { day: Day; provisional: boolean; workingDaysLeft: number; days: number; ruled: boolean }
  /** Who answers. */
  who: string
  /** The version that took the answer up; null while none did. */
  corrected: number | null
}

export interface AppealFact {
  id: string
  name: string
  clause: string
  says: string
  day: Day
  points: string
  counted: boolean
  note: string
  recordedBy: string
}

/** What a line is called. */
export function lineName(line: AppealLine | null | undefined): string {
  if (!line) return ''
  return line.fact ? `${line.part.name}：${line.fact.name}` : line.part.name
}

/** Files by their names; those that were erased are left out. */
export async function filesOf(
  { db }: { db: Db },
  ids: readonly string[],
): Promise<{ id: string; name: string }[]> {
  const files = await Promise.all(ids.map((id) => findFile(db, id)))
  return files.flatMap((file) => (file ? [{ id: file.id, name: file.name }] : []))
}

/** All of an appeal that its card shows; who may see it is looked at before. */
export async function detailsOf(seeing: Situation, appeal: AppealRecord): Promise<AppealDetails> {
  const { bureau, collected } = seeing
  const { roster } = bureau
  const { byId } = collected.of(appealsSlice)
  const first = appeal.further === null ? undefined : byId.get(appeal.further)
  const entries = [appeal, first].flatMap((one) =>
    one ? [one.id, ...(one.answered ? [one.answered.entry] : [])] : [],
  )
  const texts = await textsOf(seeing.db, entries, ['reason'])
  const reasonOf = (entry: string | undefined): string => texts.get(entry ?? '')?.reason ?? ''
  const result = await resultOf(seeing, appeal)
  const line = result ? lineIn(result.standing, appeal.line) : undefined
  const cycle = cycleOf(seeing, appeal.cycle)
  const due = answerDue(seeing, { answer: cycle?.scheme.windows.answer ?? null }, appeal.on)
  const { answered } = appeal
  return {
    id: appeal.id,
    assessee: appeal.assessee,
    scheme: result?.standing.scheme ?? '',
    year: result?.standing.year ?? '',
    name: result?.standing.name ?? roster.nameOf(appeal.assessee),
    by: roster.nameOf(appeal.by),
    on: appeal.on,
    version: appeal.version,
    further: appeal.further !== null,
    stage: stageOf(appeal),
    ...shownOf(result, appeal.line, line),
    reason: reasonOf(appeal.id),
    erased: appeal.erased,
    files: await filesOf(seeing, appeal.files),
    answer: answered && {
      by: roster.nameOf(answered.by),
      on: answered.on,
      reason: reasonOf(answered.entry),
      reversed: answered.reversed.length,
    },
    before: first?.answered
      ? {
          by: roster.nameOf(first.answered.by),
          on: first.answered.on,
          reason: reasonOf(first.answered.entry),
          stage: stageOf(first),
        }
      : null,
    due: {
      day: due.due,
      provisional: isProvisional(seeing, due.due),
      workingDaysLeft: seeing.calendar.workingDaysBetween(seeing.today, due.due),
      days: due.days,
      ruled: due.ruled,
    },
    who: bodyName(bureau, appeal),
    corrected: appeal.corrected,
  }
}

function shownOf(
  result: ResultShown | null,
  id: string,
  line: AppealLine | null | undefined,
): Pick<AppealDetails, 'line' | 'facts' | 'total' | 'ranks'> {
  if (!result) return { line: null, facts: [], total: null, ranks: [] }
  const facts = id === wholeLine ? [] : factsOf(result.standing, line ?? null)
  return {
    line: line
      ? {
          name: lineName(line),
          clause: line.fact?.clause ?? line.part.clause,
          points: line.fact?.points ?? line.part.points.settled,
          pointsMax: line.fact ? null : line.part.pointsMax,
        }
      : null,
    facts: facts.map((fact) => ({
      ...{ id: fact.id, name: fact.name, clause: fact.clause, says: fact.says, day: fact.day },
      ...{ points: fact.points, counted: fact.counted, note: fact.note },
      recordedBy: fact.recordedBy,
    })),
    total: result.standing.total.final,
    ranks: result.ranks,
  }
}
