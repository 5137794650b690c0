import { useEffect, useState } from 'preact/hooks'

/** A value that components can watch. */
export interface Store<T> {
  get(): T
  set(next: T): void
  watch(fn: () => void): () => void
}

/** A store that holds `initial`. */
export function createStore<T>(initial: T): Store<T> {
  let value = initial
  const watchers = new Set<() => void>()
  return {
    get: () => value,
    set(next) {
      value = next
      for (const watcher of [...watchers]) watcher()
    },
    watch(fn) {
      watchers.add(fn)
      return () => watchers.delete(fn)
    },
  }
}

/** The store's value; the component is drawn again when it changes. */
export function useStore<T>(store: Store<T>): T {
  const [, draw] = useState(0)
  useEffect(() => store.watch(() => draw((drawn) => drawn + 1)), [store])
  return store.get()
}
