import { yearName, yearSpan } from '../base/assessment-year.js'
import { writeFileSync } from 'node:fs'
import type { Command } from 'commander'
import { realClock } from '../base/clock.js'
import { dayAt, type Day } from '../base/day.js'
import type { PrintedBook } from '../base/printed.js'
import type { FactsFile } from '../factsfile/shape.js'
import { fillForm } from '../forms/fill.js'
import type { FormSource, SheetSubject, Subject } from '../forms/source.js'
import { levelsIn, placesIn, subjectOf } from '../forms/subject.js'
import { factsOf, factSubject, type FactWords } from '../forms/facts.js'
import type { Form } from '../scheme/model/forms.js'
import { levelNames } from '../scheme/model/levels.js'
import { scoreCycle } from '../scoring/engine.js'
import type { Assessee, ScoringInput } from '../scoring/input.js'
import { printBook } from '../sheets/print.js'
import { type Output, plainRefusal, print, refused } from './output.js'
import { problemIn, readAsOf, readFacts, readInput, schemeFolder } from './scoring-files.js'

interface FormOptions {
  facts: string
  /** Id of the form; the forms that there are are listed without it. */
  form?: string
  scheme?: string
  /** Whose: assessee, unit or rater; everybody's without it. */
  of?: string
  quarter?: string
  choices?: string
  asOf?: string
  out?: string
}

/** Adds `kaohe form`: fills in an official form from a facts file, as a workbook to print and sign. */
export function addForm(program: Command): void {
  program
    .command('form')
    .description('按事实文件填写考核办法的表（附件、登记表、汇总表），写成可以打印签字的 .xlsx')
    .argument('<facts>', '事实文件；机器人的先用 kaohe export 写出来')
    .option('--form <id>', '哪一张表；不写就列出这份办法的表')
    .option('--of <id>', '只填一个对象、单位或评分人的；不写就每个一页')
    .option('--quarter <number>', '按季的表写第几季度：1 到 4')
    .option('--out <file>', '写到哪个文件（.xlsx）')
    .option('--scheme <folder>', '考核办法的目录；不写即事实文件里 scheme 所写的')
    .option('--choices <file>', '另行决定的选择，每行“选择: 可选项”')
    .option('--as-of <day>', '计算到哪一天，如 2025-09-30')
    .action(async (facts: string, options: Omit<FormOptions, 'facts'>) => {
      print(await form({ ...options, facts }))
    })
}

/** The command without its printing. Exit 0: written, or the forms listed; 2 with every problem. */
export async function form(options: FormOptions): Promise<Output> {
  const asOf = readAsOf(options.asOf)
  const read = readFacts(options.facts)
  const folder = schemeFolder(options.scheme, read, options.facts)
  const before = [...asOf.problems, ...read.problems]
  if (folder === null) {
    const message = '不知道用哪份考核办法：请写 --scheme 目录，或在事实文件里写 scheme'
    return refused(before.length > 0 ? before : [problemIn(options.facts, 'no-scheme', message)])
  }
  const from = { folder, choices: options.choices, asOf: asOf.day }
  const { input, facts, problems } = readInput(read, from)
  if (input === null || facts === null || before.length + problems.length > 0) {
    return refused([...before, ...problems])
  }
  const { forms } = input.scheme
  const wanted = forms.find(({ id }) => id === options.form)
  if (options.form === undefined) {
    return {
      exitCode: 0,
      lines: forms.map(({ id, name, clause }) => `${id}  ${name}（${clause}）`),
    }
  }
  if (!wanted) {
    const known = forms.map(({ id }) => id).join('、') || '无'
    return plainRefusal(`这份办法没有叫“${options.form}”的表，有的是：${known}`)
  }
  const quarter = quarterOf(wanted, options.quarter)
  if (typeof quarter === 'string') return plainRefusal(quarter)
  if (options.out === undefined) return plainRefusal('请写明写到哪个文件：--out 文件.xlsx')
  const book = bookOf(wanted, { input, facts, quarter }, options.of)
  if (book === null) return plainRefusal(`没有可以填的：${options.of ?? '这份事实文件里没有'}`)
  writeFileSync(options.out, await printBook(book))
  return { exitCode: 0, lines: [`已写 ${options.out}：${wanted.name}，${book.sheets.length} 页`] }
}

/** A form filled in from a facts file, a sheet for each of whom it is, or of `of` alone; null where there is nobody. */
export function bookOf(wanted: Form, filling: Filling, of?: string): PrintedBook | null {
  const sheets = sheetsOf(wanted, filling).filter(({ key }) => of === undefined || key === of)
  return sheets.length === 0 ? null : fillForm(wanted, sourceOf(filling), sheets)
}

function quarterOf({ quarterly }: Form, text: string | undefined): number | null | string {
  if (!quarterly) return text === undefined ? null : '这张表不按季，不写 --quarter'
  if (text === undefined || !/^[1-4]$/.test(text)) return '这张表按季：请写 --quarter 1 到 4'
  return Number(text)
}

