import { spawnSync } from 'node:child_process'
import { accessSync, constants, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type BrowserContext, chromium } from 'playwright-core'

/** A browser to test with, or why there is none and what to do. */
export type FoundBrowser = { path: string } | { path: null; todo: string }

const names = ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser', 'chrome']
const macChrome = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'
const packages = ['chromium', 'fonts-noto-cjk']
const installMs = 180_000

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--lang=zh-CN',
]

/**
 * The browser of `CHROME_PATH`, else a Chrome or Chromium that is installed, else Debian's, which is
 * installed when that is possible (root with apt-get). Under `CI=true` not finding one is an error.
 */
export function findBrowser(): FoundBrowser {
  const found = process.env.CHROME_PATH
    ? runnable(process.env.CHROME_PATH)
    : (inPath() ?? install())
  if (found) return { path: found }
  const todo = process.env.CHROME_PATH
    ? `CHROME_PATH names ${process.env.CHROME_PATH}, which can't be run`
    : `no Chrome or Chromium: set CHROME_PATH, or apt-get install ${packages.join(' ')}`
  if (process.env.CI === 'true') throw new Error(`browser tests can't run: ${todo}`)
  return { path: null, todo }
}

function runnable(path: string): string | null {
  try {
    accessSync(path, constants.X_OK)
    return path
  } catch {
    return null
  }
}

function inPath(): string | null {
  const folders = (process.env.PATH ?? '').split(delimiter)
  for (const name of names) {
    for (const folder of folders) {
      const found = runnable(join(folder, name))
      if (found) return found
    }
  }
  return runnable(macChrome)
}

function install(): string | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return null
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const run = (...args: string[]) =>
    spawnSync('apt-get', args, { env, stdio: 'ignore', timeout: installMs }).status === 0
  if (!run('update')) return null
  return run('install', '-y', '--no-install-recommends', ...packages) ? inPath() : null
}

/** A running browser with a fresh profile. */
export interface OpenBrowser {
  context: BrowserContext
  /** Ends the browser and removes its profile. */
  close(): Promise<void>
}

/** Starts a browser without windows; pages are Chinese and in the bureau's zone. */
export async function openBrowser(path: string): Promise<OpenBrowser> {
  const profile = mkdtempSync(join(tmpdir(), 'page-browser-'))
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: path,
    headless: true,
    args: flags,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: desktop,
  })
  return {
    context,
    async close() {
      await context.close()
      rmSync(profile, { recursive: true, force: true })
    },
  }
}

/** Sizes that the page is looked at in. */
export const desktop = { width: 1280, height: 800 }
export const phone = { width: 390, height: 844 }

/** Where a screenshot goes: `tests/screenshots/NAME.png`. */
export function screenshotPath(name: string): string {
  const folder = fileURLToPath(new URL('../screenshots', import.meta.url))
  mkdirSync(folder, { recursive: true })
  return join(folder, `${name}.png`)
}
