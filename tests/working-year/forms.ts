import { must } from '../../src/base/bug.js'
import { addDays, day } from '../../src/base/day.js'
import { inputOf } from '../../src/factsfile/input.js'
import { waitingOf } from '../../src/flows/chain/chain.js'
import { leavesSlice } from '../../src/flows/leave/leaves.js'
import { scoreCycle } from '../../src/scoring/engine.js'
import { words } from '../leave/bureau.js'
import { asks, decides } from './away.js'
import { countedIn } from './compare.js'
import type { Away } from './diary.js'
import { plain } from './figures.js'
import { type Life, oneOf } from './life.js'
import { cardOf, type Look, lookAt, same } from './look.js'

/** What a bureau's people may ask for, and how long it may be at most. */
export interface Kinds {
  kinds: readonly { kind: string; halves: boolean; counts: Away['counts']; most: number | null }[]
}

/** What a form or a card before who approves says: how long, and what is counted now and then. */
function figuresOn(card: unknown): string[] {
  const text = plain(card)
  const [, days, what] = /共计\s*([\d.]+) (天（自然日）|个工作日)/.exec(text) ?? []
  const limits = [...text.matchAll(/今年已计 ([\d.]+) (天|次)(?:，批准后 ([\d.]+) (?:天|次))?/g)]
  return [
    `${days} ${what}`,
    ...limits.map(([, now, unit, after]) => `${now} ${unit} → ${after ?? now}`),
  ]
}

/**
 * Somebody looks at what a leave would be before it is sent: its days, what this year counts with it, whether it is too long; by a form of
 * its own, or one that changes a leave of theirs. It is sent, who approves reads the same, and once it stands the counts are those.
 */
export async function looksAhead(
  life: Life,
  look: Look,
  { who, of, changes }: { who: string; of: Kinds; changes: boolean },
): Promise<void> {
  const { random, diary } = life
  const { today, to: compared } = look
  const before = changes ? diary.leaves(who).find((one) => !one.back && one.to >= today) : undefined
  if (changes && !before) return
  const { kind, halves, counts, most } = before
    ? must(
        of.kinds.find((one) => one.kind === before.kind),
        'a kind',
      )
    : oneOf(random, of.kinds)
  const from = before?.from ?? addDays(today, 2 + random.below(8))
  const to = before ? addDays(before.to, 1 + random.below(4)) : addDays(from, random.below(9))
  const starts = before?.startsAtNoon || (halves && random.chance(30)) ? 'noon' : 'morning'
  const ends = halves && from < to && random.chance(30) ? 'noon' : 'evening'
  const noon = { startsAtNoon: starts === 'noon', endsAtNoon: ends === 'noon' }
  const span = { from, to, ...noon, counts } as Away
  const typed = words({ kind, from, to, starts, ends, handover: before?.handover ?? '' })
  const key = before?.id ?? 'new'
  const where = `${life.bureau.id} ${today} ${who} ${before ? 'changes' : 'asks for'} ${from}–${to}`
  const days = diary.halves(span, '2025-01-01', '2026-12-31') / 2
  const said = await life.tries(who, { verb: 'leave.look', key, shown: '', words: typed })
  const isLong = most !== null && days > most
  if (days === 0 || isLong || said !== 'leave-look') {
    const other = days === 0 ? 'refused:leave-no-days' : isLong ? 'refused:leave-long' : ''
    if (said !== 'refused:leave-overlap') same(compared, where, said, other)
    return
  }
  const form = figuresOn(await cardOf(look, who, 'leave', key))
  const how = counts === 'worked' ? '个工作日' : '天（自然日）'
  same(compared, where, form, [`${days} ${how}`, ...thenCounted(look, { who, kind, span, before })])
  const plan = { who, kind, from, to, handover: '' }
  const noons = {
    ...(starts === 'noon' ? { starts: 'noon' as const } : {}),
    ...(ends === 'noon' ? { ends: 'noon' as const } : {}),
  }
  if ((await asks(life, { ...plan, ...noons }, before)) !== 'leave-asked') return
  await approvers(life, look, { where, form })
  await decides(life, true)
  const after = await lookAt(life, compared, today)
  const mine = [
    ...plain(await cardOf(after, who, 'my-leaves', 'mine')).matchAll(/今年已计 ([\d.]+) ([天次])/g),
  ]
  const last = form.slice(1).map((one) => one.replace(/^\S+ (\S) → (\S+)$/, '$2 $1'))
  same(
    compared,
    `${where} and has it`,
    mine.map(([, now, unit]) => `${now} ${unit}`),
    last,
  )
}

/** What the engine counts of the export with a leave more, and what was noted by hand; nothing where no scheme counts leave. */
function thenCounted(
  look: Look,
  of: { who: string; kind: string; span: Away; before: Away | undefined },
): string[] {
  const { life, end, to, today, seeing } = look
  const { who, kind, span, before } = of
  const { diary, bureau } = life
  const { scheme } = must(seeing.bureau.cycles[0], 'a cycle runs')
  const quantity = `${diary.halves(span, '2025-01-01', '2025-12-31') / 2}`
  const further = {
    ...{ id: 'looked-at', rule: 'leave', day: day('2025-12-31'), persons: [who] },
    ...{ sort: kind, quantity, 'recorded-by': who },
  }
  const others = end.file.facts.filter(({ id }) => id !== before?.id)
  const facts = quantity === '0' ? others : [...others, further]
  const counters = (all: typeof end.result) =>
    (all.statements.find((one) => one.assessee === who)?.counters ?? []).filter(({ id }) =>
      id.startsWith('bar-leave'),
    )
  const now = counters(end.result)
  if (now.length === 0) return []
  const then = counters(scoreCycle(inputOf(scheme, { ...end.file, facts })))
  same(
    to,
    `${bureau.id} ${today} ${who} counted by hand`,
    now.map(({ value }) => value),
    countedIn(look, who).map((one) => one.split(' ')[0]),
  )
  return now.map(({ id, value }, at) => {
    const unit = id.endsWith('days') ? '天' : '次'
    return `${value} ${unit} → ${then[at]?.value}`
  })
}

/** Everybody who is asked to approve it reads what its person read. */
async function approvers(
  life: Life,
  before: Look,
  { where, form }: { where: string; form: readonly string[] },
): Promise<void> {
  const look = await lookAt(life, before.to, before.today)
  const one = must(life.diary.away.at(-1), 'it was asked for')
  const request = must(look.seeing.collected.of(leavesSlice).byId.get(one.id), 'it is there')
  for (const who of waitingOf(look.seeing.bureau, request)?.asked ?? []) {
    const card = await cardOf(look, who, 'leave-approval', one.id)
    same(look.to, `${where} before ${who}`, figuresOn(card), form)
  }
}
