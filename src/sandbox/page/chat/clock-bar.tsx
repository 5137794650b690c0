import { useEffect } from 'preact/hooks'
import { sleep } from '../../../base/real-time.js'
import { jumpTo, readClock } from '../api.js'
import { showToast } from '../overlays.js'
import { clockText } from '../time.js'
import { endOf, morningOf, nextWorkingDay } from '../working-day.js'
import { sandboxNow, setClock, useClock, useJump } from './clock.js'
import { JumpBar } from './jump-bar.js'
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

/** Real time between two readings of a clock that is being moved on. */
const followMs = 300

/** Reads the clock again and again while it is moved on: whoever is chosen, and whether or not anything else is told. */
async function follow(signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await sleep(followMs, { signal })
    // A sandbox that does not answer is asked again: the page says that the connection is lost.
    const read = await readClock().catch(() => null)
    if (read !== null && !signal.aborted) setClock(read)
  }
}

async function jump(to: number): Promise<void> {
  try {
    setClock(await jumpTo(to))
  } catch (error) {
    showToast({ type: 'error', content: refusalText(error) })
  }
}

/** The sandbox's clock with its jumps; while it is moved on, how far it is, and nothing else can be started. */
export function ClockBar() {
  const now = useClock()
  const phone = usePhone()
  const goesOn = useJump()
  const to = goesOn?.to ?? null
  useEffect(() => {
    if (to === null) return
    const over = new AbortController()
    void follow(over.signal)
    return () => {
      over.abort()
      if (sandboxNow() >= to) return
      showToast({ type: 'error', content: '时钟停在了半路：机器人一直没有办完，请看它的日志' })
    }
  }, [to])
  const { year, date, time } = clockText(now)
  return (
    <div class={goesOn ? 'clock-bar jumping' : 'clock-bar'} aria-busy={goesOn !== null}>
      <label class="clock-reading" title="选一天，跳到那天 09:00">
        <span class="clock-date">
          <span class="clock-year">{year}</span>
          {date}
        </span>
        <span class="clock-time">{time}</span>
        <input
          type="date"
          aria-label="跳到某一天"
          disabled={goesOn !== null}
          onClick={(event) => event.currentTarget.showPicker?.()}
          onChange={(event) => {
            const morning = morningOf(event.currentTarget.value)
            event.currentTarget.value = ''
            if (morning === null) return
            if (morning > sandboxNow()) void jump(morning)
            else showToast({ type: 'warning', content: '时钟只能向前走' })
          }}
        />
      </label>
      {goesOn ? (
        <JumpBar jump={goesOn} now={now} />
      ) : (
        <div class="clock-jumps">
          {jumps.map(([name, short, to]) => (
            <button
              key={name}
              type="button"
              aria-label={name}
              onClick={() => jump(to(sandboxNow()))}
            >
              {phone ? short : name}
            </button>
          ))}
        </div>
      )}
    </div>
  )
}
