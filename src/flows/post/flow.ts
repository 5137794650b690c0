import { awayIn } from '../away/away.js'
import type { Flow } from '../flow.js'
import { viewCover } from './cover.js'

/** Who has whose post while they are away (AB岗). */
export const postFlow: Flow = {
  name: 'post',
  serves: [],
  cards: { cover: { view: viewCover } },
  away: awayIn,
}
