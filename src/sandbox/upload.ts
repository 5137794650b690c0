import { Busboy, type BusboyInstance } from '@fastify/busboy'
import type { Context } from 'koa'

/** A parsed multipart body. */
export interface Upload {
  fields: Record<string, string>
  /** Bytes of the part with this name, whatever its headers say. */
  bytes: Buffer | undefined
  /** It was longer than allowed. */
  tooBig: boolean
}

/**
 * Reads a multipart body; `part` names the bytes, of which `maxBytes` are allowed. What makes a part
 * bytes is its name alone: clients send it without a filename, or without any header of its own
 * (feishu.md 2.1). Undefined when the body is none.
 */
export function readUpload(
  ctx: Context,
  part: string,
  maxBytes: number,
): Promise<Upload | undefined> {
  return new Promise((resolve) => {
    const upload: Upload = { fields: {}, bytes: undefined, tooBig: false }
    let parser: BusboyInstance
    try {
      parser = new Busboy({
        headers: { ...ctx.req.headers, 'content-type': ctx.get('content-type') },
        limits: { fileSize: maxBytes + 1, fieldSize: maxBytes },
        isPartAFile: (name, type, filename) =>
          name === part || filename !== undefined || type === 'application/octet-stream',
      })
    } catch {
      ctx.req.resume()
      return resolve(undefined)
    }
    parser.on('file', (name, stream) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        if (name !== part) return
        upload.bytes = Buffer.concat(chunks)
        upload.tooBig = upload.bytes.length > maxBytes
      })
    })
    parser.on('field', (name, value) => {
      upload.fields[name] = value
    })
    parser.on('finish', () => resolve(upload))
    parser.on('error', () => resolve(undefined))
    ctx.req.pipe(parser)
  })
}
