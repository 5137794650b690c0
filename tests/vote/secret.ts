import { must } from '../../src/base/bug.js'
import { canonicalJson, type Json } from '../../src/base/json.js'
import { sleep } from '../../src/base/real-time.js'
import { viewOf } from '../../src/flows/all.js'
import { openBoxes } from '../../src/storage/vote-boxes.js'
import { testDatabase, type TestBureau } from '../report/bureau.js'
import { colleagues, votedScheme, votingIn } from './bureau.js'
import { copyOf, type Copy } from './copies.js'

/** What a voter gives: all of a sheet alike, but one. */
export type Choice = 'superb' | 'dreadful'

/** What somebody who owns everything but the key sees of a vote. */
export interface Watched {
  voters: string[]
  /** Before the first vote, and after each: the database, what every voter and the office is shown, what was said. */
  copies: Copy[]
  /** After the vote was counted and its traces cleaned. */
  after: Copy
  /** What the boxes held at each moment, for who has the key. */
  opened: string[]
  /** What the vote gave for somebody on whom each said what they chose. */
  tally: Readonly<Record<string, number>>
}

interface Watching {
  open?: Open
  /** Everybody has handed in. */
  beforeCounting?: (bureau: TestBureau) => Promise<void>
  afterCounting?: () => Promise<void>
  /** The boxes are in the copies as who has the key reads them. */
  withKey?: boolean
}

type Open = NonNullable<NonNullable<Parameters<typeof testDatabase>[0]>['open']>

/**
 * A vote of so many people in a database of its own, watched at every moment. `choices`: what each gives, in the order in which
 * they hand in; the head of the unit is judged, and all others vote.
 */
export async function watchedVote(choices: readonly Choice[], of: Watching = {}): Promise<Watched> {
  const { open, beforeCounting, afterCounting } = of
  const people = colleagues(Math.max(0, choices.length - 5))
  const database = await testDatabase({ people, ...(open ? { open } : {}) })
  const bureau = await database.newBureau([votedScheme])
  bureau.goTo('2025-12-08', '10:00')
  const voting = votingIn(bureau)
  await voting.open()
  await settled(bureau)
  const { id, classOf } = await voting.last()
  const voters = [...classOf.keys()].filter((who) => who !== 'li').slice(0, choices.length)
  for (const who of voters) await voting.card(who)
  await bureau.notices()
  await settled(bureau)
  const opened: string[] = []
  const look = async (said: readonly string[]): Promise<Copy> => {
    const boxes = await openBoxes(bureau.storage.read, { bureau: bureau.id, vote: id })
    opened.push(JSON.stringify(boxes))
    return [...(await seen(bureau, id, said)), ...(of.withKey ? opened.slice(-1) : [])]
  }
  const copies = [await look([])]
  for (const [at, who] of voters.entries()) {
    const said = await voting.handIn(who, { rest: 'decent', [`pick_${choices[at]}`]: ['li'] })
    await settled(bureau)
    copies.push(await look([said]))
  }
  await beforeCounting?.(bureau)
  bureau.goTo('2025-12-16', '00:05')
  await voting.job('vote-close', '2025-12-16')
  await bureau.storage.forgetVotes()
  const { end } = await voting.last()
  const tally = end?.closed?.tallies.find(({ assessee }) => assessee === 'li')
  const after = await copyOf(bureau.storage)
  await afterCounting?.()
  await database.close()
  const counted = tally && 'grades' in tally ? (tally.grades ?? {}) : {}
  return { voters, copies, opened, after, tally: counted }
}

/** What follows a press a moment later is done: the correction of an answer that was handed over is dropped. */
async function settled({ storage: { read } }: TestBureau): Promise<void> {
  const waiting = { state: 'queued', op: 'update' }
  while ((await read.client.notice.count({ where: waiting })) > 0) await sleep(20)
}

/** The database, and every card of the vote as its reader has it. */
async function seen(bureau: TestBureau, vote: string, said: readonly string[]): Promise<Copy> {
  const cards: string[] = []
  const { roster } = (await bureau.seeing(null)).bureau
  for (const { id: who } of roster.people) {
    const view = await viewOf(await bureau.seeing(who), { kind: 'vote', key: vote })
    const json: Json = JSON.parse(JSON.stringify(view))
    cards.push(`card ${who} ${canonicalJson(json)}`)
  }
  return [...(await copyOf(bureau.storage)), ...cards, ...said]
}

/** The same choices given by others: each one's is the one of who hands in as long before the last as they after the first. */
export function turned(choices: readonly Choice[]): Choice[] {
  return choices.map((_, at) => must(choices[choices.length - 1 - at] ?? null, 'a choice'))
}
