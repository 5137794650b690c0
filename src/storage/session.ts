import type pg from 'pg'

/**
 * What the driver and this room take for granted of a connection, whatever the server, the database, the role or the
 * url say: moments go out and come in without a zone and are meant as UTC, their text is ISO, and transactions
 * work at READ COMMITTED. Read-only and synchronous_commit stay as the server has them.
 */
const settings = {
  TimeZone: 'UTC',
  DateStyle: 'ISO',
  default_transaction_isolation: 'read committed',
}

const statement = Object.entries(settings)
  .map(([name, value]) => `SET ${name} TO '${value}'`)
  .join('; ')

/**
 * Sets each new connection of the pool. A statement, since poolers refuse settings among a connection's
 * parameters; it goes before any other of the connection, and where it fails the connection is closed, so that
 * nothing is ever written through one that means other moments.
 */
export function prepareSessions(pool: pg.Pool): void {
  pool.on('connect', (client) => {
    client.query(statement).catch(() => client.end().catch(() => {}))
  })
}
