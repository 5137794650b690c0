import type { Scheme } from '../model/scheme.js'
import { draftSections } from './sections.js'
import { type DraftEntry, markedText } from './frame.js'
import { numberedText } from './scheme.js'

/** An entry of the regulation that two schemes read differently; null where one of them does not have it. */
export interface ChangedEntry {
  /** Its section and id, `rules/late`. */
  key: string
  clause: string
  name: string
  before: { says: string | null; readings: string[] } | null
  after: { says: string | null; readings: string[] } | null
}

/** What differs between two schemes clause by clause: sentence, or what the machine reads. */
export function changedEntries(before: Scheme, after: Scheme): ChangedEntry[] {
  const [first, second] = [entriesOf(before), entriesOf(after)]
  const keys = [...new Set([...second.keys(), ...first.keys()])]
  return keys.flatMap((key): ChangedEntry[] => {
    const [from, to] = [first.get(key), second.get(key)]
    const one = to ?? from
    const same = JSON.stringify(plain(from)) === JSON.stringify(plain(to))
    if (one === undefined || same) return []
    const sides = { before: numbered(before, plain(from)), after: numbered(after, plain(to)) }
    return [{ key, clause: one.clause, name: one.name, ...sides }]
  })
}

function entriesOf(scheme: Scheme): Map<string, DraftEntry> {
  return new Map(
    draftSections(scheme).flatMap((section) =>
      section.blocks.flatMap((block) =>
        block.kind === 'entries'
          ? block.entries.map((one): [string, DraftEntry] => [`${section.id}/${one.id}`, one])
          : [],
      ),
    ),
  )
}

function plain(entry: DraftEntry | undefined): ChangedEntry['before'] {
  if (entry === undefined) return null
  const { says, readings } = entry
  return { says: says === null ? null : markedText(says), readings }
}

function numbered(scheme: Scheme, side: ChangedEntry['before']): ChangedEntry['before'] {
  if (side === null) return null
  return { ...side, readings: side.readings.map((one) => numberedText(scheme, one)) }
}
