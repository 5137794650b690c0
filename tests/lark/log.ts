import type { Log, LogFields } from '../../src/base/log.js'

/** A log that keeps its lines, to be read and searched. */
export interface KeptLog extends Log {
  lines: { level: string; event: string; fields: LogFields }[]
  text(): string
}

export function keptLog(): KeptLog {
  const lines: KeptLog['lines'] = []
  const keep =
    (level: string) =>
    (event: string, fields: LogFields = {}): void => {
      lines.push({ level, event, fields })
    }
  return {
    lines,
    text: () => JSON.stringify(lines),
    debug: keep('debug'),
    info: keep('info'),
    warn: keep('warn'),
    error: keep('error'),
  }
}
