import DataLoader from 'dataloader'
import type { Db } from './database.js'

/**
 * One question asked by many at the same time as one statement: what is asked of a database or a transaction before timers and
 * sockets have their next turn goes to `ask` together, which answers in the order of what was asked. Nothing is kept: asked later, it
 * is asked anew.
 */
export function gathered<D extends Db, Q, A>(
  ask: (db: D, questions: readonly Q[]) => Promise<readonly A[]>,
): (db: D, question: Q) => Promise<A> {
  const loaders = new WeakMap<Db['client'], DataLoader<Q, A>>()
  return (db, question) => {
    // Read by who asks: it refuses where it may not be used.
    const { client } = db
    const loader =
      loaders.get(client) ?? new DataLoader<Q, A>((all) => ask(db, all), { cache: false })
    loaders.set(client, loader)
    return loader.load(question)
  }
}
