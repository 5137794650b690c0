import type { Bureaus } from '../flows/bureau.js'
import type { LarkClient } from '../lark/client.js'
import type { Storage, Tx } from '../storage/database.js'
import type { FileStore } from '../storage/files.js'

/** Where files that people send come from, and where they are kept. */
export interface Files {
  store: FileStore
  download: LarkClient['downloadResource']
}

/** What the desk works with. */
export interface DeskOptions {
  storage: Storage
  bureaus: Bureaus
  /** The bureau in which somebody speaks who says nothing of one. */
  bureauOf(tx: Tx, openId: string): Promise<string>
  /** Keys the hash of form values in press keys, so that the inbox tells nothing about them. */
  hashKey: string
  /** Files that people send; without it they are not taken. */
  files?: Files
  /** Puts the tokens of links into a card of a kind as it leaves; without it cards have none. */
  unseal?: (kind: string, content: string) => string
  /** Called after each commit that may have put something into the outbox. */
  wake(): void
  /** Finds the bureau's group on the platform and keeps what it found; rejects with a LarkFailure. */
  readGroup(): Promise<void>
}
