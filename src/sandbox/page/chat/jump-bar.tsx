import type { Jump } from '../api.js'
import { clockText } from '../time.js'

const dayMs = 86_400_000
const monthMs = (365.25 / 12) * dayMs

/** How much of a jump is over, 0 to 1. */
function shareOf({ from, to }: Jump, now: number): number {
  return Math.min(1, Math.max(0, (now - from) / Math.max(1, to - from)))
}

/** The same in whole months or days. */
function lived({ from, to }: Jump, now: number): string {
  const share = shareOf({ from, to }, now)
  const months = Math.round((to - from) / monthMs)
  if (months > 1) return `已过 ${Math.floor(share * months)}/${months} 个月`
  const days = Math.round((to - from) / dayMs)
  return days > 1 ? `已过 ${Math.floor(share * days)}/${days} 天` : ''
}

/** How far a jump of the clock is. */
export function JumpBar({ jump, now }: { jump: Jump; now: number }) {
  const done = lived(jump, now)
  const { year, date } = clockText(jump.to)
  const share = shareOf(jump, now)
  return (
    <span class="jump-line" role="status">
      <span
        class="play-share"
        role="progressbar"
        aria-valuenow={Math.round(share * 100)}
        aria-label="推进了多少"
      >
        <span style={{ width: `${share * 100}%` }} />
      </span>
      <span class="jump-to">
        推进到 {year === clockText(now).year ? '' : year}
        {date}
      </span>
      {done && <span>{done}</span>}
    </span>
  )
}
