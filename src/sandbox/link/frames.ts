import protobuf from 'protobufjs'
import { fieldsOf, isFields, listOf, numberOf, textOf } from '../read-json.js'

const { root } = protobuf.parse(
  `syntax = "proto2";
   package pbbp2;
   message Header { required string key = 1; required string value = 2; }
   message Frame {
     required uint64 SeqID = 1;
     required uint64 LogID = 2;
     required int32 service = 3;
     required int32 method = 4;
     repeated Header headers = 5;
     optional string payloadEncoding = 6;
     optional string payloadType = 7;
     optional bytes payload = 8;
     optional string LogIDNew = 9;
   }`,
  { keepCase: true },
)
const FrameType = root.lookupType('pbbp2.Frame')

/** One message of the long connection (feishu.md 2.5). */
export interface Frame {
  seqId: number
  logId: number
  service: number
  /** 0 control, 1 data. */
  method: number
  headers: Record<string, string>
  payload: Buffer
}

/** The bytes of a frame. */
export function encodeFrame(frame: Frame): Uint8Array {
  const message = FrameType.create({
    SeqID: frame.seqId,
    LogID: frame.logId,
    service: frame.service,
    method: frame.method,
    headers: Object.entries(frame.headers).map(([key, value]) => ({ key, value })),
    payload: frame.payload,
  })
  return FrameType.encode(message).finish()
}

/** A frame from its bytes; throws when they are none. */
export function decodeFrame(bytes: Uint8Array): Frame {
  const fields = fieldsOf(
    FrameType.toObject(FrameType.decode(bytes), { longs: Number, bytes: Buffer }),
  )
  const headers: Record<string, string> = {}
  for (const header of listOf(fields, 'headers')) {
    if (!isFields(header)) continue
    headers[textOf(header, 'key') ?? ''] = textOf(header, 'value') ?? ''
  }
  return {
    seqId: numberOf(fields, 'SeqID') ?? 0,
    logId: numberOf(fields, 'LogID') ?? 0,
    service: numberOf(fields, 'service') ?? 0,
    method: numberOf(fields, 'method') ?? 0,
    headers,
    payload: Buffer.isBuffer(fields.payload) ? fields.payload : Buffer.alloc(0),
  }
}
