import type { Clock } from '../base/clock.js'
import type { Log } from '../base/log.js'
import { failureFields } from '../base/failure.js'
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
  clock: Clock
  log: Log
  /** Called when the office is to be told something. */
  wake(): void
}

/** Compares bureaus' records with their proofs, behind presses. */
export interface Verification {
  /** From the first entry on. */
  whole(bureau: string): Promise<void>
  /**
   * From the last proved position on, as at a start; the whole where it was never done or a night was missed. That is
   * sound for what was appended since; what lies before shows at night, when all is compared.
   */
  since(bureau: string): Promise<void>
  running(): boolean
}

/** A whole comparison older than this has missed a night. */
const wholeAgeMs = 26 * 3_600_000

/**
 * Makes the comparison, one at a time. A difference is logged with its position and told to the office, once; it
 * stays in the record (for `/readyz` and publishing) until a whole comparison finds none.
 */
export function createVerification(options: VerificationOptions): Verification {
  const { storage, clock, log } = options
  let queue: Promise<void> = Promise.resolve()
  let waiting = 0
  const compare = async (bureau: string, asked: 'whole' | 'since'): Promise<void> => {
    const { head, wholeAt } = await readVerified(storage.read, bureau)
    const missed = wholeAt === null || clock.now() - wholeAt > wholeAgeMs
    const whole = asked === 'whole' || missed || head === null
    const situation = await options.bureaus.situation(storage.read, bureau)
    const verified = await verifyBureau(
      storage.read,
      bureau,
      whole ? { schemes: situation?.bureau.schemes ?? new Map() } : { from: head },
    )
    await keep(options, bureau, { verified, whole })
    log.info('ledger-verified', {
      bureau,
      whole,
      sequence: verified.head.sequence,
      differences: verified.differences.length,
      notComputed: verified.notComputed.length,
    })
  }
  const run = (bureau: string, asked: 'whole' | 'since'): Promise<void> => {
    waiting += 1
    queue = queue
      .then(() => compare(bureau, asked))
      .catch((thrown: unknown) =>
        log.error('ledger-unverified', { bureau, ...failureFields(thrown) }),
      )
      .finally(() => {
        waiting -= 1
      })
    return queue
  }
  return {
    whole: (bureau) => run(bureau, 'whole'),
    since: (bureau) => run(bureau, 'since'),
    running: () => waiting > 0,
  }
}

async function keep(
  { storage, bureaus, log, wake }: VerificationOptions,
  bureau: string,
  of: Parameters<typeof keepVerified>[2],
): Promise<void> {
  for (const { kind, sequence, entryId } of of.verified.differences) {
    log.error('ledger-differs', { bureau, kind, sequence, entry: entryId ?? '' })
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
