import type { Refusal } from '../base/refusal.js'
import type { PrintedBook } from '../base/printed.js'
import type { SheetToFill } from '../base/sheet.js'
import type { Tx } from '../storage/database.js'
import type { Claim } from '../storage/locks.js'
import type { AskKind } from './asks.js'
import type { CardRef } from './cards.js'
import type { Slice } from './collected.js'
import type { Want } from './wants.js'
import type { Bureau, Context, Outcome, Seeing, Situation, Writing } from './context.js'
import type { Action } from './access.js'
import type { GoneView } from './gone-view.js'
import type { Job } from './jobs.js'
import type { Command } from './commands.js'
import type { TakesFiles } from './files.js'
import type { Written } from './entry-kind.js'

/** A kind of card: what it shows to its reader, and who may have one sent. */
export interface CardKind {
  /** What the card shows now; a {@link GoneView} where the reader may not (any more) see it. Checks access first. */
  view(seeing: Seeing, key: string): Promise<{ kind: string } | GoneView>
  /**
   * What follows from how the sending of a card ended. In the sender's transaction, with nothing read yet: what it
   * decides on is held first.
   */
  brought?(in_: Brought, ending: BroughtCard): Promise<void>
  /** A cheap look at the role before anything is read; null: the view decides alone. */
  mayOpen?(ctx: Context, key: string): Refusal | null
  /** Somebody opens or refreshes it, and may: asks for work that what it shows waits for. Holds what it decides on. */
  lookedAt?(ctx: Context, key: string): Promise<void>
  /** It counts the days that are left of an ask: shown anew in the mornings before its due day, and after it. */
  daily?: boolean
  /**
   * People open it themselves, by a word or a button: nobody waits for it, and when it is too old to be changed it is
   * not sent anew before it is asked for.
   */
  onDemand?: boolean
  /**
   * Shown anew while somebody was typing, it keeps what they typed: its fields mean the same whatever came meanwhile.
   */
  typedStays?: boolean
}

/** The transaction in which a notice ends; `fresh`: the bureau in it, asked for after what is decided on is held. */
export interface Brought {
  tx: Tx
  bureau: string
  fresh(): Promise<Writing | null>
}

/** A card that the platform has delivered to an address, or would not. */
export interface BroughtCard {
  address: string
  key: string
  delivered: boolean
}

/** Who acts, and in which bureau: known before anything of the ledger is read. */
export interface Acting {
  person: string
  bureau: Bureau
}

/** What a press or a word does. */
export interface Verb {
  /** It speaks to the bureau's group: the platform is asked for the group before the transaction begins. */
  intoGroup?: boolean
  /**
   * What its form holds is nobody's to know: the press is remembered without it, and what follows after the answer
   * says nothing of it.
   */
  secret?: boolean
  /**
   * What it decides on, or relies on (`shared`): held before anything of the ledger is read, so that of decisions that
   * exclude each other one is taken and the other refused. A draft or card of one's own needs nothing more than the
   * card, which every press holds.
   */
  claims?(intent: never, by: Acting): readonly Claim[]
  /**
   * Decides and writes. Refusals come before anything is written, in the order in which the function's `@refuses` lists
   * them (`(verb, …)` before a list: only those). `tests/refusals/` holds a situation for each, or fails.
   */
  act(ctx: Context, intent: never): Promise<Outcome>
}

/** Cards that say something else from now on: of one key or of several, with whomever or only with some persons. */
export interface Stale {
  kind: string
  keys?: readonly string[]
  persons?: readonly string[]
}

/** Makes a sheet for who may have it, null for who may not; `of`: what stands behind its name and a slash, '' for nothing. */
export type Template = (
  situation: Situation,
  person: string,
  of: string,
) => Made | null | Promise<Made | null>

/** A file that is made when it is sent: a sheet to fill in or read, a form to print and sign, or a replay pack. */
export type Made = SheetToFill | PrintedBook | PackToMake

/** A replay pack of a published version; who sends it makes it, flows know no packs. */
export interface PackToMake {
  /** File name without ending. */
  name: string
  pack: { cycle: string; version: number }
}

/** Something that people can have as a sheet: by any of its words behind the command. */
export interface Exportable {
  words: readonly string[]
  /** Puts the sheet on its way; the card that stands beside it. Refusals: what it says itself. */
  card(ctx: Context): Promise<CardRef | Refusal>
}

/** All that one conversation's work consists of. Adding a flow adds one such value to `all.ts`. */
export interface Flow {
  name: string
  /** What a regulation wants that it has in chat, from the making to the end; none for what serves all alike. */
  serves: readonly Want[]
  /** What the ledger says about it. */
  slices?: readonly Slice<unknown>[]
  /** Entry kind → the cards of whom it makes stale. */
  stale?: Readonly<Record<string, (entry: Written, situation: Situation) => readonly Stale[]>>
  /** Cards that say who is who, and say something else once people come, move or leave; the concerned have theirs anyway. */
  rosterStale?(situation: Situation): readonly Stale[]
  verbs?: Readonly<Record<string, Verb>>
  cards?: Readonly<Record<string, CardKind>>
  asks?: readonly AskKind[]
  /** Who is away now, as far as it knows: is not reminded of anything. */
  away?(situation: Situation): readonly string[]
  /** Files that people send belong to it while one of its forms waits for them. */
  files?: TakesFiles
  /** Sheets to be filled in and sent back, or to be read, by name. */
  templates?: Readonly<Record<string, Template>>
  /** What can be asked for as a sheet by a word. */
  exports?: readonly Exportable[]
  jobs?: readonly Job[]
  commands?: readonly Command[]
  /** Who may do or see what of it. */
  actions?: readonly Action[]
}

/** An intent after parsing: its verb and what it carries. */
export interface Intent {
  verb: string
}

/**
 * The verbs of a flow over its own intents: each function gets the intent of its verb, fully typed. What a press
 * carries was parsed strictly before (`cards/<flow>/presses.ts`), so the registry may call by name.
 */
export function verbs<I extends Intent>(
  table: {
    [V in I['verb']]: {
      intoGroup?: boolean
      secret?: boolean
      claims?(intent: Extract<I, { verb: V }>, by: Acting): readonly Claim[]
      act(ctx: Context, intent: Extract<I, { verb: V }>): Promise<Outcome>
    }
  },
): Record<string, Verb> {
  return table as unknown as Record<string, Verb>
}

/** What `/open` and buttons of lists do: the card is sent to the bottom of the chat. */
export type OpenIntent = { verb: 'open'; card: CardRef } | { verb: 'refresh' }
