import type { Month } from '../../base/day.js'
import { keyOf } from '../card-key.js'
import type { Situation } from '../context.js'
import { inParts, type Job } from '../jobs.js'
import { refreshCards } from '../../storage/stale-cards.js'
import { sendDaily } from '../daily.js'
import { sendCard } from '../notices.js'
import { waitingBy } from './asks.js'
import { infoKinds, informationOffice } from './kinds.js'
import { deskDue, remindDue, tableDue } from './months.js'
import { piecesSlice } from './pieces.js'
import { isShort, type QuotaStanding, quotasIn } from './standings.js'

/** On a working morning the information office gets what waits for it, on one card. */
export const deskJob: Job = {
  name: 'info-desk',
  title: '发待处理的报送',
  missed: 'latest',
  due: deskDue,
  async run(ctx) {
    const card = { kind: 'info-desk', key: 'all' }
    await sendDaily(
      ctx,
      [...waitingBy(ctx).keys()].map((person) => ({ person, card })),
    )
    return null
  },
}

/**
 * While there is time to do something about it, units that are short of a target whose period ends with the month get one
 * digest: the head, and who sent in for the unit last. Who reached it, also with what is still open to objection, gets
 * nothing. Where persons have targets, they get it themselves.
 */
export const remindJob: Job = {
  name: 'info-remind',
  title: '提醒信息报送还差几条',
  missed: 'until-deadline',
  due: remindDue,
  async run(ctx, month, after) {
    return inParts(
      shortIn(ctx, month),
      after,
      ({ cycle, assessee }) => keyOf(assessee, cycle.id),
      async ({ assessee }) => {
        const card = { kind: 'info-unit', key: keyOf(month, assessee) }
        const people = reportersOf(ctx, assessee)
        await sendDaily(
          ctx,
          people.map((person) => ({ person, card })),
        )
      },
    )
  },
}

/** Assessees that are short of a target of which the period ends with a month, each once. */
export function shortIn(situation: Situation, month: Month): QuotaStanding[] {
  const all = quotasIn(situation, month, null).filter(({ quotas }) =>
    quotas.some((quota) => isShort(quota) && quota.ends),
  )
  return [...new Map(all.map((one) => [one.assessee, one])).values()]
}

/** Whom a reminder about an assessee goes to: the person, or the unit's heads and who sent in for it last. */
export function reportersOf({ bureau, collected }: Situation, assessee: string): string[] {
  const { roster } = bureau
  if (roster.person(assessee)) return [assessee]
  const pieces = collected.of(piecesSlice).byUnit.get(assessee) ?? []
  const last = pieces.findLast(({ person }) => roster.unitOf(person) === assessee)
  const heads = roster.headsOf(assessee).map(({ id }) => id)
  return [...new Set([...heads, ...(last ? [last.person] : [])])]
}

/** The month before as a table: to the heads of the units that have targets, the office, and the group where it wants it. */
export const tableJob: Job = {
  name: 'info-table',
  title: '发信息报送统计',
  missed: 'latest',
  due: tableDue,
  async run(ctx, month) {
    const { bureau } = ctx
    // Cards about the month say from now on what became of it.
    await refreshCards(ctx.tx, {
      ...{ bureau: bureau.id, group: bureau.groupChatId, except: null },
      places: [{ kind: 'info-unit' }, { kind: 'info-table', keys: [month] }],
    })
    const units = quotasIn(ctx, month, null).filter(({ cycle }) => cycle.scheme.assessee === 'unit')
    if (units.length === 0) return null
    const heads = units.flatMap(({ assessee }) => bureau.roster.headsOf(assessee))
    const office = infoKinds(bureau).flatMap((kind) => informationOffice(bureau, kind))
    const assessing = bureau.roster.holders('assessment-office')
    const people = new Set([...[...heads, ...assessing].map(({ id }) => id), ...office])
    const card = { kind: 'info-table', key: month }
    await sendDaily(
      ctx,
      [...people].map((person) => ({ person, card })),
    )
    if (bureau.informationToGroup && bureau.groupChatId !== null)
      await sendCard(ctx, { group: bureau.groupChatId }, card)
    return null
  },
}
