import { type Api, Plain } from './api.js'
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
      const content = JSON.stringify(isFields(body.card) ? body.card : null)
      requireSize('interactive', call.bodyBytes)
      checkContent(sandbox, { msgType: 'interactive', content })
      token.uses += 1
      message.content = content
      message.updated = true
      message.updateTime = sandbox.clock.now()
      messageChanged(sandbox, message)
      return new Plain({ code: 0, msg: 'ok' })
    },
  },
]
