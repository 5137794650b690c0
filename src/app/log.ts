import { pino } from 'pino'
import type { Log, LogFields } from '../base/log.js'

/** JSON lines on standard error: ids and counts, never content. */
export function openLog(level: string): Log {
  const logger = pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, messageKey: 'event' },
    pino.destination({ dest: 2, sync: false }),
  )
  const at = (write: (fields: LogFields, event: string) => void) => {
    return (event: string, fields: LogFields = {}) => write(fields, event)
  }
  return {
    debug: at((fields, event) => logger.debug(fields, event)),
    info: at((fields, event) => logger.info(fields, event)),
    warn: at((fields, event) => logger.warn(fields, event)),
    error: at((fields, event) => logger.error(fields, event)),
  }
}
