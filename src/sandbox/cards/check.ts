import { isFields } from '../read-json.js'

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
}

/** The first fault of a card, or undefined. */
export function checkCard(card: unknown, _world: CardWorld): CardFault | undefined {
  if (!isFields(card)) {
    return { code: 200621, message: 'parse card json err', value: '', path: 'ROOT' }
  }
  return undefined
}
