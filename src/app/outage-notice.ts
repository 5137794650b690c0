import { z } from 'zod'
import { failureFields } from '../base/failure.js'
import type { Clock } from '../base/clock.js'
import { dayAt, dayText, type Instant, instant, timeAt } from '../base/day.js'
import type { Log } from '../base/log.js'
import type { Bureaus } from '../flows/bureau.js'
import { tellOffice } from '../flows/office.js'
import type { Outage, OutageWatch } from '../lark/outage.js'
import type { Storage } from '../storage/database.js'
import { deleteSetting, getSetting, putSetting } from '../storage/settings.js'

/** Where an outage is kept until the office knows, whatever dies meanwhile. */
const key = 'sending-outage'
const outage = z.object({ since: z.number(), code: z.number() })

/**
 * Keeps an outage that lasts, and tells each bureau's office of it, with its code, once something can be sent
 * again; the README says what each code asks for.
 */
export function outageNotice(of: {
  storage: Storage
  bureaus: Bureaus
  served: readonly string[]
  clock: Clock
  log: Log
  wake(): void
}): OutageWatch {
  const { storage, served, log } = of
  const trouble = (error: unknown): void => log.error('outage-untold', failureFields(error))
  const keep = async ({ since, code }: Outage): Promise<void> => {
    await storage.transact('work', async (tx) => {
      for (const bureau of served) {
        if ((await getSetting(tx, bureau, key)) !== null) continue
        await putSetting(tx, bureau, key, { since, code })
      }
    })
  }
  const tell = async (bureau: string): Promise<void> => {
    if ((await getSetting(storage.read, bureau, key)) === null) return
    await storage.transact('work', async (tx) => {
      const kept = await getSetting(tx, bureau, key)
      const loaded = await of.bureaus.situation(tx, bureau)
      if (!loaded || !(await deleteSetting(tx, bureau, key))) return
      const { since, code } = outage.parse(kept)
      await tellOffice({ ...loaded, tx }, 'sending-resumed', {
        from: momentText(instant(since)),
        to: momentText(of.clock.now()),
        number: `${code}`,
      })
    })
    of.wake()
  }
  return {
    lasting: (lasts) => void keep(lasts).catch(trouble),
    over: () => {
      for (const bureau of served) void tell(bureau).catch(trouble)
    },
  }
}

function momentText(at: Instant): string {
  return `${dayText(dayAt(at))}${timeAt(at)}`
}
