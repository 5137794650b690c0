import { type Control, ControlError } from './control.js'
import { flagOf, numberOf, textOf, wholeOf } from './read-json.js'

/** What the page and the play's program tell each other. */
export const playControls: readonly Control[] = [
  {
    method: 'get',
    path: '/control/play',
    handle: async ({ sandbox: { play }, query, ctx }) => {
      if (wholeOf(query('after')) === play.state.revision) {
        await play.next((stop) => ctx.res.once('close', stop))
      }
      return play.state
    },
  },
  {
    method: 'post',
    path: '/control/play',
    handle: ({ sandbox: { play }, body }) => {
      const [offered, running] = [flagOf(body, 'offered'), flagOf(body, 'running')]
      const [share, line] = [numberOf(body, 'share'), textOf(body, 'line')]
      if (running && !(offered ?? play.state.offered)) {
        throw new ControlError(409, 'no-play', '现在没有人代大家办事')
      }
      return play.change({
        ...(offered === undefined ? {} : { offered }),
        ...(running === undefined ? {} : { running }),
        ...(share === undefined ? {} : { share }),
        ...(line === undefined ? {} : { line }),
      })
    },
  },
]
