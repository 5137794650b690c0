import { basename, resolve } from 'node:path'
import { sha256 } from '../base/ids.js'
import { canonicalJson } from '../base/json.js'
import { type Problem, sortProblems } from '../base/problem.js'
import { buildChoice, sentencesOfChoices } from '../scheme/language/choices.js'
import { readFolder, type Source } from '../scheme/language/source.js'
import { checkQuotes } from '../scheme/read/quotes.js'
import { buildAttendance, buildHandover, buildReport, buildTable } from './build.js'
import { buildChain } from './build-chains.js'
import { buildComplaints, buildLimit } from './build-limits.js'
import { buildLeave } from './build-leave.js'
import { checkWhole } from './check.js'
import { buildAccountability } from './accountability-build.js'
import { buildMajor } from './major-build.js'
import { buildMeetings } from './meetings-build.js'
import type { WorkRules } from './model.js'
import { WorkPlace, WorkReader } from './reader.js'
import { type Draft, fileShape, workRulesShape } from './shape.js'

/** The file of a folder that makes it one of work rules. */
export const mainFile = 'work.yaml'

/** What reading work rules gives. */
export interface WorkRulesRead {
  /** Null when there is an error among the problems. */
  rules: WorkRules | null
  problems: Problem[]
  /** Where something written stands, for what is found out later. */
  placeOf: Source<Draft>['placeOf']
}

/**
 * Reads a folder of work rules. All that is wrong comes back at once, each with file, line and column; the rules are
 * null when any of it is an error. Never throws for what is written in the files.
 */
export function readWorkRules(folder: string): WorkRulesRead {
  const source = readFolder(folder, { main: mainFile, file: fileShape, whole: workRulesShape })
  const { placeOf, draft } = source
  if (draft === null) return { rules: null, problems: sortProblems(source.problems), placeOf }
  const reader = new WorkReader(source, draft)
  const version = `${draft.year}-${sha256(canonicalJson(source.raw)).slice(0, 12)}`
  const built = build(reader, basename(resolve(folder)), version)
  checkWhole(reader, built)
  reader.reportUnusedFigures()
  const quoted = checkQuotes(reader, folder)
  const problems = sortProblems([...source.problems, ...reader.problems, ...quoted])
  const rules = problems.some((one) => one.level === 'error') ? null : built
  return { rules, problems, placeOf }
}

function build(reader: WorkReader, id: string, version: string): WorkRules {
  const { draft } = reader
  const alternatives = sentencesOfChoices(reader)
  const at = (owner: string, ...path: (string | number)[]) => new WorkPlace(reader, path, [owner])
  const rules: WorkRules = {
    id,
    title: draft.title,
    shortTitle: draft['short-title'],
    issuer: draft.issuer,
    year: draft.year,
    version,
    clauses: Object.entries(draft.clauses).map(([clause, about]) => ({ id: clause, about })),
    roles: draft.roles.map((one) => ({ id: one.role, name: one.name })),
    ranks: draft.ranks.map((one, index) => ({
      id: one.rank,
      name: one.name,
      clause: one.clause,
      roles: at(one.rank, 'ranks', index).knownAll('role', 'roles', one.roles),
    })),
    leave: buildLeave(draft.leave, at('leave', 'leave')),
    chains: draft.chains.map((one, index) => buildChain(one, at(one.chain, 'chains', index))),
    limits: draft.limits.map((one, index) => buildLimit(one, at(one.limit, 'limits', index))),
    reports: draft.reports.map((one, index) => buildReport(one, at(one.report, 'reports', index))),
    tables: draft.tables.map((one, index) => buildTable(one, at(one.table, 'tables', index))),
    attendance:
      draft.attendance === undefined
        ? null
        : buildAttendance(draft.attendance, at('attendance', 'attendance')),
    handover:
      draft.handover === undefined
        ? null
        : buildHandover(draft.handover, at('handover', 'handover')),
    complaints:
      draft.complaints === undefined
        ? null
        : buildComplaints(draft.complaints, at('complaints', 'complaints')),
    meetings:
      draft.meetings === undefined
        ? null
        : buildMeetings(draft.meetings, at('meetings', 'meetings')),
    major: draft.major === undefined ? null : buildMajor(draft.major, at('major', 'major')),
    accountability:
      draft.accountability === undefined
        ? null
        : buildAccountability(draft.accountability, at('accountability', 'accountability')),
    choices: [],
    notes: draft.notes.map((one) => ({
      point: one.point ?? null,
      clause: one.clause ?? null,
      says: one.says,
    })),
  }
  // Which places a choice sets is known once everything else is built.
  rules.choices = draft.choices.map((one, index) =>
    buildChoice(reader, one, ['choices', index], alternatives),
  )
  return rules
}
