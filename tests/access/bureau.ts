import type { Day } from '../../src/base/day.js'
import type { Bureau } from '../../src/flows/context.js'
import { usuallyKept } from '../../src/flows/records.js'
import { nobodyStandsIn } from '../../src/flows/post/stand-ins.js'
import { running } from '../../src/flows/running.js'
import { type Roster, rosterOn } from '../../src/roster/roster.js'
import type { Scheme } from '../../src/scheme/model/scheme.js'

/** A bureau on a day, in no database, with a cycle of the day's year under each scheme. */
export function bureauOf(history: Roster, schemes: readonly Scheme[], on: Day): Bureau {
  const { id, name } = history.bureau
  const year = Number.parseInt(on.slice(0, 4), 10)
  return {
    id,
    name,
    roster: rosterOn(history, on),
    history,
    rosterRevision: 1,
    cycles: schemes.map((scheme) =>
      running(
        {
          ...{ id: `${id}.${scheme.id}.${year}`, bureau: id, scheme: scheme.id },
          ...{
            schemeVersion: scheme.version,
            year,
            state: 'open',
            binding: {},
            answers: {},
            openedOn: on,
          },
        },
        scheme,
        history,
      ),
    ),
    standstills: [],
    schemes: new Map(schemes.map((scheme) => [scheme.id, scheme])),
    leavesOut: new Map(),
    work: null,
    addresses: new Map(),
    personAt: new Map(),
    informationToGroup: false,
    recordsKept: usuallyKept,
    publicUrl: null,
    standIns: nobodyStandsIn,
    groupChatId: null,
  }
}
