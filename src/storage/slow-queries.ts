import type pg from 'pg'
import type { Log } from '../base/log.js'
import { watchStatements } from './statements.js'

/** A statement longer than this is logged: on the embedded database it stops everything for so long. */
export const slowMs = 50

/**
 * Logs each statement over 50 ms with its text (values are parameters, so none is in it), without the time that
 * it waited for a connection. To be set up before the first connection; logs from the call of what it returns
 * on, so that migrations, which may take their time, are not among them.
 */
export function watchSlowQueries(pool: pg.Pool, log: Log): () => void {
  let watching = false
  watchStatements(pool, ({ query, ms }) => {
    if (watching && ms > slowMs)
      log.warn('slow query', { ms: Math.round(ms), statement: statementOf(query) })
  })
  return () => {
    watching = true
  }
}

/** What a log says of a statement: the first 200 characters of its text, blanks made one; never its values. */
export function statementOf(query: unknown): string {
  const text = typeof query === 'object' && query !== null && 'text' in query ? query.text : query
  return typeof text === 'string' ? text.replace(/\s+/g, ' ').slice(0, 200) : 'unknown'
}
