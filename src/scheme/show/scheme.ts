import type { Choice, Scheme } from '../model/scheme.js'
import { draftSections, type DraftSection } from './sections.js'
import { type DraftBlock, type DraftEntry, roleName, tableBlock } from './frame.js'
import type {
  SchemeView,
  ShownBlock,
  ShownCase,
  ShownChoice,
  ShownEntry,
  ShownSection,
} from './view.js'

const mark = /〔选择 ([^〕]+)〕/g

/**
 * A scheme as a terminal and a page show it. Choices are numbered in the scheme's order; readings name them
 * `〔选择3〕`. With cases, each clause is listed with those who cite it and the cases about it.
 */
export function viewScheme(scheme: Scheme, cases: readonly ShownCase[] = []): SchemeView {
  const drafts = draftSections(scheme)
  const entries = drafts.flatMap((section) => section.blocks.flatMap(entriesOf))
  const others: ShownSection[] = [
    {
      id: 'choices',
      title: '选择：办法没有说或说法不一，由本单位定',
      blocks: choiceBlocks(scheme, entries),
    },
    { id: 'notes', title: '说明', blocks: noteBlocks(scheme) },
    { id: 'clauses', title: '条款与案例', blocks: clauseTables(scheme, entries, cases) },
  ]
  const sections = [...drafts.map((one) => numbered(scheme, one)), ...others]
  const { id, title, shortTitle, issuer, year, version } = scheme
  const assessee = scheme.assessee === 'person' ? '个人' : '部门'
  return {
    ...{ id, title, shortTitle, issuer, year, version, assessee },
    sections: sections.filter((section) => section.blocks.length > 0),
  }
}

/** The same in the order of the regulation's articles: under each clause all that cites it; then choices and notes. */
export function viewByClause(scheme: Scheme, cases: readonly ShownCase[] = []): SchemeView {
  const view = viewScheme(scheme, cases)
  const entries = view.sections.flatMap((section) =>
    section.blocks.flatMap((block) => (block.kind === 'entries' ? block.entries : [])),
  )
  const clauses = scheme.clauses.flatMap(({ id, about }, index): ShownSection[] => {
    const own = entries.filter((one) => one.clause === id).map((one) => ({ ...one, depth: 0 }))
    if (own.length === 0) return []
    const blocks = [{ kind: 'entries' as const, title: null, entries: own }]
    return [{ id: `clause-${index + 1}`, title: `${id}  ${about}`, blocks }]
  })
  const kept = ['choices', 'notes', 'clauses']
  return { ...view, sections: [...clauses, ...view.sections.filter(({ id }) => kept.includes(id))] }
}

function entriesOf(block: DraftBlock): DraftEntry[] {
  return block.kind === 'entries' ? block.entries : []
}

function numbered(scheme: Scheme, section: DraftSection): ShownSection {
  const blocks = section.blocks.map(
    (block): ShownBlock =>
      block.kind === 'entries'
        ? { ...block, entries: block.entries.map((one) => shownEntry(scheme, one)) }
        : block,
  )
  return { ...section, blocks }
}

/** A reading whose `〔选择 id〕` have become `〔选择3〕`. */
export function numberedText(scheme: Scheme, reading: string): string {
  const number = (id: string) => scheme.choices.findIndex((one) => one.id === id) + 1
  return reading.replace(mark, (_, id: string) => `〔选择${number(id)}〕`)
}

/** Ids of the choices of an entry: those inside its model, and those that its readings name. */
function idsOf(entry: DraftEntry): Set<string> {
  const named = entry.readings.flatMap((one) => [...one.matchAll(mark)].map((m) => m[1] ?? ''))
  return new Set([...entry.choices, ...named])
}

function shownEntry(scheme: Scheme, entry: DraftEntry): ShownEntry {
  const ids = idsOf(entry)
  const choices = scheme.choices.flatMap((choice, index) =>
    ids.has(choice.id)
      ? [{ number: index + 1, id: choice.id, name: choice.name, answer: answerOf(choice) }]
      : [],
  )
  const readings = entry.readings.map((one) => numberedText(scheme, one))
  return { ...entry, readings, choices }
}

/** The sentence of the answer in force. */
function answerOf(choice: Choice): string {
  return choice.alternatives.find((one) => one.id === choice.answer)?.says ?? choice.answer
}

function choiceBlocks(scheme: Scheme, entries: readonly DraftEntry[]): ShownBlock[] {
  if (scheme.choices.length === 0) return []
  const choices = scheme.choices.map((choice, index): ShownChoice => {
    const touched = entries.filter((entry) => idsOf(entry).has(choice.id))
    const { id, name, clause, point, asks } = choice
    return {
      ...{ number: index + 1, id, name, clause, point, asks },
      alternatives: choice.alternatives.map((one) => ({
        ...one,
        inForce: one.id === choice.answer,
      })),
      decidedBy: roleName(scheme, choice.decidedBy),
      touches: [...new Set(touched.map((one) => `${one.clause} ${one.name}`.trim()))],
    }
  })
  return [{ kind: 'choices', choices }]
}

function noteBlocks(scheme: Scheme): ShownBlock[] {
  const notes = scheme.notes.map(({ clause, says }) => ({ clause, says }))
  return notes.length === 0 ? [] : [{ kind: 'notes', notes }]
}

/** Each clause with those who cite it and the numbers of its cases, and the cases with their files. */
function clauseTables(
  scheme: Scheme,
  entries: readonly DraftEntry[],
  cases: readonly ShownCase[],
): ShownBlock[] {
  const rows = scheme.clauses.map((clause) => {
    const cited = entries.filter((one) => one.clause === clause.id).map((one) => one.name)
    const proofs = cases.flatMap((one, index) =>
      one.clauses.includes(clause.id) ? [`${index + 1}`] : [],
    )
    return [clause.id, clause.about, [...new Set(cited)].join('、'), proofs.join('、')]
  })
  const listed = cases.map((one, index) => [
    `${index + 1}`,
    one.name,
    one.file.split('/').at(-1) ?? one.file,
  ])
  return [
    ...tableBlock('条款用在哪里，由哪些案例说明', ['条款', '说什么', '用在哪里', '案例'], rows),
    ...tableBlock('案例', ['序号', '说明什么', '文件'], listed),
  ]
}
