import { periodId } from '../base/assessment-year.js'
import { addMonths, day, type Month, monthOf, yearIn } from '../base/day.js'
import { nearestWord } from '../base/nearest.js'
import { refuse, type Refusal } from '../base/refusal.js'
import { charactersOf, countCharacters, shorten } from '../base/text.js'
import { daysSaid } from './away/days-said.js'
import type { CardRef } from './cards.js'
import type { Context } from './context.js'

/** What may stand behind a command's word; without it the command is about the person and today. `words`: anything. */
export type Argument = 'none' | 'person' | 'unit' | 'month' | 'days' | 'words'

/** Something that people can ask for by a word. */
export interface Command {
  /** What it is called in answers; the first thing to type. */
  name: string
  /** Every word for it, English ones without the slash, in lower case. */
  words: readonly string[]
  argument: Argument
  /** The card that answers; `about`: id of the person or unit, the month, the words (of days: as they were read), or null. Refusals: what it says itself. */
  card(ctx: Context, about: string | null): Promise<CardRef | Refusal>
}

/** A message as a command: which, and what stood behind its word; or why it is none. */
export type Read = { command: Command; argument: string } | Refusal

/**
 * Reads a message: its first word, however it was typed (full-width letters, capitals, a slash or 、 before it,
 * signs behind it), and what follows. Nothing but signs asks for help.
 * @refuses unknown-command-near, unknown-command
 */
export function readCommand(commands: readonly Command[], text: string): Read {
  const typed = bare(text.normalize('NFKC').toLowerCase())
  const [word = '', ...rest] = typed.split(/[^\p{L}\p{N}]+/u)
  const argument = bare(typed.replace(word, ''))
  const command = commands.find(
    ({ words }) => words.includes(typed) || words.includes(word || '帮助'),
  )
  if (command) return { command, argument: rest.length > 0 ? argument : '' }
  const beside = besideDays(commands, typed)
  if (beside) return beside
  const quoted = shorten(text, 20)
  const near = commandNear(commands, typed, word)
  return near && near.name !== '帮助'
    ? refuse('unknown-command-near', { text: quoted, near: near.name })
    : refuse('unknown-command', { text: quoted })
}

/** A command about days that is written together with them: 请假明天, 明天请假, 我后天下午请假. */
function besideDays(commands: readonly Command[], typed: string): Read | null {
  const text = typed.replace(/^我(?:想|要)?/u, '')
  for (const command of commands.filter(({ argument }) => argument === 'days')) {
    for (const word of command.words) {
      const [before = '', behind = '', ...more] = text.split(word).map(bare)
      const argument = before || behind
      const isBoth = before !== '' && behind !== ''
      if (more.length > 0 || isBoth || !text.includes(word) || argument === '') continue
      if (daysSaid(argument, anyDay)) return { command, argument }
    }
  }
  return null
}

/** What is a day is one whatever day it is. */
const anyDay = day('2024-01-01')

/**
 * One that the text begins with (我的得分柯雨桐), that is a slip away, or that stands in a sentence (我明天想请一天假): the longest,
 * its two letters a little apart where nobody wrote them together.
 */
function commandNear(
  commands: readonly Command[],
  typed: string,
  word: string,
): Command | undefined {
  const all = commands.flatMap(({ words }) => words)
  const begun = all.filter((each) => typed.startsWith(each)).sort()
  const near = begun.at(-1) ?? nearestWord(word, all) ?? wordWithin(typed, all)
  return commands.find(({ words }) => near !== undefined && words.includes(near))
}

function wordWithin(typed: string, all: readonly string[]): string | undefined {
  const chinese = all.filter((each) => /^\p{Script=Han}{2,}$/u.test(each))
  const within = chinese.filter((each) => typed.includes(each))
  const longest = within.sort((a, b) => countCharacters(b) - countCharacters(a))[0]
  return longest ?? chinese.find((each) => isApart([...charactersOf(each)], typed))
}

/** So many letters may stand between: 请(一天)假. */
const apartMost = 4

function isApart([first = '', second = '', ...more]: readonly string[], typed: string): boolean {
  if (more.length > 0) return false
  const letters = [...charactersOf(typed)]
  const from = letters.indexOf(first)
  const to = from === -1 ? -1 : letters.indexOf(second, from + 1)
  return to !== -1 && to - from - 1 <= apartMost
}

/** Without the signs, blanks and emoji around it. */
function bare(text: string): string {
  return text.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '')
}

/**
 * The card that a command asks for; besides the command's own refusals, that it takes nothing behind it, or that there
 * is nothing of that name.
 * @refuses command-alone, argument-person, argument-unit, argument-month, argument-days
 */
export async function cardAsked(
  ctx: Context,
  { command, argument }: Exclude<Read, Refusal>,
): Promise<CardRef | Refusal> {
  if (argument === '') return command.card(ctx, null)
  const about = aboutOf(ctx, command.argument, argument)
  if (about !== null) return command.card(ctx, about)
  const values = { text: shorten(argument, 20), name: command.name }
  return refuse(
    command.argument === 'none' ? 'command-alone' : `argument-${command.argument}`,
    values,
  )
}

function aboutOf(ctx: Context, kind: Argument, text: string): string | null {
  const { roster, history } = ctx.bureau
  switch (kind) {
    case 'none':
      return null
    case 'person':
      return idOf(text, history.people, ctx.person)
    case 'unit':
      return idOf(text, roster.units, null)
    case 'month':
      return monthAsked(ctx, text)
    case 'days':
      return daysSaid(text, ctx.today) && text
    case 'words':
      return text
  }
}

/** Who or what has this name as it was read; of several the one meant first. */
function idOf(
  text: string,
  all: readonly { id: string; name: string }[],
  first: string | null,
): string | null {
  const named = all.filter(({ name }) => name.normalize('NFKC').toLowerCase() === text)
  return (named.find(({ id }) => id === first) ?? named[0])?.id ?? null
}

/** `8月`, `2025-08`, `2025年8月`, `上月`, `本月`. A month without its year is one of the cycle's. */
function monthAsked(ctx: Context, text: string): Month | null {
  const now = monthOf(ctx.today)
  if (/^(?:本|这个)月$/.test(text)) return now
  if (/^上个?月$/.test(text)) return addMonths(now, -1)
  const found = /^(?:(?<year>\d{4})\s*[年./-]\s*)?(?<month>\d{1,2})\s*月?(?:份)?$/.exec(
    text,
  )?.groups
  const number = Number.parseInt(found?.month ?? '', 10)
  if (!(number >= 1 && number <= 12)) return null
  const padded = `${number}`.padStart(2, '0')
  if (found?.year) return `${found.year}-${padded}`
  const [latest] = ctx.bureau.cycles
  if (latest === undefined) return `${yearIn(ctx.today)}-${padded}`
  return periodId(latest.scheme.begins, `${latest.year}`, padded)
}
