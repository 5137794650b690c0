/** What is wrong with a card: sub-code of 230099, text, value, path. */
export interface CardFault {
  code: number
  message: string
  value: string
  path: string
}

/** What a card may refer to. */
export interface CardWorld {
  hasImage(key: string): boolean
  hasPerson(id: string): boolean
  /** A sound file that this app uploaded. */
  hasAudio(key: string): boolean
}

/** Sub-codes of 230099 (feishu.md 6.10). */
export const cardCodes = {
  parse: 200621,
  unsupported: 200861,
  tooMuch: 11310,
  image: 200570,
  person: 100290,
  chart: 200550,
  rows: 200914,
  rowName: 200915,
  audioForward: 300220,
  audioTwice: 300230,
  audioFile: 300240,
} as const
