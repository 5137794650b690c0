import { useEffect, useState } from 'preact/hooks'
import { sleep } from '../../../base/real-time.js'
import type { ClockReading, Jump } from '../api.js'
import { createStore, useStore } from '../store.js'

interface Known extends ClockReading {
  /** `performance.now()` when the reading came. */
  readAt: number
}

const tickMs = 5_000
const known = createStore<Known>({ now: 0, revision: -1, jump: null, readAt: 0 })

/** Takes a reading of the sandbox's clock. */
export function setClock(reading: ClockReading): void {
  if (reading.now > 0) known.set({ ...reading, readAt: performance.now() })
}

/** The jump of the clock that goes on, or null. */
export function useJump(): Jump | null {
  return useStore(known).jump
}

/** The sandbox's time now, in ms since 1970; 0 before the first reading. */
export function sandboxNow(): number {
  const { now, readAt } = known.get()
  return now === 0 ? 0 : now + Math.trunc(performance.now() - readAt)
}

/** The sandbox's time, drawn again every few seconds and after jumps. */
export function useClock(): number {
  useStore(known)
  const [, draw] = useState(0)
  useEffect(() => {
    const over = new AbortController()
    const tick = async (): Promise<void> => {
      while (!over.signal.aborted) {
        await sleep(tickMs, { signal: over.signal })
        draw((drawn) => drawn + 1)
      }
    }
    void tick()
    return () => over.abort()
  }, [])
  return sandboxNow()
}
