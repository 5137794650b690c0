import { useEffect } from 'preact/hooks'
import { sleep } from '../../../base/real-time.js'
import { type PlayState, readClock, readPlay, setPlaying } from '../api.js'
import { showToast } from '../overlays.js'
import { createStore, useStore } from '../store.js'
import { setClock } from './clock.js'
import { refusalText } from './presses.js'

const known = createStore<PlayState | null>(null)

/** Real time until a sandbox that did not answer is asked again. */
const againMs = 3_000

/** Follows the play, and the clock that it moves, whoever is chosen. */
async function follow(signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      known.set(await readPlay(known.get()?.revision ?? -1, signal))
      setClock(await readClock())
    } catch {
      await sleep(againMs, { signal })
    }
  }
}

/** Everybody acts by themselves while it runs: begun and paused here; nothing where nobody can act for them. */
export function PlayBar() {
  const play = useStore(known)
  useEffect(() => {
    const over = new AbortController()
    void follow(over.signal)
    return () => over.abort()
  }, [])
  if (!play?.offered) return null
  const { running, share, line } = play
  const over = share >= 1
  const turn = async (): Promise<void> => {
    try {
      known.set(await setPlaying(!running))
    } catch (error) {
      showToast({ type: 'error', content: refusalText(error) })
    }
  }
  return (
    <div class={running ? 'play-bar running' : 'play-bar'}>
      <button
        type="button"
        disabled={over}
        title="人人按自己的习惯办理收到的卡片，时钟一个工作日一个工作日地往前走"
        onClick={turn}
      >
        {over ? '这一年过完了' : running ? '暂停' : share > 0 ? '接着过' : '过完这一年'}
      </button>
      {line && (
        <span class="play-line" role="status">
          <span
            class="play-share"
            role="progressbar"
            aria-valuenow={Math.round(share * 100)}
            aria-label="过了多少"
          >
            <span style={{ width: `${share * 100}%` }} />
          </span>
          {line}
        </span>
      )}
    </div>
  )
}
