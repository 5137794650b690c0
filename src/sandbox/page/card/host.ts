import { createContext, type ComponentType } from 'preact'
import type { JsonNode } from '../json.js'
import { useContext } from 'preact/hooks'
import { createStore, type Store } from '../store.js'
import type { Directory } from '../people.js'
import type { CardStyle } from './colours.js'

/** What a field of a form can hold. */
export type FieldValue = string | boolean | readonly string[]

/** What a control sends when it is used. */
export interface Press {
  name?: string
  elementId?: string
  value?: unknown
  formValue?: Readonly<Record<string, FieldValue>>
  option?: string
  options?: readonly string[]
  checked?: boolean
}

/** What came of a press: whether the card was replaced, and names of fields that lack a value. */
export interface PressResult {
  cardChanged: boolean
  missing: readonly string[]
}

/** Where a form that is filled in half survives the page, by field name. */
export interface Drafts {
  read(): ReadonlyMap<string, FieldValue>
  write(typed: ReadonlyMap<string, FieldValue>): void
}

/** Where a card stands: who can be named, where presses go. */
export interface CardHost {
  directory: Directory
  drafts?: Drafts
  /** Sends the press and shows its toast. */
  press(press: Press): Promise<PressResult>
}

/** What a person has done with a card that nobody else knows of yet. */
export interface CardSession {
  /** Values typed or chosen, by field name; a field that is not here shows the card's own value. */
  typed: Store<ReadonlyMap<string, FieldValue>>
  /** Names of required fields that were empty at the last press. */
  missing: Store<ReadonlySet<string>>
  /** A press is on its way. */
  busy: Store<boolean>
}

/** A session in which nothing was done yet but what a draft holds. */
export function newSession(drafts?: Drafts): CardSession {
  return {
    typed: createStore(drafts?.read() ?? new Map()),
    missing: createStore<ReadonlySet<string>>(new Set()),
    busy: createStore(false),
  }
}

/** What every component of a card can reach. */
export interface CardContext {
  host: CardHost
  session: CardSession
  style: CardStyle
  phone: boolean
  /** What draws each tag. */
  components: Readonly<Record<string, ComponentType<{ node: JsonNode }>>>
}

const context = createContext<CardContext | null>(null)

/** Gives the card's surroundings to its components. */
export const CardProvider = context.Provider

/** The surroundings of the card that this component is in; a bug when there is none. */
export function useCard(): CardContext {
  const found = useContext(context)
  if (!found) throw new Error('a card component outside a card')
  return found
}
