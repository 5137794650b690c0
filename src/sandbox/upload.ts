import busboy from 'busboy'
import type { Context } from 'koa'

/** A parsed multipart body. */
export interface Upload {
  fields: Record<string, string>
  /** Bytes of the part with this name; it may lack a filename. */
  bytes: Buffer | undefined
  /** It was longer than allowed. */
  tooBig: boolean
}

/** Reads a multipart body; `part` names the bytes. Undefined when the body is none. */
export function readUpload(
  ctx: Context,
  part: string,
  maxBytes: number,
): Promise<Upload | undefined> {
  return new Promise((resolve) => {
    const upload: Upload = { fields: {}, bytes: undefined, tooBig: false }
    let parser: ReturnType<typeof busboy>
    try {
      parser = busboy({
        headers: ctx.req.headers,
        defParamCharset: 'utf8',
        limits: { fileSize: maxBytes, fieldSize: maxBytes },
      })
    } catch {
      ctx.req.resume()
      return resolve(undefined)
    }
    parser.on('file', (name, stream) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('limit', () => {
        upload.tooBig = true
      })
      stream.on('end', () => {
        if (name === part) upload.bytes = Buffer.concat(chunks)
      })
    })
    parser.on('field', (name, value) => {
      if (name === part) upload.bytes = Buffer.from(value, 'utf8')
      else upload.fields[name] = value
    })
    parser.on('close', () => resolve(upload))
    parser.on('error', () => resolve(undefined))
    ctx.req.pipe(parser)
  })
}
