import { createStore } from '../store.js'

/** Who looks, and at which chat; kept in the address so that it can be shared and reloaded. */
export interface Place {
  as: string
  /** A chat's id, `bot` for the chat with the bot, empty for none. */
  chat: string
}

function read(): Place {
  const query = new URLSearchParams(location.search)
  return { as: query.get('as') ?? '', chat: query.get('chat') ?? '' }
}

/** The current place. */
export const place = createStore<Place>(read())

window.addEventListener('popstate', () => place.set(read()))

/** Goes to a place; `replace` leaves no step to go back to. */
export function go(to: Place, replace = false): void {
  const query = new URLSearchParams()
  if (to.as) query.set('as', to.as)
  if (to.chat) query.set('chat', to.chat)
  const address = query.size > 0 ? `?${query}` : location.pathname
  if (replace) history.replaceState(null, '', address)
  else history.pushState(null, '', address)
  place.set(to)
}
