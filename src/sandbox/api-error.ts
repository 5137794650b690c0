/** A call that Feishu refuses: HTTP status, business code, text. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: number,
    message: string,
    readonly headers: Record<string, string> = {},
  ) {
    super(message)
  }
}

const texts: Record<number, string> = {
  230001: 'Your request contains an invalid request parameter.',
  230002: 'The bot can not be outside the group.',
  230011: 'The message is recalled.',
  230012: 'The bot is not the sender of the message.',
  230013: 'Bot has NO availability to this user.',
  230015: 'P2P chat can NOT be shared.',
  230017: 'Bot is NOT the owner of the resource.',
  230020: 'This operation triggers the frequency limit.',
  230025: 'The length of the message content reaches its limit.',
  230026: 'No permission to recall this message.',
  230031: 'The message can no longer be updated, it is older than 14 days.',
  230034: 'The receive_id is invalid.',
  230030: 'The message id is invalid, record not found.',
  230033: 'Get the reading status must be done within 7 days after the message is sent.',
  230049: 'The message is being sent.',
  230055: 'The type of file upload does not match the type of message being sent.',
  230061: 'The message type does not support forwarding.',
  230065: 'The message to be forwarded has been recalled.',
  230071: 'The operator is not the sender of the message.',
  230072: 'The message has reached the number of edits that is allowed.',
  230075: 'The message is too old to be edited.',
  231001: 'reaction type is invalid.',
  231002: 'The operator has no permission to react on the specific message.',
  231003: 'The message is not found, maybe not exist or deleted.',
  231007: 'The operator has no permission to delete this reaction.',
  231011: 'The request has an invalid reaction_id.',
  231012: 'The request has an invalid pageToken.',
  231014: 'user_id_type is invalid.',
  231017: 'This operation is not supported for this message type.',
  232001: 'Your request contains an invalid request parameter.',
  232006: 'Your request specifies a chat_id which is invalid.',
  232008: 'Your request specifies a chat whose type is NOT supported currently.',
  232009: 'Your request specifies a chat which has already been dissolved.',
  232011: 'Operator can NOT be out of the chat.',
  232012: 'New chat owner can NOT be out of the chat.',
  232035: 'Your request specifies an owner_id which is invalid.',
  232041: 'The avatar key is illegal.',
  234001: 'Invalid request param.',
  234003: 'File not in message.',
  234006: 'The file size exceed the max value.',
  234008: 'The app is not the resource sender.',
  234010: "File's size can't be 0.",
  234011: "Can't recognize the image format.",
  234043: 'Unsupported message type.',
}

/** A refusal with HTTP 400 and the documented text; `detail` follows as `ext=`. */
export function refused(code: number, detail?: string): ApiError {
  const text = texts[code] ?? 'The request was refused.'
  return new ApiError(400, code, detail === undefined ? text : `${text} ext=${detail}`)
}
