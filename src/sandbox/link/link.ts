import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { within } from '../../base/real-time.js'
import { fieldsOf, numberOf, parseJson, textOf } from '../read-json.js'
import type { World } from '../world.js'
import { decodeFrame, encodeFrame, type Frame } from './frames.js'

/** Seconds, as the endpoint call and each pong give them to the client. */
export interface LinkConfig {
  ReconnectCount: number
  ReconnectInterval: number
  ReconnectNonce: number
  PingInterval: number
}

/** How an event over the long connection ended. */
export type LinkOutcome =
  | { kind: 'answered'; code: number; data: unknown }
  | { kind: 'late' }
  | { kind: 'offline' }
  | { kind: 'cut' }

/** Somebody waits for the acknowledgement of a frame; undefined when the connection was cut. */
interface Waiting {
  client: WebSocket
  resolve(ack: Frame | undefined): void
}

const maxConnections = 50
const serviceId = 33554678

/** The server's end of all long connections. */
export class Link {
  config: LinkConfig = {
    ReconnectCount: -1,
    ReconnectInterval: 3,
    ReconnectNonce: 1,
    PingInterval: 120,
  }
  /** Longer payloads are sent in pieces. */
  pieceBytes = 16_384
  readonly #server = new WebSocketServer({ noServer: true })
  readonly #sockets = new Set<WebSocket>()
  readonly #tickets = new Set<string>()
  readonly #waiting = new Map<string, Waiting>()
  #sequence = 0

  constructor(readonly world: () => World) {}

  /** How many clients are connected. */
  get connections(): number {
    return this.#sockets.size
  }

  /** The endpoint call's body: where to connect, and the settings. */
  endpoint(baseUrl: string): unknown {
    if (this.#sockets.size >= maxConnections) {
      return { code: 1000040350, msg: 'the number of connections exceeded the limit', data: {} }
    }
    const world = this.world()
    const ticket = world.newId('')
    this.#tickets.add(ticket)
    const url = new URL('/ws/v2', baseUrl.replace(/^http/, 'ws'))
    url.search = new URLSearchParams({
      fpid: '493',
      aid: '552564',
      device_id: String(7_000_000_000 + world.core.counter),
      access_key: world.newId('').slice(0, 16),
      service_id: String(serviceId),
      ticket,
    }).toString()
    return { code: 0, msg: '', data: { URL: url.toString(), ClientConfig: this.config } }
  }

  /** Takes an upgrade request of the HTTP server. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1')
    const ticket = url.searchParams.get('ticket') ?? ''
    const refusal =
      url.pathname !== '/ws/v2'
        ? '404'
        : !this.#tickets.delete(ticket)
          ? '514'
          : this.#sockets.size >= maxConnections
            ? '1000040350'
            : undefined
    if (refusal !== undefined) {
      socket.end(
        `HTTP/1.1 403 Forbidden\r\nhandshake-status: ${refusal}\r\nhandshake-msg: refused\r\nconnection: close\r\n\r\n`,
      )
      return
    }
    this.#server.handleUpgrade(request, socket, head, (client) => this.#welcome(client))
  }

  #welcome(client: WebSocket): void {
    this.#sockets.add(client)
    client.on('close', () => {
      this.#sockets.delete(client)
      for (const waiting of this.#waiting.values()) {
        if (waiting.client === client) waiting.resolve(undefined)
      }
    })
    client.on('error', () => client.terminate())
    client.on('message', (data) => {
      try {
        this.#receive(client, decodeFrame(bytesOf(data)))
      } catch {
        client.close(1002)
      }
    })
  }

  #receive(client: WebSocket, frame: Frame): void {
    if (frame.method === 0 && frame.headers.type === 'ping') {
      client.send(
        encodeFrame({
          ...frame,
          headers: { type: 'pong' },
          payload: Buffer.from(JSON.stringify(this.config)),
        }),
      )
      return
    }
    if (frame.method === 1) this.#waiting.get(frame.headers.message_id ?? '')?.resolve(frame)
  }

  /**
   * Sends one envelope to one connection, chosen at random, and waits for its acknowledgement.
   * `cut` ends the connection instead of sending; `frameType` is the frames' `type` header (`card` is
   * what clients of today drop without a word, feishu.md 2.5).
   */
  async deliver(
    envelope: unknown,
    options: { deadlineMs: number; cut: boolean; frameType: 'event' | 'card' },
  ): Promise<LinkOutcome> {
    const sockets = [...this.#sockets]
    const world = this.world()
    const client = sockets[Math.floor(world.chance() * sockets.length)]
    if (!client) return { kind: 'offline' }
    if (options.cut) {
      client.terminate()
      return { kind: 'cut' }
    }
    const frameId = world.newId('')
    const acked = new Promise<Frame | undefined>((resolve) => {
      this.#waiting.set(frameId, { client, resolve })
    })
    const payload = Buffer.from(JSON.stringify(envelope))
    for (const frame of this.#frames(frameId, options.frameType, payload)) {
      client.send(encodeFrame(frame))
    }
    const ack = await within(options.deadlineMs, acked, null)
    this.#waiting.delete(frameId)
    if (ack === null) return { kind: 'late' }
    if (ack === undefined) return { kind: 'cut' }
    return readAck(ack)
  }

  /** The pieces of one payload, in random order. */
  #frames(frameId: string, type: 'event' | 'card', payload: Buffer): Frame[] {
    const world = this.world()
    const pieces: Buffer[] = []
    for (let from = 0; from < payload.length; from += this.pieceBytes) {
      pieces.push(payload.subarray(from, from + this.pieceBytes))
    }
    this.#sequence += 1
    const traceId = world.newId('')
    const frames = pieces.map(
      (piece, index): Frame => ({
        seqId: this.#sequence,
        logId: world.core.counter,
        service: serviceId,
        method: 1,
        headers: {
          type,
          message_id: frameId,
          sum: String(pieces.length),
          seq: String(index),
          trace_id: traceId,
        },
        payload: piece,
      }),
    )
    return frames
      .map((frame) => ({ frame, at: world.chance() }))
      .sort((a, b) => a.at - b.at)
      .map(({ frame }) => frame)
  }

  /** Cuts every connection; answers how many. */
  cutAll(): number {
    const count = this.#sockets.size
    for (const client of this.#sockets) client.terminate()
    return count
  }

  close(): void {
    this.cutAll()
    this.#server.close()
  }
}

function readAck(ack: Frame): LinkOutcome {
  const body = fieldsOf(parseJson(ack.payload.toString('utf8')))
  const code = numberOf(body, 'code') ?? 0
  const data = textOf(body, 'data')
  return {
    kind: 'answered',
    code,
    data: data === undefined ? undefined : parseJson(Buffer.from(data, 'base64').toString('utf8')),
  }
}

function bytesOf(data: Buffer | ArrayBuffer | Buffer[]): Buffer {
  if (Buffer.isBuffer(data)) return data
  return Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data)
}
