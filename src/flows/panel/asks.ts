import { addDays, dayText, momentOf } from '../../base/day.js'
import { periodText } from '../../base/assessment-year.js'
import type { Ask, AskKind } from '../asks.js'
import type { Situation } from '../context.js'
import { noRules } from '../jobs.js'
import { closingMoments, momentsBetween, occasionOf } from '../rating/asks.js'
import { windowOf } from '../rating/periods.js'
import {
  allPanels,
  classesOf,
  heardIn,
  isRunning,
  judging,
  missingIn,
  observes,
  panelKey,
  type PanelOf,
  panelsOf,
  progressOf,
  recordOf,
} from './which.js'

/** Time of day at which cards and reminders come. */
const sendTime = '09:00'

function about(of: PanelOf): Pick<Ask, 'cycle' | 'about' | 'occasion' | 'opens'> {
  return {
    ...{ cycle: of.cycle.id, about: panelKey(of), occasion: occasionOf(of) },
    opens: momentOf(of.opens, sendTime),
  }
}

function says(of: PanelOf, code: string, more: Record<string, string> = {}): Ask['says'] {
  return {
    code,
    with: { period: periodText(of.period, of.cycle.scheme.begins), panel: of.name, ...more },
  }
}

const office = ({ bureau }: Situation, person: string | undefined): string[] =>
  bureau.roster
    .holders('assessment-office')
    .map(({ id }) => id)
    .filter((id) => person === undefined || id === person)

const asked = (situation: Situation, occasion: string | undefined): PanelOf[] =>
  allPanels(situation).filter(
    (of) => of.opens <= situation.today && (occasion === undefined || occasion === occasionOf(of)),
  )

function askedOfOffice(
  kind: string,
  of: PanelOf,
  who: string,
): Omit<Ask, 'says' | 'due' | 'lateFrom'> {
  return { ...about(of), kind, who, card: { kind: 'panel-desk', key: panelKey(of) } }
}

/** The office opens a panel. */
export const runAsks: AskKind = {
  name: 'panel.run',
  open: (situation, { person, occasion }) =>
    asked(situation, occasion).flatMap((of) => {
      if (recordOf(situation, of) || heardIn(of).length === 0) return []
      return office(situation, person).map((who) => ({
        ...askedOfOffice('panel.run', of, who),
        says: says(of, 'ask-panel-open'),
        ...{ due: of.due, lateFrom: momentOf(addDays(of.due, 1)) },
      }))
    }),
  sends: {
    titles: { open: '发组织评委打分的卡片', remind: '提醒组织评委打分' },
    moments: (calendar, from, to, { years } = noRules) =>
      momentsBetween({ from, to, years }, (occasion, period, begins) => {
        const { opens, due, remindOn } = windowOf(begins, period, calendar)
        const until = momentOf(due, '23:59')
        return [
          { occasion, at: momentOf(opens, sendTime), until, reminds: false },
          { occasion, at: momentOf(remindOn, sendTime), until, reminds: true },
        ]
      }),
  },
}

/** The office ends a panel when nobody owes a sheet any more, or its last day is over: whoever is late would hold up all. */
export const closeAsks: AskKind = {
  name: 'panel.close',
  open: (situation, { person, occasion }) =>
    asked(situation, occasion).flatMap((of) => {
      const record = recordOf(situation, of)
      if (!isRunning(record)) return []
      const left = missingIn(situation, of, record).length
      if (left > 0 && situation.today <= of.due) return []
      return office(situation, person).map((who) => ({
        ...askedOfOffice('panel.close', of, who),
        says:
          left === 0
            ? says(of, 'ask-panel-close')
            : says(of, 'ask-panel-over', { left: `${left}`, due: dayText(of.due) }),
        ...{ due: null, lateFrom: null },
      }))
    }),
  sends: {
    titles: { open: '发结束评委打分的卡片', remind: '提醒结束评委打分' },
    moments: closingMoments,
  },
}

/** A judge's sheets that are missing: one card with all of them. Who observes owes none. */
export const sheetAsks: AskKind = {
  name: 'panel.sheet',
  own: true,
  forecast: (situation, cycle) =>
    panelsOf(cycle, situation.calendar).map((of) => {
      const holders = classesOf(of)
        .filter((one) => !one.observes)
        .flatMap(({ body }) => situation.bureau.roster.holders(body))
      return {
        says: { code: 'forecast-panel', with: { panel: of.name } },
        people: new Set(holders.map(({ id }) => id)).size,
        times: [{ opens: of.opens, due: of.due }],
      }
    }),
  open: (situation, { person, occasion }) =>
    asked(situation, occasion).flatMap((of) => {
      const record = recordOf(situation, of)
      if (!isRunning(record)) return []
      return judging(record)
        .filter((judge) => person === undefined || judge.person === person)
        .flatMap((judge): Ask[] => {
          if (observes(of, judge)) return []
          const { all, done } = progressOf(situation, of, { record, judge })
          if (done === all) return []
          return [
            {
              ...about(of),
              ...{ kind: 'panel.sheet', who: judge.person },
              card: { kind: 'panel-sheet', key: panelKey(of) },
              says: says(of, 'ask-panel-sheet', { left: `${all - done}` }),
              ...{ due: of.due, lateFrom: momentOf(addDays(of.due, 1)) },
            },
          ]
        })
    }),
  sends: {
    titles: { open: '发评委打分卡片', remind: '提醒评委打分' },
    moments: (calendar, from, to, { years } = noRules) =>
      momentsBetween({ from, to, years }, (occasion, period, begins) => {
        const { due, remindOn } = windowOf(begins, period, calendar)
        const until = momentOf(due, '23:59')
        return [{ occasion, at: momentOf(remindOn, sendTime), until, reminds: true }]
      }),
  },
}
