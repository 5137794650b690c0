import { type Job, nextPart } from '../jobs.js'
import { sendCards } from '../notices.js'
import { readSnapshot, type Snapshot } from './results.js'

/** Who gets a result of their own: who is assessed, or who belongs to a unit that is. */
export function readersOf({ words, result }: Snapshot): string[] {
  return words.assesses === 'unit'
    ? Object.keys(words.members)
    : result.statements.map((statement) => statement.assessee)
}

/** Sends each their result of a publication (the period is its id), in parts: what a part wrote stays. */
export const sendResults: Job = {
  name: 'results-send',
  title: '发个人考核结果',
  missed: 'each',
  asked: true,
  due: () => [],
  async run(ctx, publication, after) {
    const read = await readSnapshot(ctx.db, publication)
    if (!read) return null
    const { part, next } = nextPart(readersOf(read.snapshot), after, (person) => person)
    const card = { kind: 'result', key: publication }
    await sendCards(
      ctx,
      part.map((person) => ({ person, card })),
    )
    return next
  },
}
