import type { YearBegins } from '../../base/assessment-year.js'
import { partsOf } from './tree.js'
import type { Condition } from './conditions.js'
import type { Form } from './forms.js'
import type { Counter, Clock, Target } from './counting.js'
import type { Bar, Grade, Grading, Quota, Ranking } from './grades.js'
import type { Part, Scale } from './parts.js'
import type { GradeState, OtherResult, Service } from './results.js'
import type { Procedure, Rule } from './rules.js'
import type { Cited, Sentence, Setting } from './words.js'

/**
 * A scheme as engine and flows read it: every word resolved, every figure exact, every choice answered.
 * Files, positions and the language's own words are behind it (`read.ts`); this is plain data.
 */
export interface Scheme {
  /** Folder name, e.g. `civil-servants`. */
  id: string
  title: string
  /** What cards call it, e.g. `公务员年度考核`. */
  shortTitle: string
  issuer: string
  /** The year whose regulation this is, `2012`; part of the version. */
  year: string
  /** Where its assessment year begins; in January where it says nothing. */
  begins: YearBegins
  /** What the regulation says of that; null where it says nothing. */
  yearCited: { clause: string; says: Sentence } | null
  /** `<year>-<12 hex digits>` over the canonical content, choices' answers included. */
  version: string
  /** Who is scored. */
  assessee: 'person' | 'unit'
  /** In the order of the document. */
  clauses: Clause[]
  roles: SchemeRole[]
  tiers: Tier[]
  /** The units that are scored, when the regulation lists them; empty when the roster alone knows. */
  units: SchemeUnit[]
  /** What an assessee may have or not, where a target depends on it. */
  traits: { id: string; name: string }[]
  scales: Scale[]
  procedures: Procedure[]
  /** Root of the tree of parts; its weight is 1. */
  total: Part
  rules: Rule[]
  counters: Counter[]
  targets: Target[]
  clocks: Clock[]
  /** Results of other schemes that this one looks at. */
  results: OtherResult[]
  /** Null when the regulation says nothing of part of a year. */
  service: Service | null
  ranking: Ranking
  quotas: Quota[]
  /** Best first; empty when the regulation as we have it grades nobody. */
  grades: Grade[]
  grading: Grading
  bars: Bar[]
  /** In order: the first that applies holds. */
  states: GradeState[]
  windows: Windows
  choices: Choice[]
  consequences: Consequence[]
  notes: Note[]
  /** How its official forms are printed; no part of the version. */
  forms: Form[]
}

/** One article or item of the regulation that the scheme may cite. */
export interface Clause {
  /** As cited: its article and item. */
  id: string
  /** What it is about, own words. */
  about: string
}

/** An office or function that the scheme names; the roster binds people to it by the same id. */
export interface SchemeRole {
  id: string
  name: string
}

/** A unit (单位, 处室) that the regulation lists as assessed. */
export interface SchemeUnit {
  id: string
  name: string
  /** How other places of the regulation spell it. */
  otherNames: string[]
  /** Unit id of the office that gathers its sheet (扎口); ranked together with the others of that office. */
  gatheredBy: string | null
}

/** A layer whose people are ranked together. */
export interface Tier extends Cited {
  /** Posts that are left out of this layer's ranking (scored all the same); empty as a rule. */
  postsLeftOut: Setting<string[]>
}

/** Periods in working days that the flows keep. */
export interface Windows {
  /** What the regulation says of them; null where it is silent and a choice sets them. */
  cited: { clause: string; says: Sentence } | null
  /** For an objection against one fact, from the day it was told. */
  objection: Setting<number>
  /** For a review of the published result. */
  review: Setting<number>
  /** How long the result stands open. */
  publicity: Setting<number>
  /** Until when a review has to be answered, from the day it was asked for; null where the regulation sets none. */
  answer: Setting<number> | null
  /** For a further appeal (申诉) against the answer to a review, and who decides on it (role id); null: there is none. */
  further: { days: Setting<number>; decidedBy: string } | null
}

/** How a silence or contradiction of the regulation was decided. */
export interface Choice {
  id: string
  name: string
  clause: string
  /** Number of the point in the list of doubts about the regulation, or null. */
  point: string | null
  asks: string
  /** Id of the alternative in force. */
  answer: string
  alternatives: { id: string; says: string }[]
  /** Role id. */
  decidedBy: string
  /** Places it sets: `part routine.scale`. */
  sets: string[]
  /** It decides somewhere what must be known before the meaning is read: another answer reads the files anew. */
  first?: true
}

/** What follows from a grade, a rank or anything else; people act on it. */
export interface Consequence extends Cited {
  when: Condition
}

/** A doubt that moves no score but that readers should know. */
export interface Note {
  point: string | null
  clause: string | null
  says: string
}

/** Every condition of a scheme, wherever something depends on one. */
export function conditionsOf(scheme: Scheme): Condition[] {
  const { grades, quotas, bars, states, consequences, total } = scheme
  return [
    ...grades.flatMap(({ by, needs }) => [
      ...(by.kind === 'when' ? [by.when] : []),
      ...(needs === null ? [] : [needs]),
    ]),
    ...quotas.flatMap(({ automatic }) => (automatic === null ? [] : [automatic.when])),
    ...bars.map((bar) => bar.when),
    ...states.map((state) => state.when),
    ...consequences.map((one) => one.when),
    ...partsOf(total).flatMap((part) =>
      part.kind === 'period-grades'
        ? part.forced.map(({ when }) => when)
        : 'listed' in part
          ? part.listed.flatMap(({ lost }) => lost ?? [])
          : [],
    ),
  ]
}
