import { useState } from 'preact/hooks'
import { jumpTo } from '../api.js'
import { showToast } from '../overlays.js'
import { clockText } from '../time.js'
import { endOf, morningOf, nextWorkingDay } from '../working-day.js'
import { sandboxNow, setClock, useClock } from './clock.js'
import { usePhone } from './phone.js'
import { refusalText } from './presses.js'

const hourMs = 3_600_000
/** Where the clock can jump to from now, with what a narrow screen writes. */
const jumps: readonly [name: string, short: string, to: (now: number) => number][] = [
  ['+1小时', '+1时', (now) => now + hourMs],
  ['下一工作日', '工作日', nextWorkingDay],
  ['月末', '月末', (now) => endOf(1, now)],
  ['季末', '季末', (now) => endOf(3, now)],
  ['年末', '年末', (now) => endOf(12, now)],
]

/** The sandbox's clock with its jumps; while a jump is stepping nothing else can be started. */
export function ClockBar() {
  const now = useClock()
  const phone = usePhone()
  const [jumping, setJumping] = useState(false)
  const jump = async (to: number): Promise<void> => {
    setJumping(true)
    try {
      setClock(await jumpTo(to))
    } catch (error) {
      showToast({ type: 'error', content: refusalText(error) })
    } finally {
      setJumping(false)
    }
  }
  const { year, date, time } = clockText(now)
  return (
    <div class={jumping ? 'clock-bar jumping' : 'clock-bar'} aria-busy={jumping}>
      <label class="clock-reading" title="选一天，跳到那天 09:00">
        <span class="clock-date">
          <span class="clock-year">{year}</span>
          {date}
        </span>
        <span class="clock-time">{jumping ? '推进中…' : time}</span>
        <input
          type="date"
          aria-label="跳到某一天"
          disabled={jumping}
          onClick={(event) => event.currentTarget.showPicker?.()}
          onChange={(event) => {
            const to = morningOf(event.currentTarget.value)
            event.currentTarget.value = ''
            if (to === null) return
            if (to > sandboxNow()) void jump(to)
            else showToast({ type: 'warning', content: '时钟只能向前走' })
          }}
        />
      </label>
      <div class="clock-jumps">
        {jumps.map(([name, short, to]) => (
          <button
            key={name}
            type="button"
            aria-label={name}
            disabled={jumping}
            onClick={() => jump(to(sandboxNow()))}
          >
            {phone ? short : name}
          </button>
        ))}
      </div>
    </div>
  )
}
