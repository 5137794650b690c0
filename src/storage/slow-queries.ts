import type pg from 'pg'
import { stopwatch } from '../base/real-time.js'
import type { Log } from '../base/log.js'

/** A statement longer than this is logged: on the embedded database it stops everything for so long. */
export const slowMs = 50

/**
 * Logs each statement over 50 ms with its text (values are parameters, so none is in it), without the time that
 * it waited for a connection. To be set up before the first connection; logs from the call of what it returns
 * on, so that migrations, which may take their time, are not among them.
 */
export function watchSlowQueries(pool: pg.Pool, log: Log): () => void {
  let watching = false
  pool.on('connect', (client) => {
    const original = client.query
    const query = (...given: unknown[]): unknown => {
      const elapsed = stopwatch()
      const done = (): void => {
        const ms = Math.round(elapsed())
        if (watching && ms > slowMs)
          log.warn('slow query', { ms, statement: statementOf(given[0]) })
      }
      const callback = given.at(-1)
      if (typeof callback === 'function') {
        given[given.length - 1] = (...results: unknown[]): unknown => {
          done()
          return callback(...results)
        }
        return Reflect.apply(original, client, given)
      }
      const result: unknown = Reflect.apply(original, client, given)
      if (result instanceof Promise) result.then(done, done)
      return result
    }
    Object.assign(client, { query })
  })
  return () => {
    watching = true
  }
}

function statementOf(query: unknown): string {
  const text = typeof query === 'object' && query !== null && 'text' in query ? query.text : query
  return typeof text === 'string' ? text.replace(/\s+/g, ' ').slice(0, 200) : 'unknown'
}
