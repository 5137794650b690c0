import { dayText } from '../../src/base/day.js'
import type { TripFormStep, TripView } from '../../src/flows/trip/views.js'
import {
  button,
  buttons,
  card,
  type Element,
  form,
  type Frame,
  input,
  labelled,
  literal,
  markdown,
  quiet,
} from '../kit.js'
import { daysShown, spanText, stages, wayAhead } from '../leave/words.js'
import { handoverFields } from '../handover-fields.js'
import { spanFields } from '../span-fields.js'
import { tripElements, tripName } from './trip-cards.js'

/** The form of a trip or an outing, or what it has become. */
export function renderTripForm(view: TripView, frame: Frame): Element {
  const { step, key, matter } = view
  if (step.step === 'form') return renderForm(view, step, frame)
  const { trip } = step
  const state = trip.told.length > 0 && trip.way.length === 0 ? told : stages[trip.stage]
  return card({ title: tripName(matter), subtitle: spanText(trip), ...state }, [
    ...tripElements(trip),
    buttons(
      button(frame, '查看和更改', { verb: 'open', args: ['own-trip', trip.id] }),
      button(frame, matter === 'trip' ? '再申请一次' : '再报一次', {
        verb: 'trip.again',
        args: [key],
      }),
    ),
    quiet(literal(trip.clause)),
  ])
}

const told = { tone: 'green', tag: '已报告' } as const

function renderForm(view: TripView, step: TripFormStep, frame: Frame): Element {
  const { key, matter } = view
  const { before, words } = step
  const isTrip = matter === 'trip'
  const title = before === 'changes' ? `更改${tripName(matter)}` : tripName(matter)
  const place = isTrip ? '去哪里' : '去哪里、见谁'
  return card({ title, tone: 'blue', tag: '待提交' }, [
    ...(before !== null && before !== 'changes'
      ? [markdown(`${literal(before.by)}退回：${literal(before.reason)}`)]
      : []),
    ...reckonedElements(view, step),
    form('trip', [
      ...spanFields(words),
      input({ name: 'place', label: place, limit: 'trip.place', value: words.place }),
      input({
        name: 'reason',
        label: '办什么事',
        limit: 'trip.reason',
        value: words.reason,
        rows: 1,
      }),
      ...handoverFields(step.people, step.words, 'trip.tasks'),
      buttons(
        button(
          frame,
          isTrip ? '提交' : '报告',
          { verb: 'trip.submit', args: [key, step.shown] },
          { primary: true, submit: true },
        ),
        button(
          frame,
          isTrip ? '算天数' : '看报给谁',
          { verb: 'trip.look', args: [key, step.shown] },
          { submit: true },
        ),
        button(frame, '我的出差外出', { verb: 'open', args: ['my-trips', 'mine'] }),
      ),
    ]),
    quiet(
      `${isTrip ? '事由只有批准的人' : '事由只有您报告的领导'}看得到，到期删去。${literal(step.clause)}`,
    ),
  ])
}

/** Days, who decides or is told, before it is sent. */
function reckonedElements({ matter }: TripView, { reckoned, without }: TripFormStep): Element[] {
  if (!reckoned) return [markdown('填好日期后再看由谁批准。')]
  const { way, told: names, outside } = reckoned
  const decided = outside
    ? '本单位的制度没有写由谁批准，不在这里办'
    : way.length > 0
      ? wayAhead(way)
      : names.length > 0
        ? ''
        : '不用批准，提交即记下'
  return [
    labelled(
      ['共计', matter === 'trip' ? daysShown({ ...reckoned, calendarDays: false }) : ''],
      ['批准', decided],
      ['报告', literal(names.join('、'))],
      ['空缺', literal(reckoned.vacant.join('、'))],
      ['告知', reckoned.tellBy ? `接替的人最晚${dayText(reckoned.tellBy)}知道` : ''],
      ['注意', without.length > 0 ? `没有批准就去的：${literal(without.join('、'))}` : ''],
    ),
  ]
}
