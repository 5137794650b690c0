import type { MyTripsView } from '../../src/flows/trip/views.js'
import {
  button,
  buttons,
  card,
  columns,
  type Element,
  type Frame,
  literal,
  markdown,
  quiet,
} from '../kit.js'
import { daysShown, spanText } from '../leave/words.js'
import { tripName, tripState } from './trip-cards.js'

/** More than most have in a year; the earlier ones are counted. */
const rowsMax = 12

/** One's trips and outings of the year. */
export function renderMyTrips(view: MyTripsView, frame: Frame): Element {
  const { trips, asks } = view
  const open = trips.filter(({ stage }) => stage === 'asked').length
  const shown = trips.slice(0, rowsMax)
  return card(
    {
      title: '我的出差外出',
      subtitle: `${view.year}年`,
      tone: open > 0 ? 'blue' : 'green',
      tag: open > 0 ? `待批 ${open}` : `共 ${view.standing} 次`,
    },
    [
      ...(shown.length === 0 ? [markdown('今年还没有出差和外出。')] : []),
      ...shown.map((trip) =>
        columns(
          {
            weight: 1,
            elements: [
              markdown(
                `**${tripName(trip.matter)}**　${literal(spanText(trip))}\n${daysShown({ ...trip, calendarDays: false })}　${tripState(trip).tag}`,
              ),
            ],
          },
          {
            weight: 'auto',
            elements: [button(frame, '查看', { verb: 'open', args: ['own-trip', trip.id] })],
          },
        ),
      ),
      ...(trips.length > rowsMax ? [quiet(`另有 ${trips.length - rowsMax} 次较早的。`)] : []),
      buttons(
        ...asks.map((matter, index) =>
          button(
            frame,
            matter === 'trip' ? '申请出差' : '报告外出',
            { verb: 'open', args: ['trip', matter] },
            index === 0 ? { primary: true } : {},
          ),
        ),
      ),
    ],
  )
}
