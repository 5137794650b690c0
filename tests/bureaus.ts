import type { Clock } from '../src/base/clock.js'
import type { LeftOut } from '../src/binding/fits.js'
import type { BoundWork } from '../src/binding/work.js'
import { openCalendar } from '../src/calendar/calendar.js'
import { slices } from '../src/flows/all.js'
import { Bureaus } from '../src/flows/bureau.js'
import { Folds } from '../src/flows/folds.js'
import type { Scheme } from '../src/scheme/model/scheme.js'

/** Bureaus that use these schemes, whatever they are called, with the calendar as it is shipped. */
export function bureausWith(
  schemes: readonly Scheme[],
  clock: Clock,
  leavesOut: ReadonlyMap<string, readonly LeftOut[]> = new Map(),
  work: BoundWork | null = null,
  informationToGroup = false,
): Bureaus {
  const known = {
    schemes: new Map(schemes.map((scheme) => [scheme.id, scheme])),
    calendar: openCalendar(),
    leavesOut,
    work,
    informationToGroup,
    publicUrl: 'https://kaohe.example.cn',
  }
  return new Bureaus({ known: () => known, folds: new Folds(slices), clock })
}
