import { dayText } from '../../src/base/day.js'
import { matterNames } from '../../src/flows/away/away.js'
import type { TripDetails, TripTimes } from '../../src/flows/trip/details.js'
import type { TripMatter } from '../../src/flows/trip/entries.js'
import type { OwnTripView, TripApprovalView } from '../../src/flows/trip/views.js'
import {
  button,
  buttons,
  card,
  type Element,
  type Frame,
  type Heading,
  labelled,
  literal,
  markdown,
  quiet,
} from '../kit.js'
import { decideForm } from '../decide-form.js'
import { daysShown, spanText, stages, wayLines } from '../leave/words.js'

/** `出差`, `外出`. */
export function tripName(matter: TripMatter): string {
  return matterNames[matter]
}

/** What a trip is and how it stands. */
export function tripElements(trip: TripDetails): Element[] {
  const { ended, texts } = trip
  const erased = '（已到保存期限，已删去）'
  return [
    labelled(
      ['姓名', `**${literal(trip.name)}**${trip.unit ? `（${literal(trip.unit)}）` : ''}`],
      ['时间', literal(spanText(trip))],
      ['共计', trip.matter === 'trip' ? daysShown({ ...trip, calendarDays: false }) : ''],
      ['地点', texts ? literal(texts.place || '（未填）') : erased],
      ['事由', texts ? literal(texts.reason || '（未填）') : ''],
      ['交接', literal([trip.handover, texts?.tasks ?? ''].filter(Boolean).join('：'))],
      ['报告', trip.way.length === 0 ? literal(trip.told.join('、')) : ''],
    ),
    ...(trip.way.length > 0 ? [markdown(wayLines(trip.way))] : []),
    ...(ended && trip.stage !== 'withdrawn'
      ? [
          markdown(
            `${literal(ended.by)}${dayText(ended.on)}${trip.stage === 'returned' ? '退回' : '没有同意'}：${literal(ended.reason || '（理由已删去）')}`,
          ),
        ]
      : []),
  ]
}

/** How a trip stands, in words and colour. */
export function tripState(
  trip: Pick<TripTimes, 'stage' | 'back' | 'matter'> & {
    overdue?: boolean
    way?: readonly unknown[]
  },
): Pick<Heading, 'tone' | 'tag'> {
  if (trip.back !== null) return { tone: 'grey', tag: '已返岗' }
  if (trip.overdue) return { tone: 'orange', tag: '逾期未销' }
  if (trip.stage === 'approved' && trip.matter === 'outing') return { tone: 'green', tag: '已报告' }
  return stages[trip.stage]
}

/** One's own trip: where it stands, and what may still be done. */
export function renderOwnTrip(view: OwnTripView, frame: Frame): Element {
  const { trip, may } = view
  const id = trip.id
  const name = tripName(trip.matter)
  return card({ title: `我的${name}`, subtitle: spanText(trip), ...tripState(trip) }, [
    ...(trip.backBy && trip.back === null
      ? [markdown(`请在${dayText(trip.backBy)}前按“已返岗”。`)]
      : []),
    ...tripElements(trip),
    buttons(
      ...(may.back
        ? [
            button(
              frame,
              '已返岗',
              { verb: 'trip.back', args: [id] },
              trip.backBy ? { primary: true } : {},
            ),
          ]
        : []),
      ...(may.again
        ? [button(frame, '改好再提交', { verb: 'open', args: ['trip', id] }, { primary: true })]
        : []),
      ...(may.change ? [button(frame, '更改', { verb: 'open', args: ['trip', id] })] : []),
      ...(may.withdraw
        ? [
            button(
              frame,
              '撤回',
              { verb: 'trip.withdraw', args: [id] },
              {
                danger: true,
                confirm: { title: `撤回${name}`, text: '撤回后要再去需重新提交。' },
              },
            ),
          ]
        : []),
      button(frame, '我的出差外出', { verb: 'open', args: ['my-trips', 'mine'] }),
    ),
    quiet(literal(trip.clause)),
  ])
}

/** A trip before who decides on it, or learns of it. */
export function renderTripApproval(view: TripApprovalView, frame: Frame): Element {
  const { trip, may, actingFor } = view
  const args = [trip.id, trip.person]
  const state =
    trip.stage === 'asked' && !may ? { tone: 'grey' as const, tag: '已处理' } : tripState(trip)
  const title = trip.matter === 'trip' ? '批出差' : '外出报告'
  return card({ title, subtitle: spanText(trip), ...(may ? waits : state) }, [
    ...(actingFor ? [markdown(`${literal(actingFor)}不在岗，由您代为处理。`)] : []),
    ...(trip.changes ? [markdown('这是对已批准的更改，同意后以这次的为准。')] : []),
    ...tripElements(trip),
    ...(trip.overdue && trip.back === null && trip.backBy
      ? [markdown(`<font color='orange'>应在${dayText(trip.backBy)}前返岗，还没有报告。</font>`)]
      : []),
    ...(may
      ? [
          decideForm(frame, {
            agree: { verb: 'trip.agree', args },
            return: { verb: 'trip.return', args },
            refuse: { verb: 'trip.refuse', args },
            remark: { name: 'text', limit: 'leave.remark' },
          }),
        ]
      : []),
    quiet(`事由请勿外传。${literal(trip.clause)}`),
  ])
}

const waits = { tone: 'blue', tag: '待您批准' } as const
