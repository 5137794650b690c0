/** Why the database can't be opened, brought up to date, or used any more. */
export type StorageFault =
  | 'in-use'
  | 'lock-lost'
  | 'disk-full'
  | 'damaged'
  | 'birth-failed'
  | 'migration-changed'
  | 'migration-failed'
  | 'failed'
  | 'closed'

/** The database can't be had; the message is Chinese and says what to do. */
export class StorageError extends Error {
  override name = 'StorageError'

  constructor(
    readonly code: StorageFault,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}
