import type { FormCell, FormPiece } from '../scheme/model/forms.js'
import { partsOf } from '../scheme/model/tree.js'
import type { FormSource, Item, SheetSubject, Subject } from './source.js'
import { exactText, points, sum } from '../base/points.js'

/** What a row speaks of. */
export interface Speaking {
  source: FormSource
  sheet: SheetSubject
  subject: Subject | null
  item: Item | null
  /** Of a table's row, from 1. */
  number: number | null
}

/** A text, or an exact decimal that stands alone. */
export type Said = string | { figure: string }

/** What a cell says: a figure that is alone in it stays one. */
export function said(cell: Pick<FormCell, 'says'>, speaking: Speaking): Said {
  const [only, ...more] = cell.says
  if (only === undefined) return ''
  if (more.length === 0) return pieceOf(only, speaking)
  return cell.says.map((piece) => textOf(pieceOf(piece, speaking))).join('')
}

function textOf(value: Said): string {
  return typeof value === 'string' ? value : value.figure
}

function pieceOf(piece: FormPiece, speaking: Speaking): Said {
  if (typeof piece === 'string') return piece
  return sources[piece.source]?.(speaking, piece.of ?? '') ?? ''
}

type Source = (speaking: Speaking, of: string) => Said | null | undefined

function figure(value: string | null | undefined): Said | null {
  return value == null ? null : { figure: value }
}

const quarters = ['一', '二', '三', '四']

function chineseDay(day: string): string {
  const [year = '', month = '', date = ''] = day.split('-')
  return `${year}年${Number(month)}月${Number(date)}日`
}

/** By the names that `formSources` knows; what gives nothing leaves its place empty. */
const sources: Readonly<Record<string, Source>> = {
  bureau: ({ source }) => source.bureau,
  issuer: ({ source }) => source.scheme.issuer,
  scheme: ({ source }) => source.scheme.shortTitle,
  year: ({ source }) => source.year,
  quarter: ({ source }) => quarters[(source.quarter ?? 0) - 1],
  'as-of': ({ source }) => chineseDay(source.asOf),
  'made-on': ({ source }) => chineseDay(source.madeOn),
  state: ({ source }) => source.state,
  'max-of': ({ source }, of) => figure(mostOf(source, of)),
  unit: ({ sheet, subject }) => subject?.unit ?? sheet.unit,
  name: ({ subject }) => subject?.name,
  post: ({ subject }) => subject?.post,
  tier: ({ subject }) => subject?.tier,
  group: ({ subject }) => subject?.group,
  total: ({ subject }) => figure(subject?.total),
  rank: ({ subject }) => figure(subject?.rank == null ? null : `${subject.rank}`),
  grade: ({ subject }) => subject?.grade,
  points: ({ subject }, of) => figure(subject?.figures.get(of)?.points),
  own: ({ subject }, of) => figure(subject?.figures.get(of)?.own),
  max: ({ subject }, of) => figure(subject?.figures.get(of)?.max),
  level: ({ subject }, of) => subject?.levels.get(of),
  levels: ({ subject }, of) =>
    subject?.periods
      .get(of)
      ?.map((one) => one.join('：'))
      .join('；'),
  self: ({ subject }, of) => figure(selfOf(subject, of)),
  'self-reason': ({ subject }, of) => subject?.selves.get(of)?.reason,
  reason: ({ subject }, of) => subject?.assessed.get(of)?.reason,
  number: ({ number }) => figure(number === null ? null : `${number}`),
  item: ({ item }) => item?.name,
  'item-says': ({ item }) => item?.says,
  'item-group': ({ item }) => item?.group,
  'item-group-max': ({ item }) => figure(item?.groupMax),
  'item-max': ({ item }) => figure(item?.max),
  'item-self': ({ subject, item }) => figure(subject?.selves.get(item?.id ?? '')?.figure),
  'item-self-reason': ({ subject, item }) => subject?.selves.get(item?.id ?? '')?.reason,
  'item-points': ({ item }) => figure(item?.points),
  'item-reason': ({ subject, item }) => subject?.assessed.get(item?.id ?? '')?.reason,
  'item-scorers': ({ item }) => item?.scorers,
  rater: ({ sheet }) => sheet.rater,
  given: ({ subject }) => figure(subject?.given),
  'fact-rule': ({ sheet }) => sheet.fact?.rule,
  'fact-day': ({ sheet }) => sheet.fact && chineseDay(sheet.fact.day),
  'fact-who': ({ sheet }) => sheet.fact?.who,
  'fact-text': ({ sheet }) => sheet.fact?.text,
  'fact-evidence': ({ sheet }) => sheet.fact?.evidence,
  'fact-points': ({ sheet }) => figure(sheet.fact?.points),
  'fact-approved': ({ sheet }) => sheet.fact?.approved,
}

/** What somebody gave itself in a part: as a whole, or its tasks together. */
function selfOf(subject: Subject | null, part: string): string | null {
  const whole = subject?.selves.get(part)
  if (whole) return whole.figure
  const tasks = [...(subject?.selves ?? [])].filter(([id]) => id.startsWith(`${part}.`))
  const figures = tasks.flatMap(([, { figure: one }]) => (one === null ? [] : [points(one)]))
  return figures.length === 0 ? null : exactText(sum(figures))
}

/** The most that a part of the scheme gives; null where it has no figure of its own. */
function mostOf({ scheme }: FormSource, id: string): string | null {
  const part = partsOf(scheme.total).find((one) => one.id === id)
  return part?.points ? exactText(part.points) : null
}
