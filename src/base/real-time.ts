/**
 * Real time, for transport only: the 3-second answer, TCP, polling, back-off of sockets, measuring.
 * Business time (days, deadlines, token life, rate windows) goes through the Clock.
 * Together with clock.ts the only place that touches timers and `Date`.
 */

/** Resolves after `ms` of real time. With `unref` it does not keep the process alive. */
export function sleep(
  ms: number,
  options: { unref?: boolean; signal?: AbortSignal } = {},
): Promise<void> {
  return new Promise((resolve) => {
    if (options.signal?.aborted) return resolve()
    const timer = setTimeout(resolve, ms)
    if (options.unref) timer.unref()
    options.signal?.addEventListener(
      'abort',
      () => {
        clearTimeout(timer)
        resolve()
      },
      { once: true },
    )
  })
}

/** Monotonic milliseconds of real time, for measuring. */
export function stopwatch(): () => number {
  const from = performance.now()
  return () => performance.now() - from
}

/**
 * Milliseconds since 1970 by the machine's clock, only to translate absolute times of libraries that
 * know no other; everything else asks the Clock.
 */
export function machineTime(): number {
  return Date.now()
}

/** Runs `fn` every `ms` of real time until stopped; a run still going on skips its turn. */
export function every(ms: number, fn: () => void | Promise<void>): () => void {
  let busy = false
  const timer = setInterval(() => {
    if (busy) return
    busy = true
    void Promise.resolve()
      .then(fn)
      .finally(() => {
        busy = false
      })
  }, ms)
  timer.unref()
  return () => clearInterval(timer)
}

/** The promise's value, or `late` if it is not there after `ms` of real time. */
export async function within<T, L>(ms: number, promise: Promise<T>, late: L): Promise<T | L> {
  let timer: NodeJS.Timeout | undefined
  const deadline = new Promise<L>((resolve) => {
    timer = setTimeout(() => resolve(late), ms)
  })
  try {
    return await Promise.race([promise, deadline])
  } finally {
    clearTimeout(timer)
  }
}

/** Runs `fn` once, `ms` of real time from now, unless it is called off by what this returns. Keeps no process alive. */
export function after(ms: number, fn: () => unknown): () => void {
  const timer = setTimeout(fn, ms)
  timer.unref()
  return () => clearTimeout(timer)
}

/** Lets timers and sockets have their turn. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

/** So many of many go in one turn. */
const turn = 50

/** The same for each of many, in their order, with a turn for timers and sockets between some: whoever presses meanwhile is heard. */
export async function inTurns<T, R>(
  all: readonly T[],
  one: (each: T, index: number) => R,
): Promise<R[]> {
  const done: R[] = []
  for (const [index, each] of all.entries()) {
    if (index > 0 && index % turn === 0) await breathe()
    done.push(one(each, index))
  }
  return done
}
