import type { ServerResponse } from 'node:http'
import { every } from '../base/real-time.js'

interface Listener {
  as: string
  response: ServerResponse
}

/** Server-sent events to open chat pages. */
export class Stream {
  readonly #listeners = new Set<Listener>()
  readonly #stop = every(15_000, () => {
    for (const { response } of this.#listeners) response.write(': still here\n\n')
  })

  /** Keeps a response open for one person. */
  open(as: string, response: ServerResponse): void {
    response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
    })
    response.write(': hello\n\n')
    const listener = { as, response }
    this.#listeners.add(listener)
    response.on('close', () => this.#listeners.delete(listener))
  }

  /** Tells everybody, or only those among `to`. */
  tell(event: string, body: unknown, to?: readonly string[]): void {
    const text = `event: ${event}\ndata: ${JSON.stringify(body)}\n\n`
    for (const { as, response } of this.#listeners) {
      if (to === undefined || to.includes(as)) response.write(text)
    }
  }

  close(): void {
    this.#stop()
    for (const { response } of this.#listeners) response.end()
  }
}
