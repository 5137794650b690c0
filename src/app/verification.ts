import type { Clock } from '../base/clock.js'
import type { Log } from '../base/log.js'
import { failureFields } from '../base/failure.js'
import type { Calendars } from '../calendar/calendars.js'
import type { Bureaus } from '../flows/bureau.js'
import { tellOffice } from '../flows/office.js'
import { keepVerified, readVerified } from '../flows/verification/record.js'
import { verifyBureau } from '../flows/verification/verify.js'
import type { Storage } from '../storage/database.js'
import { hold } from '../storage/locks.js'

/** What the comparison works with. */
export interface VerificationOptions {
  storage: Storage
  bureaus: Bureaus
  bureau: string
  calendars: Pick<Calendars, 'of'>
  clock: Clock
  log: Log
  /** Called when the office is to be told something. */
  wake(): void
}

/** Compares the bureau's records with their proofs, behind presses. */
export interface Verification {
  /** From the first entry on. */
  whole(): Promise<void>
  /**
   * From the last proved position on, as at a start; the whole where it was never done or a night was missed. That is
   * sound for what was appended since; what lies before shows at night, when all is compared.
   */
  since(): Promise<void>
  running(): boolean
}

/** A whole comparison older than this has missed a night. */
const wholeAgeMs = 26 * 3_600_000

/**
 * Makes the comparison, one at a time. A difference is logged with its position and told to the office, once; it
 * stays in the record (for `/readyz` and publishing) until a whole comparison finds none.
 */
export function createVerification(options: VerificationOptions): Verification {
  const { storage, bureau, clock, log } = options
  let queue: Promise<void> = Promise.resolve()
  let waiting = 0
  const compare = async (asked: 'whole' | 'since'): Promise<void> => {
    const { head, wholeAt } = await readVerified(storage.read, bureau)
    const missed = wholeAt === null || clock.now() - wholeAt > wholeAgeMs
    const whole = asked === 'whole' || missed || head === null
    const verified = await verifyBureau(
      storage.read,
      bureau,
      whole ? undefined : (head ?? undefined),
    )
    await keep(options, { verified, whole })
    log.info('ledger-verified', {
      whole,
      sequence: verified.head.sequence,
      differences: verified.differences.length,
    })
  }
  const run = (asked: 'whole' | 'since'): Promise<void> => {
    waiting += 1
    queue = queue
      .then(() => compare(asked))
      .catch((thrown: unknown) => log.error('ledger-unverified', failureFields(thrown)))
      .finally(() => {
        waiting -= 1
      })
    return queue
  }
  return { whole: () => run('whole'), since: () => run('since'), running: () => waiting > 0 }
}

async function keep(
  { storage, bureaus, bureau, log, wake }: VerificationOptions,
  of: Parameters<typeof keepVerified>[2],
): Promise<void> {
  for (const { kind, sequence, entryId } of of.verified.differences) {
    log.error('ledger-differs', { kind, sequence, entry: entryId ?? '' })
  }
  await storage.transact('work', async (tx) => {
    await hold(tx, bureau, [{ kind: 'verified', id: 'ledger' }])
    const news = await keepVerified(tx, bureau, of)
    const loaded = news && (await bureaus.situation(tx, bureau))
    if (!news || !loaded) return
    const values = { sequence: `${news.sequence}`, entry: news.entryId ?? '—' }
    await tellOffice({ ...loaded, tx }, `ledger-${news.kind}`, values)
  })
  wake()
}
