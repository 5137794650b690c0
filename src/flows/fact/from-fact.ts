import type { Seeing } from '../context.js'
import { textsOf } from '../texts.js'
import { noDraft, noWords, type RecordDraft } from './draft.js'
import type { FactRecord } from './facts.js'

/** The form as it was filled in for a fact that was sent back. */
export async function wordsOfFact(
  { db }: Pick<Seeing, 'db'>,
  { id, body, day }: FactRecord,
): Promise<RecordDraft> {
  const texts = (await textsOf(db, [id], ['note', 'matter'])).get(id)
  const joint = body.joint ?? []
  const rows = (pick: (row: (typeof joint)[number]) => string | undefined) =>
    Object.fromEntries(
      joint.flatMap((row) => {
        const value = pick(row)
        return value === undefined ? [] : [[row.who, value]]
      }),
    )
  return {
    ...noDraft,
    kind: body.kind,
    files: body.files ?? [],
    words: {
      ...noWords,
      whom: body.persons.length > 0 ? body.persons : body.units,
      day,
      occasion: body.occasion ?? '',
      sort: body.sort ?? '',
      levels: body.levels ?? [],
      answers: body.answers ?? {},
      quantity: body.quantity ?? '',
      times: body.times === undefined ? '' : `${body.times}`,
      sent: (body.sent ?? '').replace('T', ' '),
      done: (body.done ?? '').replace('T', ' '),
      points: body.points ?? {},
      matter: body.matter ?? '',
      note: texts?.note ?? '',
      as: rows((row) => row.as),
      share: rows((row) => row.share),
    },
  }
}
