import type { ContactChangedIn, Dispatch, Dispatched, Inbound, Waiting } from '../lark/inbound.js'
import { takePress } from './press.js'
import type { DeskOptions } from './options.js'
import { takeWord } from './words.js'

/**
 * Turns what came in into one transaction of a flow and its answer (architecture: "the life of a
 * button press"). Each inbound has its effect once: the inbox key is taken in the transaction, and a
 * second time the stored answer is given. `contactsChanged`: the platform's directory or groups changed.
 */
export function createDispatch(
  desk: DeskOptions & { contactsChanged(change: ContactChangedIn): void },
): Dispatch {
  return async (inbound: Inbound, waiting?: Waiting): Promise<Dispatched> => {
    switch (inbound.kind) {
      case 'press':
        return takePress(desk, inbound, waiting)
      case 'message':
      case 'menu':
      case 'entered':
        await takeWord(desk, inbound)
        return {}
      case 'contact-changed':
        desk.contactsChanged(inbound)
        return {}
    }
  }
}
