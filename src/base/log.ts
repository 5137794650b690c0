/** Ids and counts only: never a token, a name, a text or a form value. */
export type LogFields = Record<string, string | number | boolean | undefined>

/** JSON lines; `app` makes the real one, tests may collect. */
export interface Log {
  debug(event: string, fields?: LogFields): void
  info(event: string, fields?: LogFields): void
  warn(event: string, fields?: LogFields): void
  error(event: string, fields?: LogFields): void
}

/** Says nothing. */
export const silentLog: Log = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
}
