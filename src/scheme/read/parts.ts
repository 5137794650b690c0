import { points, sum, zero, type Points } from '../../base/points.js'
import { buildForWhom } from './for-whom.js'
import { buildPeriodGrades, buildResultPart } from './grade-parts.js'
import { checkRange } from './scales.js'
import { buildJudged, buildRatings, type Judged } from './ratings.js'
import { buildSharing, onceOf } from './sharing.js'
import { buildRatio, buildTasks } from './tasks.js'
import { buildVotes } from './votes.js'
import { addsInside, checkPeriods, checkSums } from '../check/sums.js'
import type { DeductionPart, ForWhom, Part, PartBase, RatingsPart } from '../model/parts.js'
import { mapSetting, plain, type Place } from './place.js'
import type { PartDraft } from '../shape/parts.js'
import { figureOrNone, oneOf, wholeOrNone, yesOrNo } from '../language/words.js'
import { partOr } from './words.js'

/** Total weight of a whole scheme. */
export const whole: Points = points(1)

/** What the parts above one say for it: of whom they are, who rates and when. */
interface Above {
  within: readonly ForWhom[]
  judged: Judged
}

const ofAll: Above = { within: [], judged: {} }

/** The tree of parts from what is written, weights and points checked level by level. */
export function buildPart(draft: PartDraft, at: Place, above: Above = ofAll): Part {
  const base = baseOf(draft, at)
  switch (draft.kind) {
    case 'sum': {
      const within = base.onlyFor === null ? above.within : [...above.within, base.onlyFor]
      const judged = buildJudged(draft, at, above.judged)
      const children = draft.parts.map((child, index) =>
        buildPart(child, at.inside(child.part, 'parts', index), { within, judged }),
      )
      checkSums(at, { ...base, within }, children)
      const noCase = at.set('no-case', draft['no-case'], oneOf('full', 're-split'), 'full')
      return { ...base, kind: 'sum', children, ...boundsOf(draft, at), noCase }
    }
    case 'deduction':
      return { ...base, kind: 'deduction', ...deduction(draft, at, base.points) }
    case 'entered': {
      const { lowest, highest } = endsOf(draft, at, base.points)
      const people = at.below('by')
      people.known('role', 'records', draft.by.records)
      const reviewedBy = people.known('role', 'verifies', draft.by.verifies)
      const filedWith = people.known('role', 'files', draft.by.files)
      const enteredBy = draft.by.records
      return { ...base, kind: 'entered', lowest, highest, enteredBy, reviewedBy, filedWith }
    }
    case 'ratings': {
      const part: RatingsPart = {
        ...base,
        kind: 'ratings',
        ...buildRatings(draft, at, { ...base, above: above.judged }),
      }
      checkPeriods(at, part)
      return part
    }
    case 'votes': {
      const pointed = base.points !== null || addsInside(base)
      return { ...base, kind: 'votes', scale: draft.scale, ...buildVotes(draft, at, pointed) }
    }
    case 'tasks':
      return { ...base, kind: 'tasks', ...buildTasks(draft, at, base.points) }
    case 'ratio':
      return { ...base, kind: 'ratio', ...buildRatio(draft, at, base.points) }
    case 'period-grades':
      return { ...base, kind: 'period-grades', ...buildPeriodGrades(draft, at) }
    case 'result':
      return { ...base, kind: 'result', ...buildResultPart(draft, at) }
  }
}

/** The lowest and the highest that a part may come to; null: none. */
function boundsOf(
  draft: Extract<PartDraft, { kind: 'sum' | 'deduction' }>,
  at: Place,
): Pick<DeductionPart, 'floor' | 'cap'> {
  const bound = (key: 'at-least' | 'at-most') =>
    at.set<Points | null>(key, draft[key], figureOrNone(at.reader, [...at.path, key]), null)
  return { floor: bound('at-least'), cap: bound('at-most') }
}

