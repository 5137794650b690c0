import { Temporal } from 'temporal-polyfill'
import { type Instant, instant } from '../base/day.js'
import type { Json } from '../base/json.js'
import { Prisma } from './generated/client.js'

/** A moment for a timestamptz column. */
export function momentColumn(at: Instant): string {
  return Temporal.Instant.fromEpochMilliseconds(at).toString()
}

/** A moment from a timestamptz column. */
export function momentOfColumn(column: Date): Instant {
  return instant(column.getTime())
}

/** A moment or null from a timestamptz column. */
export function maybeMoment(column: Date | null): Instant | null {
  return column === null ? null : momentOfColumn(column)
}

/** JSON for a column that must hold some; null is JSON's null. */
export function jsonColumn(value: Json): Prisma.InputJsonValue | typeof Prisma.JsonNull {
  return value === null ? Prisma.JsonNull : value
}

/** JSON for a column that may be empty; null leaves it empty. */
export function maybeJsonColumn(value: Json): Prisma.InputJsonValue | typeof Prisma.DbNull {
  return value === null ? Prisma.DbNull : value
}

/** JSON from a column. */
export function jsonOfColumn(column: Prisma.JsonValue): Json {
  if (!isJson(column)) throw new TypeError('not JSON')
  return column
}

/** What the database's JSON column gave is JSON; says so to the compiler. */
function isJson(value: Prisma.JsonValue): value is Json {
  return value !== undefined
}
