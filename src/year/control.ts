import { type Day, momentOf } from '../base/day.js'

/** The sandbox's control API (src/sandbox/README.md): what people do there, its clock and its faults. */
export interface Control {
  get<T>(path: string): Promise<T>
  post<T>(path: string, body: unknown): Promise<T>
}

/** Moves the clock on, through everything that happens on the way. Throws an Error when somebody never became idle. */
export async function goTo(control: Control, on: Day, time: string): Promise<void> {
  const to = momentOf(on, time)
  const answer = await control.post<{ now?: number }>('/clock', { to, timeoutMs: 300_000 })
  if (!((answer.now ?? 0) >= to)) throw new Error(`${on} ${time}: ${JSON.stringify(answer)}`)
}

/** The control API at this address. What it answers is taken as the caller says: it is the other half of this program. */
export function controlOf(url: string): Control {
  return {
    get: async <T>(path: string) => (await (await fetch(`${url}${path}`)).json()) as T,
    post: async <T>(path: string, body: unknown) => {
      const headers = { 'content-type': 'application/json' }
      const response = await fetch(`${url}${path}`, {
        method: 'POST',
        headers,
        body: JSON.stringify(body),
      })
      return (await response.json()) as T
    },
  }
}
