import { ApiError } from './api-error.js'
import type { CardToken, Message } from './model.js'
import type { Sandbox } from './sandbox.js'

const maxUses = 2

/** The card that an update token is for; throws the documented codes of feishu.md 5.3. */
export function requireCardToken(
  sandbox: Sandbox,
  given: string | undefined,
): { token: CardToken; message: Message } {
  const bad = (code: number, text: string): ApiError => new ApiError(400, code, text)
  if (given === undefined || !/^c-[0-9a-f]{32}$/.test(given)) {
    throw bad(300020, 'the token is malformed')
  }
  const token = sandbox.world.core.cardTokens.find((one) => one.token === given)
  if (!token) throw bad(200310, 'the card is not of this app')
  if (token.expiresAt <= sandbox.clock.now()) throw bad(300030, 'the token has expired')
  if (token.uses >= maxUses) throw bad(300040, 'the token has been used up')
  if (!token.answered) throw bad(300000, 'the callback has not been answered yet')
  const message = sandbox.world.messages.get(token.messageId)
  if (!message || message.recalled) throw bad(200000, 'the card was recalled')
  return { token, message }
}