/** From what to what a figure is entered: as written, else from nothing to the part's own points. */
function endsOf(
  draft: Extract<PartDraft, { kind: 'entered' }>,
  at: Place,
  own: Points | null,
): { lowest: Points; highest: Points } {
  const { from, to } = draft
  if (to === undefined && own === null) {
    at.problem('part', 'own-without-points', '没有写 points 的，要写 from、to（最低、最高几分）')
  }
  const lowest = from === undefined ? zero : at.figure('from', from)
  const highest = to === undefined ? (own ?? points(1)) : at.figure('to', to)
  checkRange(at.reader, [...at.path, to === undefined ? 'part' : 'to'], lowest, highest)
  return { lowest, highest }
}

function baseOf(draft: PartDraft, at: Place): PartBase {
  const says = at.reader.sentence(draft.part, [...at.path, 'says'], draft.says)
  const adds = at.set('adds', draft.adds, oneOf('inside', 'outside', 'shown'), 'inside')
  if (draft.weight !== undefined && draft.points !== undefined) {
    at.problem('points', 'weight-or-points', 'weight（占总分的比例）和 points（分值）只写一个')
  } else if (draft.weight === undefined && draft.points === undefined && addsInside({ adds })) {
    const message = `“${draft.name}”没有写 weight（占总分的比例）或 points（分值）`
    at.problem('part', 'weight-or-points', message)
  }
  const own = typeof draft.points === 'object' ? undefined : draft.points
  return {
    id: draft.part,
    name: draft.name,
    clause: draft.clause,
    says,
    weight: draft.weight === undefined ? whole : at.figure('weight', draft.weight),
    points: own === undefined ? null : at.figure('points', own),
    adds,
    onlyFor: buildForWhom(draft.for, at),
    scoredBy: at.below('by').knownAll('office', 'scores', draft.by?.scores),
    byService: at.set('pro-rata', draft['pro-rata'], yesOrNo, false),
    round: at.set<number | null>(
      'round',
      draft.round,
      wholeOrNone(at.reader, [...at.path, 'round']),
      null,
    ),
  }
}

function deduction(
  draft: PartDraft & { kind: 'deduction' },
  at: Place,
  own: Points | null,
): Omit<DeductionPart, keyof PartBase | 'kind'> {
  const { fact, matter } = onceOf(draft, at)
  const same = matter?.written
  const owner = `${draft.part}/once`
  return {
    start: draft.from === undefined ? (own ?? sum([])) : at.figure('from', draft.from),
    ...boundsOf(draft, at),
    overflow: at.set('overflow', draft.overflow, partOr(at.reader, 'lost'), 'lost'),
    afterLost: at.set('after-lost', draft['after-lost'], partOr(at.reader, 'recorded'), 'recorded'),
    severalOffices: at.set('combine', draft.combine, oneOf('own-lines', 'mean'), 'own-lines'),
    scale: at.set('scale', draft.scale, oneOf('normalised', 'from-hundred', 'as-is'), 'as-is'),
    sameMatter:
      same === undefined || matter === null
        ? plain('sum')
        : matter.at.set('takes', same.takes, oneOf('highest', 'sum'), 'highest'),
    sameMatterAmong:
      same === undefined || matter === null
        ? plain('assessee')
        : matter.at.set('among', same.among, oneOf('assessee', 'rule'), 'assessee'),
    sameMatterSays:
      same === undefined || matter === null
        ? null
        : {
            clause: same.clause,
            says: at.reader.sentence(owner, [...matter.at.path, 'says'], same.says),
          },
    samePerson: mapSetting(
      fact === null
        ? plain<'highest' | 'sum'>('highest')
        : fact.at.set('takes', fact.written.takes, oneOf('highest', 'sum'), 'highest'),
      (one) => (one === 'sum' ? 'both' : 'higher'),
    ),
    ...buildSharing(draft, at),
  }
}
