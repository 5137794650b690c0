import type { FileIn } from '../lark/message-content.js'
import { failureOf } from '../lark/failure.js'
import type { MessageIn } from '../lark/inbound.js'
import { fileTakers } from '../flows/all.js'
import { type Fetched, takerOf } from '../flows/files.js'
import { recordLimits } from '../flows/limits.js'
import { isRefusal } from '../base/refusal.js'
import { readSheet } from '../sheets/read.js'
import { openFor } from './opened.js'
import type { DeskOptions, Files } from './options.js'

/** What the platform answers for a file that is larger than we take. */
const tooLarge = 234037

/**
 * Fetches the files of a message whose sender is at a form that takes them, before the transaction that attaches them: no
 * transaction waits for the platform. Null where nobody waits for a file. Delivered again it is fetched again, and the
 * same bytes are one file.
 */
export async function fetchFiles(desk: DeskOptions, inbound: MessageIn): Promise<Fetched[] | null> {
  const { files } = desk
  if (!files || inbound.files.length === 0 || inbound.chatType !== 'p2p') return null
  const taker = await desk.storage.transact('press', async (tx) => {
    const bureau = await desk.bureauOf(tx, inbound.openId)
    const opened = await openFor(desk.bureaus, tx, { bureau, openId: inbound.openId })
    if (isRefusal(opened)) return null
    const whose = { bureau: opened.situation.bureau, person: opened.person }
    return takerOf(fileTakers, tx, whose)
  })
  if (!taker) return null
  const fetched: Fetched[] = []
  for (const file of inbound.files) {
    fetched.push(
      await fetchFile(files, inbound.messageId, { ...file, sheets: taker.sheets === true }),
    )
  }
  return fetched
}

async function fetchFile(
  { store, download }: Files,
  messageId: string,
  { fileKey, fileName: name, type, sheets }: FileIn & { sheets: boolean },
): Promise<Fetched> {
  let bytes: Uint8Array
  try {
    bytes = await download({ messageId, fileKey, type, bytesMax: recordLimits.fileBytes })
  } catch (thrown) {
    return { name, failed: failureOf(thrown).code === tooLarge ? 'large' : 'failed' }
  }
  const mediaType = type === 'image' ? 'image/png' : 'application/octet-stream'
  const sheet = sheets ? { sheet: await readSheet(name, bytes) } : {}
  return { name, sha256: await store.put(bytes), size: bytes.byteLength, mediaType, ...sheet }
}
