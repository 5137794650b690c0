import { dayText } from '../../base/day.js'
import { points } from '../../base/points.js'
import { type Fault, fault, refuse, refuseForm, type Refusal } from '../../base/refusal.js'
import { bandOf } from '../../scoring/votes/votes.js'
import { addSheet } from '../../storage/vote-boxes.js'
import { type Context, done, type Outcome, type Situation } from '../context.js'
import { blankCell, cellOf } from './cells.js'
import { sheetTaken } from './entries.js'
import { figureField, pickField } from './fields.js'
import type { SheetFilled } from './intents.js'
import { nameOfJudged, optionsOf } from './names.js'
import { limitsOn, votedPart, type VotedPart } from './parts.js'
import { judgedOn, sheetsFor, sheetsLeft, type VoteRecord, votesSlice } from './votes.js'

/** What somebody chose not to say anything on. */
export const abstains = 'abstain'

/** Whether a vote takes sheets: it has not ended, and its last day is not over. */
export function takesSheets({ today }: Pick<Situation, 'today'>, vote: VoteRecord): boolean {
  return vote.end === null && today <= vote.due
}

/** Names said of a fault; of more their number is said. */
const namesMax = 3

/**
 * One sheet is handed in, once and for good. In one transaction that it was handed in goes to the ledger and what stood on it
 * into the sealed sums, and nowhere else: no answer, card, notice or log of it says more than that.
 * @refuses vote-unknown, vote-not-yours, vote-over, vote-taken, {@link wrongIn}, vote-box
 */
export async function handIn(ctx: Context, of: SheetFilled): Promise<Outcome> {
  const vote = ctx.collected.of(votesSlice).byId.get(of.vote)
  if (!vote || !vote.sheets[of.sheet - 1]) return refuse('vote-unknown')
  const voters = vote.classOf.get(ctx.person)
  const sheets = sheetsFor(vote, ctx.person)
  if (voters === undefined || !sheets.includes(of.sheet)) return refuse('vote-not-yours')
  if (!takesSheets(ctx, vote)) return refuse('vote-over', { due: dayText(vote.due) })
  if (!sheetsLeft(vote, ctx.person).includes(of.sheet)) return refuse('vote-taken')
  const marks = marksOf(ctx, vote, of)
  const wrong = wrongIn(ctx, vote, { filled: of, marks })
  if (wrong) return wrong
  const { bureau } = ctx
  const box = { bureau: bureau.id, vote: vote.id, sheet: of.sheet, voters }
  if (await addSheet(ctx.tx, box, cellsIn(vote, of.sheet, marks))) return refuse('vote-box')
  sheetTaken.write(ctx, { cycle: vote.cycle, about: vote.id, body: { sheet: of.sheet } })
  const left = sheets.length - (vote.taken.get(ctx.person)?.size ?? 0) - 1
  return left === 0 ? done('vote-handed-in') : done('vote-handed-in-next', { left: `${left}` })
}

/** What each assessee of a sheet was given. */
type Marks = ReadonlyMap<string, readonly string[]>

/** Everything that was said on each: what was chosen or typed, else what the rest is given. */
function marksOf(ctx: Context, vote: VoteRecord, of: SheetFilled): Marks {
  return new Map(
    judgedOn(vote, of.sheet, ctx.person).map((one) => {
      const picked = Object.entries(of.picks).flatMap(([option, people]) =>
        people.includes(one) ? [option] : [],
      )
      const figure = of.figures[one] ?? ''
      const own = figure === '' ? picked : [figure, ...picked]
      return [one, own.length > 0 ? own : of.rest === '' ? [] : [of.rest]]
    }),
  )
}

/** @refuses vote-option, vote-foreign, vote-twice, vote-figure, vote-too-many, vote-incomplete */
function wrongIn(
  ctx: Context,
  vote: VoteRecord,
  of: { filled: SheetFilled; marks: Marks },
): Refusal | null {
  const { filled, marks } = of
  const faults: Fault[] = [
    ...restFaults(vote, filled),
    ...pickFaults(ctx, vote, of),
    ...('options' in vote.choices ? [] : figureFaults(ctx, vote, of)),
    ...limitFaults(ctx, vote, marks),
  ]
  const silent = [...marks].flatMap(([one, given]) => (given.length === 0 ? [one] : []))
  if (silent.length > 0) {
    faults.push(fault('rest', 'vote-incomplete', named(ctx, vote, silent)))
  }
  return refuseForm(faults)
}

