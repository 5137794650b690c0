import { type Api, type Call, Plain } from './api.js'
import { ApiError } from './api-error.js'
import { requireCardToken } from './card-token.js'
import { checkContent, requireSize } from './content-check.js'
import { messageChanged } from './posting.js'
import { isFields, textOf } from './read-json.js'

/** The bot's own data, and the delayed update of a card (feishu.md 5.3, 7.4). */
export const botApis: readonly Api[] = [
  {
    name: 'bot.info',
    method: 'get',
    path: '/open-apis/bot/v3/info',
    handle: ({ sandbox }) => {
      const { bot } = sandbox.world.core
      return new Plain({
        code: 0,
        msg: 'ok',
        bot: {
          activate_status: 2,
          app_name: bot.name,
          avatar_url: '',
          ip_white_list: [],
          open_id: bot.openId,
        },
      })
    },
  },
  {
    name: 'card.update',
    method: 'post',
    path: '/open-apis/interactive/v1/card/update',
    handle: (call) => {
      const { sandbox, body } = call
      const { token, message } = requireCardToken(sandbox, textOf(body, 'token'))
      if (!isFields(body.card)) throw new ApiError(400, 10002, 'the card is missing')
      const content = JSON.stringify(body.card)
      requireRightCard(call, content)
      token.uses += 1
      message.content = content
      message.updated = true
      message.updateTime = sandbox.clock.now()
      messageChanged(sandbox, message)
      return new Plain({ code: 0, msg: 'ok' })
    },
  },
]

/** The refusals of a delayed update are not those of sending (feishu.md 5.3). */
function requireRightCard(call: Call, content: string): void {
  try {
    requireSize('interactive', call.bodyBytes)
    checkContent(call.sandbox, { msgType: 'interactive', content })
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    throw new ApiError(400, error.code === 230025 ? 100000 : 11311, error.message)
  }
}
