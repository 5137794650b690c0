import type { z } from 'zod'
import type { Json } from '../base/json.js'
import type { Db, Tx } from '../storage/database.js'
import { deleteDraft, type DraftPlace, getDraft, putDraft } from '../storage/drafts.js'

/** Whose form it is. */
export type Whose = { bureau: { id: string }; person: string }

/** Forms of a kind as people leave them, by key. */
export interface FormDrafts<D> {
  place(whose: Whose, key: string): DraftPlace
  /** As it was left; null when nobody began it. */
  get(db: Db, whose: Whose, key: string): Promise<D | null>
  keep(tx: Tx, whose: Whose, key: string, draft: D): Promise<void>
  drop(tx: Tx, whose: Whose, key: string): Promise<void>
}

/** Declares how forms of a kind are kept; what an earlier version of us wrote is read by the shape's own defaults. */
export function formDrafts<S extends z.ZodType>(kind: string, shape: S): FormDrafts<z.output<S>> {
  const place = ({ bureau, person }: Whose, key: string): DraftPlace => {
    return { bureau: bureau.id, owner: person, kind, key }
  }
  return {
    place,
    async get(db, whose, key) {
      const draft = await getDraft(db, place(whose, key))
      return draft && shape.parse(draft.body)
    },
    async keep(tx, whose, key, draft) {
      const body: Json = JSON.parse(JSON.stringify(draft))
      await putDraft(tx, place(whose, key), body)
    },
    async drop(tx, whose, key) {
      await deleteDraft(tx, place(whose, key))
    },
  }
}