function named(ctx: Context, vote: VoteRecord, people: readonly string[]): Record<string, string> {
  const names = people.slice(0, namesMax).map((one) => nameOfJudged(ctx, vote, one))
  return { count: `${people.length}`, names: names.join('、') }
}

/** Whether something can be given to an assessee: an option, a whole figure, or nothing on purpose. */
function isChoice({ choices }: VoteRecord, given: string): boolean {
  return given === abstains || placeOf(choices, given) !== null
}

function placeOf(choices: VoteRecord['choices'], given: string): number | null {
  if ('options' in choices) {
    const at = choices.options.indexOf(given)
    return at < 0 ? null : at
  }
  if (!/^-?\d{1,6}$/.test(given)) return null
  const at = Number.parseInt(given, 10) - choices.from
  return at >= 0 && at <= choices.to - choices.from ? at : null
}

function restFaults(vote: VoteRecord, { rest }: SheetFilled): Fault[] {
  if (rest === '' || isChoice(vote, rest)) return []
  return 'options' in vote.choices
    ? [fault('rest', 'vote-option')]
    : [fault('rest', 'vote-figure', { name: '其余各人', ...ends(vote) })]
}

function ends({ choices }: VoteRecord): Record<string, string> {
  return 'options' in choices ? {} : { from: `${choices.from}`, to: `${choices.to}` }
}

/** Options that there are not, people who are not on the sheet, and people chosen for several options. */
function pickFaults(
  ctx: Context,
  vote: VoteRecord,
  { filled, marks }: { filled: SheetFilled; marks: Marks },
): Fault[] {
  const faults: Fault[] = []
  for (const [option, people] of Object.entries(filled.picks)) {
    if (people.length === 0) continue
    const field = `${pickField}${option}`
    if (!isChoice(vote, option)) faults.push(fault(field, 'vote-option'))
    else if (people.some((one) => !marks.has(one))) faults.push(fault(field, 'vote-foreign'))
  }
  const options = optionsOf(ctx, vote)
  for (const [one, given] of marks) {
    if (given.length < 2) continue
    const names = given.map((each) => options.get(each) ?? each)
    const values = { name: nameOfJudged(ctx, vote, one), options: names.join('、') }
    faults.push(fault(`${pickField}${given.at(-1)}`, 'vote-twice', values))
  }
  return faults
}

function figureFaults(
  ctx: Context,
  vote: VoteRecord,
  { filled, marks }: { filled: SheetFilled; marks: Marks },
): Fault[] {
  return Object.entries(filled.figures).flatMap(([one, figure]) => {
    const field = `${figureField}${one}`
    if (!marks.has(one)) return figure === '' ? [] : [fault(field, 'vote-foreign')]
    if (figure === '' || isChoice(vote, figure)) return []
    return [fault(field, 'vote-figure', { name: nameOfJudged(ctx, vote, one), ...ends(vote) })]
  })
}

/** Bands that more have than may. */
function limitFaults({ bureau }: Context, vote: VoteRecord, marks: Marks): Fault[] {
  const of = votedPart(bureau, vote)
  // What can be given was fixed when the vote was opened, whatever an amendment has made of the scale.
  if (!of || of.scale.listed !== 'options' in vote.choices) return []
  const bands = [...marks.values()].flatMap(([given]) => bandGiven(of, vote, given) ?? [])
  return limitsOn(of, marks.size).flatMap(({ band, name, most }) => {
    const count = bands.filter((one) => one === band).length
    const field = 'options' in vote.choices ? `${pickField}${band}` : 'rest'
    const values = { name, most: `${most}`, count: `${count}`, all: `${marks.size}` }
    return count > most ? [fault(field, 'vote-too-many', values)] : []
  })
}

/** The band of what an assessee was given; null for nothing, or what can't be given. */
function bandGiven(
  { scale }: VotedPart,
  vote: VoteRecord,
  given: string | undefined,
): string | null {
  if (given === undefined || placeOf(vote.choices, given) === null) return null
  return 'options' in vote.choices ? given : bandOf(scale, points(given)).id
}

/** The cells of the sheet's box that are marked; of a sheet that says nothing on anybody the one for these. */
function cellsIn(vote: VoteRecord, sheet: number, marks: Marks): number[] {
  const people = vote.sheets[sheet - 1] ?? []
  const cells = people.flatMap((one, at) => {
    const [given] = marks.get(one) ?? []
    const choice = given === undefined ? null : placeOf(vote.choices, given)
    return choice === null ? [] : [cellOf(vote.choices, at, choice)]
  })
  return cells.length > 0 ? cells : [blankCell(vote.choices, people.length)]
}
