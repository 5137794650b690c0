/** Signatures of the archive's directory: its end, and one entry. */
const [endMark, entryMark] = [0x06054b50, 0x02014b50]
/** In the place of a size: it stands elsewhere, for archives beyond 4 GB. */
const elsewhere = 0xffffffff

/**
 * Bytes that an archive says it unpacks to, all entries together; null where it does not say so (the reader then would
 * not know where to stop) or is none. The reader unpacks no entry beyond what is said of it here.
 */
export function unpackedBytes(bytes: Uint8Array): number | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = endOf(view)
  if (end === null) return null
  const count = view.getUint16(end + 10, true)
  let at = view.getUint32(end + 16, true)
  let sum = 0
  for (let entry = 0; entry < count; entry++) {
    if (at + 46 > end || view.getUint32(at, true) !== entryMark) return null
    const [packed, unpacked] = [view.getUint32(at + 20, true), view.getUint32(at + 24, true)]
    if (packed === elsewhere || unpacked === elsewhere) return null
    // A folder is empty; what is packed into nothing, or streams without a size, hides what it unpacks to.
    const streams = (view.getUint16(at + 8, true) & 8) !== 0
    if (unpacked === 0 && (packed > 2 || (packed === 0 && streams))) return null
    sum += unpacked
    at +=
      46 +
      view.getUint16(at + 28, true) +
      view.getUint16(at + 30, true) +
      view.getUint16(at + 32, true)
  }
  return sum
}

/** Where the directory ends: the last 22 bytes, or before a comment of up to 64 KB. */
function endOf(view: DataView): number | null {
  const first = Math.max(0, view.byteLength - 22 - 0xffff)
  for (let at = view.byteLength - 22; at >= first; at--) {
    if (view.getUint32(at, true) === endMark) return at
  }
  return null
}
