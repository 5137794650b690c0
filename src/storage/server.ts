import pg from 'pg'
import { failureFields } from '../base/failure.js'
import type { Log } from '../base/log.js'
import type { Connected } from './embedded.js'
import { prepareSessions } from './session.js'

/** Connections per process: presses, work and reads at the same time. */
export const serverConnections = 10

/** Connects to a PostgreSQL server, 15 or later. */
export function connectServer(url: string, log: Log): Connected {
  const pool = new pg.Pool({
    connectionString: url,
    max: serverConnections,
    application_name: 'kaohe',
    connectionTimeoutMillis: 10_000,
  })
  prepareSessions(pool)
  // An idle connection that breaks is replaced by the pool; unheard, it would end the process.
  pool.on('error', (error) => log.warn('database connection lost', failureFields(error)))
  return { pool, close: () => pool.end() }
}
