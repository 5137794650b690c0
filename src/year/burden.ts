import { burdenGoal } from '../flows/burden/count.js'
import { followed } from '../flows/post/follows.js'
import type { Scheme } from '../scheme/model/scheme.js'
import { partsOf } from '../scheme/model/tree.js'
import type { Check } from './check.js'
import { type Burden, countOf } from './figures.js'

/**
 * What a year may ask of an ordinary member at most: the product's own goal (`src/flows/burden/count.ts`), with a ballot for each part
 * that is voted on and a self-assessment for each that is entered, where the bureau's regulations have several.
 */
export interface Bounds {
  reports: number
  ballots: number
  scores: number
}

/** The bounds under a bureau's regulations. */
export function burdenBounds(schemes: readonly Pick<Scheme, 'total'>[]): Bounds {
  const parts = schemes.flatMap(({ total }) => partsOf(total))
  const { reports, ballots } = burdenGoal
  const voted = parts.filter(({ kind }) => kind === 'votes').length
  const scores = parts.filter(({ kind }) => kind === 'entered').length
  return { reports, ballots: Math.max(ballots, voted), scores }
}

/** What is done for somebody who is away. */
const inPlace = new RegExp(
  `^(${Object.values(followed)
    .flatMap(({ verbs }) => verbs)
    .map((verb) => verb.replaceAll('.', '\\.'))
    .join('|')})$`,
)

/** What people are asked, by the verbs that answer it; the first that fits counts. */
const kinds = [
  { id: 'reports', name: '月报', verbs: /^report\./ },
  { id: 'ballots', name: '民主测评', verbs: /^vote\./ },
  { id: 'own', name: '自己的事的后续', verbs: /^(leave|trip|info|fact|appeal|unasked)\./ },
  { id: 'scores', name: '自评', verbs: /^entered\./ },
  { id: 'rated', name: '评价', verbs: /^(rating|panel)\./ },
  { id: 'taken', name: '接替工作', verbs: /^post\./ },
  // Whoever holds no office does what an office does in somebody's place.
  { id: 'stead', name: '顶岗代办', verbs: inPlace },
  { id: 'others', name: '其他', verbs: /./ },
] as const

type Kind = (typeof kinds)[number]['id']

/** What comes of what people began, themselves or a colleague whom they stand in for. */
const unbounded: ReadonlySet<Kind> = new Set(['own', 'stead'])

function kindOf(verb: string): Kind {
  return kinds.find(({ verbs }) => verbs.test(verb))?.id ?? 'others'
}

function answersOf(burden: Burden, kind: Kind): number {
  return countOf(burden.answers, (verb) => kindOf(verb) === kind)
}

/** What a year asked of ordinary members beyond the bounds and what follows from what they began. */
export function burdenCheck(members: readonly Burden[], bounds: Bounds): Check {
  const allowedOf = (id: Kind): number =>
    unbounded.has(id) ? Number.POSITIVE_INFINITY : id in bounds ? bounds[id as keyof Bounds] : 0
  const over = members.flatMap((burden) => {
    const beyond = kinds.flatMap(({ id, name }) => {
      return answersOf(burden, id) > allowedOf(id) ? [name] : []
    })
    return beyond.length > 0 ? [beyond] : []
  })
  const named = new Set(over.flat())
  return {
    name: `普通成员一年最多被要求${bounds.reports}次月报、${bounds.ballots}次测评、${bounds.scores}次自评`,
    holds: over.length === 0,
    found:
      over.length === 0
        ? `${members.length}人都在以内`
        : `${over.length}人超出：${[...named].join('、')}`,
  }
}

/** Chinese, for people: what the year asked of ordinary members, kind by kind. */
export function burdenLines(members: readonly Burden[]): string[] {
  const row = (name: string, of: (burden: Burden) => number): string[] => {
    const sorted = members.map(of).toSorted((a, b) => a - b)
    const highest = sorted.at(-1) ?? 0
    return highest === 0
      ? []
      : [`  ${name}：中位${sorted[(sorted.length - 1) >> 1]}，最多${highest}`]
  }
  const titles = new Set(members.flatMap(({ messages }) => [...messages.keys()]))
  return [
    `普通成员 ${members.length} 人，一年里每人：`,
    ...row('被要求办理', (of) => countOf(of.answers)),
    ...kinds.flatMap(({ id, name }) => row(`　${name}`, (of) => answersOf(of, id))),
    ...row('自己发起', (of) => of.begun),
    ...row('收到消息', (of) => countOf(of.messages)),
    ...[...titles]
      .toSorted()
      .flatMap((title) =>
        row(`　${title || '文字'}`, (of) => countOf(of.messages, (each) => each === title)),
      ),
  ]
}
