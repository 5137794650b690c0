import { sleep, stopwatch } from '../src/base/real-time.js'

/**
 * Waits in real time until a condition holds: one that stays, never one that holds for a moment only. A busy machine
 * may be ten times slower than a quiet one, so the patience is long, and no time is asserted.
 *
 * @param holds what is waited for, asked again and again
 * @param said what a failure shows besides
 */
export async function until(
  holds: () => boolean | Promise<boolean>,
  said: () => string = () => '',
): Promise<void> {
  const since = stopwatch()
  while (!(await holds())) {
    if (since() > 30_000) throw new Error(`waited in vain ${said()}`.trimEnd())
    await sleep(20)
  }
}
