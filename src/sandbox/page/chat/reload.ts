/**
 * Runs `fn` now; while it runs, any number of further calls lead to one more run.
 * So a burst of events reads the server twice, and the last reading is never older than the last event.
 */
export function coalesced(fn: () => Promise<void>): () => void {
  let running = false
  let again = false
  const run = async (): Promise<void> => {
    running = true
    do {
      again = false
      await fn()
    } while (again)
    running = false
  }
  return () => {
    if (running) {
      again = true
      return
    }
    void run().catch(() => {
      running = false
    })
  }
}
