import type pg from 'pg'
import { stopwatch } from '../base/real-time.js'

/** A statement that was answered. */
export interface Statement {
  /** The query as it was given to the driver. */
  query: unknown
  /** Real time without the wait for a connection. */
  ms: number
  /** What it failed with; undefined when it did not. */
  error: unknown
}

/** Tells each statement of the pool when it is answered. To be set up before the first connection. */
export function watchStatements(pool: pg.Pool, told: (statement: Statement) => void): void {
  pool.on('connect', (client) => {
    const original = client.query
    const query = (...given: unknown[]): unknown => {
      const elapsed = stopwatch()
      const done = (error: unknown): void => told({ query: given[0], ms: elapsed(), error })
      const callback = given.at(-1)
      if (typeof callback === 'function') {
        given[given.length - 1] = (...results: unknown[]): unknown => {
          done(results[0] ?? undefined)
          return callback(...results)
        }
        return Reflect.apply(original, client, given)
      }
      const result: unknown = Reflect.apply(original, client, given)
      if (result instanceof Promise) result.then(() => done(undefined), done)
      return result
    }
    Object.assign(client, { query })
  })
}
