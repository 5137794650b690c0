import { type Instant, instant } from '../base/day.js'
import { shortId } from '../base/ids.js'

/** A uuid that tells when its notice was frozen: `k`, milliseconds in base 36, `-`, chance. */
export function frozenUuid(now: Instant): string {
  return `k${now.toString(36)}-${shortId(20)}`
}

/** When the notice of a uuid was frozen, or null for another's uuid. */
export function frozenAtOf(uuid: string | null): Instant | null {
  const digits = /^k([0-9a-z]{1,12})-/.exec(uuid ?? '')?.[1]
  return digits === undefined ? null : instant(Number.parseInt(digits, 36))
}