/** What is filled in from; `quarter` of a form for one. */
export interface Filling {
  input: ScoringInput
  facts: FactsFile
  quarter: number | null
}

function sourceOf({ input, quarter }: Filling): FormSource {
  const { scheme, year, asOf } = input
  return {
    ...{
      scheme,
      year: yearName(scheme.begins, year),
      quarter,
      asOf,
      madeOn: dayAt(realClock().now()),
    },
    bureau: scheme.issuer,
    state: `截至${asOf}`,
  }
}

/** A sheet for each of whom the form is, with the id it is chosen by. */
function sheetsOf(form: Form, filling: Filling): (SheetSubject & { key: string })[] {
  const { input } = filling
  const subjects = subjectsOf(filling)
  const all = input.assessees.flatMap(({ id }) => subjects(id) ?? [])
  const bare = { self: null, unit: '', rater: '', fact: null, subjects: all }
  switch (form.of) {
    case 'cycle':
      return [{ ...bare, key: '', name: form.name }]
    case 'assessee':
      return all.map((self) => ({ ...bare, key: self.id, name: self.name, self }))
    case 'unit':
      return unitsIn(input).map(({ id, name }) => {
        const own = input.assessees.filter(({ unit }) => unit === id)
        return {
          ...bare,
          key: id,
          name,
          unit: name,
          subjects: own.flatMap((one) => subjects(one.id) ?? []),
        }
      })
    case 'rater':
      return ratersOf(form, filling, all)
    case 'fact':
      return factsOf(form, input.facts).map((one, index) => {
        const fact = factSubject(input, one, wordsOf(filling))
        return { ...bare, fact, unit: fact.unit, key: one.id, name: `${fact.unit}${index + 1}` }
      })
  }
}

function wordsOf({ input, facts }: Filling): FactWords {
  const names = new Map(
    [...facts.roster.people, ...input.units].map(({ id, name }) => [id, name ?? id]),
  )
  return {
    nameOf: (id) => names.get(id) ?? id,
    textOf: ({ note = '' }) => note,
    evidenceOf: ({ evidence = [] }) => evidence.join('、'),
    approvedOf: ({ approvedBy }) => (approvedBy === undefined ? '' : (names.get(approvedBy) ?? '')),
  }
}

function ratersOf(
  form: Form,
  { input, facts }: Filling,
  all: readonly Subject[],
): (SheetSubject & { key: string })[] {
  const given = input.ratings.filter(({ part }) => part === form.part)
  const names = new Map(facts.roster.people.map(({ id, name }) => [id, name]))
  return [...new Set(given.map(({ assessor }) => assessor))].sort().map((rater) => {
    const own = new Map(
      given.filter(({ assessor }) => assessor === rater).map((one) => [one.assessee, one.points]),
    )
    const name = names.get(rater) ?? rater
    const subjects = all.map((one) => ({ ...one, given: own.get(one.id) ?? null }))
    return { key: rater, name, rater: name, self: null, unit: '', fact: null, subjects }
  })
}

function unitsIn({ units, assessees }: ScoringInput): { id: string; name: string }[] {
  return units.filter(({ id }) => assessees.some(({ unit }) => unit === id))
}

/** Everybody as forms speak of them, by id. */
function subjectsOf({ input, quarter }: Filling): (id: string) => Subject | null {
  const { scheme, assessees, year } = input
  const result = scoreCycle(input)
  const statements = new Map(result.statements.map((one) => [one.assessee, one]))
  const places = placesIn(result, new Map(scheme.grades.map(({ id, name }) => [id, name])))
  const names = new Map(
    [...scheme.units, ...scheme.roles, ...input.units].map(({ id, name }) => [id, name]),
  )
  const byId = new Map(assessees.map((one) => [one.id, one]))
  const taskNames = new Map(
    (input.tasks ?? []).map(({ part, id, name }) => [`${part}/${id}`, name]),
  )
  const reasons = (one: Assessee) =>
    input.entered
      .filter(({ assessee, note }) => assessee === one.id && note !== undefined)
      .map(({ part, points, note }) => [part, { figure: points, reason: note ?? '' }] as const)
  const period = `${year}-Q${quarter ?? ''}`
  return (id) => {
    const one = byId.get(id)
    if (!one) return null
    const statement = statements.get(id) ?? null
    return subjectOf(one, statement, {
      ...{
        scheme,
        on: lastDay(input.asOf, yearSpan(scheme.begins, year).to),
        place: places.get(id),
      },
      unitName: (unit) => names.get(unit) ?? unit,
      officeName: (office) => names.get(office) ?? office,
      taskName: (task) => taskNames.get(task),
      assessed: new Map(reasons(one)),
      levels: levelsIn(
        (input.periodGrades ?? []).filter(({ assessee }) => assessee === id),
        period,
        levelNames(scheme),
      ),
    })
  }
}

function lastDay(asOf: Day, end: Day): Day {
  return asOf < end ? asOf : end
}
