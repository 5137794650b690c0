import { type ChildProcess, spawn } from 'node:child_process'
import { packagePath } from '../base/package-root.js'
import { sleep } from '../base/real-time.js'

/** Real time until a sandbox that did not answer is asked again. */
const againMs = 1_000

/**
 * Offers at the sandbox's page that everybody acts by themselves, and begins the program that does it when somebody wants it: until then
 * nothing of it runs. Offers nothing for no bureaus. Returns how to stop.
 */
export function offerPlay(controlUrl: string, bureaus: readonly string[], args: readonly string[]) {
  const stopping = new AbortController()
  const { signal } = stopping
  let child: ChildProcess | null = null
  const post = (body: object): Promise<unknown> =>
    fetch(`${controlUrl}/play`, {
      ...{ method: 'POST', body: JSON.stringify(body), signal },
      headers: { 'content-type': 'application/json' },
    })
  const offer = async (): Promise<void> => {
    await post({ offered: true })
    for (let revision = -1; !signal.aborted; ) {
      const state = await readPlay(`${controlUrl}/play?after=${revision}`, signal)
      revision = state.revision
      if (state.running) break
    }
    if (signal.aborted) return
    const script = packagePath('dist', 'src', 'year', 'play-main.js')
    const of = bureaus.flatMap((id) => ['--bureau', id])
    child = spawn(process.execPath, [...args, script, '--control', controlUrl, ...of], {
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    const failed = await new Promise<boolean>((done) => {
      child?.once('exit', (code) => done(code !== 0))
    })
    if (failed && !signal.aborted) await post({ offered: false, running: false })
  }
  const keep = async (): Promise<void> => {
    while (!signal.aborted) {
      try {
        return await offer()
      } catch {
        await sleep(againMs, { unref: true, signal })
      }
    }
  }
  if (bureaus.length > 0) void keep()
  return {
    stop: (): void => {
      stopping.abort()
      child?.kill('SIGTERM')
    },
  }
}

async function readPlay(
  url: string,
  signal: AbortSignal,
): Promise<{ running: boolean; revision: number }> {
  const response = await fetch(url, { signal })
  const state: unknown = await response.json()
  if (typeof state !== 'object' || state === null) return { running: false, revision: -1 }
  return {
    running: 'running' in state && state.running === true,
    revision: 'revision' in state && typeof state.revision === 'number' ? state.revision : -1,
  }
}
