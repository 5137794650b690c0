/** A message that came or was changed, before one person. */
export interface Seen {
  openId: string
  chatId: string
  messageId: string
  kind: 'message' | 'update'
}

/** What arrives before people, as their clients learn of it. */
export interface Watch {
  /** What came since it was last asked for, each message once, in order. */
  take(): Seen[]
  close(): void
}

/** Watches the chats of these people through the sandbox's stream, a connection each, as their clients would. */
export async function watch(url: string, people: readonly string[]): Promise<Watch> {
  const stopping = new AbortController()
  const seen = new Map<string, Seen>()
  for (const openId of people) {
    const { body } = await fetch(`${url}/stream?as=${openId}`, { signal: stopping.signal })
    void read(body, (kind, told) =>
      seen.set(`${openId} ${told.messageId}`, { openId, kind, ...told }),
    )
  }
  return {
    take: () => {
      const all = [...seen.values()]
      seen.clear()
      return all
    },
    close: () => stopping.abort(),
  }
}

type Tell = (kind: Seen['kind'], told: { chatId: string; messageId: string }) => void

async function read(body: ReadableStream<Uint8Array> | null, tell: Tell): Promise<void> {
  const decoder = new TextDecoder()
  let rest = ''
  try {
    for await (const chunk of body ?? []) {
      const blocks = `${rest}${decoder.decode(chunk, { stream: true })}`.split('\n\n')
      rest = blocks.pop() ?? ''
      for (const block of blocks) {
        const [, kind, data] = /^event: (message|update)\ndata: (.*)$/.exec(block) ?? []
        if ((kind === 'message' || kind === 'update') && data) tell(kind, JSON.parse(data))
      }
    }
  } catch {
    // The watch was closed.
  }
}
