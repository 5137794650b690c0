import type { PeopleFile } from './people-file.js'

/** How to start a sandbox; all may be left out. */
export interface SandboxOptions {
  /** Port on 127.0.0.1; 0 takes a free one. */
  port?: number
  /** Who is there: a path to a people file, or its content. */
  people?: string | PeopleFile
  /** Folder that keeps the state; without it all is in memory. */
  dataDir?: string
  /** The bot's HTTP address, for jumps of the clock. */
  botUrl?: string
  /** First virtual time in China standard time, `2025-09-25T09:00`. */
  clock?: string
  appId?: string
  appSecret?: string
  /** Folder of the built chat page. */
  pageDir?: string
  /** Makes ids and chance repeatable. */
  seed?: string
}

/** A running sandbox. */
export interface RunningSandbox {
  port: number
  /** For the SDK's `domain`; no trailing slash. */
  baseUrl: string
  controlUrl: string
  appId: string
  appSecret: string
  /** Ends connections, saves the state. */
  close(): Promise<void>
}
