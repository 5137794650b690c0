import { exactText, type Points } from '../../base/points.js'
import type { Scheme } from '../model/scheme.js'
import { conversionOf, isOwnScale } from '../model/conversion.js'
import {
  byClass,
  type DeductionPart,
  type Part,
  type RatingsPart,
  type RatioPart,
  type SumPart,
  type TasksPart,
  type VotesPart,
} from '../model/parts.js'
import {
  chosen,
  type DraftEntry,
  entry,
  forWhomText,
  officeName,
  partName,
  roleName,
  shownFigure,
  targetName,
} from './frame.js'
import { periodGradesReadings, resultReadings } from './results.js'
import { bandReadings, ownText, panelReadings, ratersText } from './ratings.js'
import { limitLines, sharingReadings, shareText as fractionText } from './sharing.js'
import { conditionLines } from './conditions.js'
import { kindName } from './tables.js'
import { vocabulary as v } from './vocabulary.js'

/** How many on one ballot may have a band. */
function ballotLimitText(
  scheme: Scheme,
  part: VotesPart,
  { band, places, rounding }: VotesPart['atMost'][number],
): string {
  const bands = scheme.scales.find(({ id }) => id === part.scale)?.bands ?? []
  const name = bands.find(({ id }) => id === band)?.name ?? band
  const most = chosen(places, (one) =>
    one.kind === 'count' ? `${one.count} 个` : `票上人数的 ${fractionText(one.share)}`,
  )
  return `一张票上“${name}”不超过${most}，${chosen(rounding, (one) => v.rounding[one])}`
}

/** Whether a part never carries points: grades by period, and votes on a scale whose bands are names alone. */
function isScoreless(scheme: Scheme, part: Part): boolean {
  if (part.kind === 'sum') return part.children.every((child) => isScoreless(scheme, child))
  if (part.kind === 'period-grades') return true
  return part.kind === 'votes' && scheme.scales.some(({ id, named }) => named && id === part.scale)
}

function percent(scheme: Scheme, part: Part): string {
  return isScoreless(scheme, part) ? '不计分' : chosen(part.adds, (adds) => percentAs(part, adds))
}

function percentAs(part: Part, adds: Part['adds']['value']): string {
  if (adds === 'shown') return v.adds.shown
  if (part.points !== null) return `${shownFigure(part.points)} 分`
  return adds !== 'inside' ? v.adds[adds] : `${shownFigure(part.weight.times(100))}%`
}

function shareText(scheme: Scheme, part: Part): string {
  return isScoreless(scheme, part) ? '不计分' : chosen(part.adds, (adds) => shareAs(part, adds))
}

function shareAs(part: Part, adds: Part['adds']['value']): string {
  const points = part.points === null ? '' : `标准分值 ${shownFigure(part.points)} 分`
  if (adds === 'shown') return [points, '算出来给人看，不计入'].filter(Boolean).join('，')
  if (part.points !== null) return points
  return adds === 'outside' ? '在标准分值之外另加另减' : `占总分 ${percentAs(part, adds)}`
}

/** A part and all below it. */
export function partLines(scheme: Scheme, part: Part, indent: string): DraftEntry[] {
  const readings = [
    `${kindName(part)}，${shareText(scheme, part)}`,
    ...partReadings(scheme, part),
    ...conversionReadings(scheme, part),
  ]
  if (part.round.choice !== null || part.round.value !== null) {
    const decimals = (value: number | null) =>
      value === null ? '用精确值' : `先四舍五入到 ${value} 位小数`
    readings.push(chosen(part.round, decimals))
  }
  if (part.byService.choice !== null || part.byService.value) {
    readings.push(chosen(part.byService, (one) => (one ? '按在册时间折算' : '不按在册时间折算')))
  }
  if (part.onlyFor !== null) readings.push(`只用于${forWhomText(scheme, part.onlyFor)}`)
  if (part.scoredBy.length > 0) {
    readings.push(`由${part.scoredBy.map((one) => officeName(scheme, one)).join('、')}考核`)
  }
  const own = entry(part, part.says, readings, indent)
  if (part.kind === 'deduction') return [...own, ...limitLines(scheme, part, indent)]
  if (part.kind === 'tasks' || part.kind === 'ratio')
    return [...own, ...listedLines(scheme, part, indent)]
  if (part.kind !== 'sum') return own
  return [...own, ...part.children.flatMap((child) => partLines(scheme, child, `${indent}  `))]
}

function stepText(partly: RatioPart['partly']['value']): string {
  if (partly === true) return '按比例'
  return partly === false ? '达到才得分' : `每满 ${fractionText(partly)} 计一步，不满的不计`
}

function partReadings(scheme: Scheme, part: Part): string[] {
  switch (part.kind) {
    case 'sum':
      return [
        part.children.map((child) => `${child.name} ${percent(scheme, child)}`).join(' ＋ '),
        ...boundReadings(part),
        ...(part.noCase.choice === null
          ? []
          : [`没有可考的事：${chosen(part.noCase, (one) => v.noCase[one])}`]),
      ]
    case 'deduction':
      return deductionReadings(scheme, part)
    case 'period-grades':
      return periodGradesReadings(scheme, part)
    case 'result':
      return resultReadings(scheme, part)
    case 'ratio': {
      const top = chosen(part.top, (times) => `每个最多按 ${exactText(times)} 倍计`)
      const how = chosen(part.partly, stepText)
      const several = part.targets.value.length + part.listed.length > 1
      const names = chosen(part.targets, (ids) =>
        ids.map((id) => `“${targetName(scheme, id)}”`).join(''),
      )
      const takes = chosen(part.takes, (one) => (one === 'mean' ? '各占一份' : '看最差的一个'))
      const without = part.noTarget.choice !== null || part.noTarget.value !== 're-split'
      return [
        `看目标${names}，${how}，${top}${several || part.takes.choice !== null ? `，${takes}` : ''}`,
        ...(without ? [`没有目标的：${chosen(part.noTarget, (one) => v.noTarget[one])}`] : []),
        ...listedReadings(part),
      ]
    }
    case 'tasks': {
      const partly = chosen(part.partly, (one) => (one ? '按完成的比例得分' : '全得或不得'))
      const some = part.partly.choice !== null || part.partly.value
      const over = part.top.choice !== null || !part.top.value.equals(1)
      const top = chosen(part.top, (times) => `最多按 ${exactText(times)} 倍计`)
      return [
        `每项任务${partly}${some && over ? `，${top}` : ''}；${chosen(part.excused, (one) => v.excused[one])}`,
      ]
    }
    case 'entered': {
      const steps = [part.enteredBy, part.reviewedBy, part.filedWith].filter((one) => one !== null)
      const people = steps.map((one) => roleName(scheme, one)).join(' → ')
      return [`${exactText(part.lowest)}～${exactText(part.highest)}，经手：${people}`]
    }
    case 'votes': {
      const { ballotsMin } = part
      const isLimited = ballotsMin.choice !== null || ballotsMin.value > 0
      const least = isLimited ? `，有效票至少 ${chosen(ballotsMin, (one) => `${one} 张`)}` : ''
      const scale = scheme.scales.find((one) => one.id === part.scale)?.name ?? part.scale
      const own = part.own.choice === null && part.own.value === 'counts' ? [] : [ownText(part)]
      const voters = part.voters.map((role, index) => {
        const weight = part.weights[index]
        return `${roleName(scheme, role)}${weight === undefined ? '' : ` ${fractionText(weight)}`}`
      })
      const several = byClass(part) ? '，各类分开计票后按权重合成' : ''
      return [
        `投票人 ${voters.join('、')}，分档“${scale}”${least}${several}`,
        ...own,
        ...part.atMost.map((one) => ballotLimitText(scheme, part, one)),
      ]
    }
    case 'ratings':
      return [
        `${part.periods.length} 期，${periodText(part)}${missingText(part)}`,
        ...part.raters.map((one) => ratersText(scheme, one, part.raters.length === 1)),
        ...panelReadings(part),
      ]
  }
}

/** The lowest and the highest that the parts below may come to together. */
function boundReadings({ floor, cap }: SumPart): string[] {
  const said = (one: SumPart['floor'], word: string, none: string): string[] =>
    one.choice === null && one.value === null
      ? []
      : [chosen(one, (at) => (at === null ? none : `合计${word} ${exactText(at)} 分`))]
  return [...said(floor, '不低于', '合计没有下限'), ...said(cap, '不高于', '合计没有上限')]
}

/** What is done with tasks listed beside targets. */
function listedReadings(part: RatioPart): string[] {
  if (part.listed.length === 0) return []
  const [first] = part.listed
  const counted = first?.inForce.choice
    ? [chosen(first.inForce, (one) => (one ? '不能量化的任务也占一份' : '不看不能量化的任务'))]
    : []
  return [...counted, `任务全得或不得；${chosen(part.excused, (one) => v.excused[one])}`]
}

/** The tasks that the regulation lists in a part. */
function listedLines(scheme: Scheme, part: TasksPart | RatioPart, indent: string): DraftEntry[] {
  return part.listed.flatMap((one) => {
    const worth = part.kind === 'tasks' ? [`${shownFigure(one.points)} 分`] : []
    const lost =
      one.lost === null ? [] : conditionLines(scheme, one.lost).map((line) => `不得分：${line}`)
    return entry(one, one.says, [...worth, ...lost], `${indent}  `)
  })
}

/** What becomes of a period in which nobody rated, where there are others. */
function missingText({ periods, missingPeriod }: RatingsPart): string {
  if (periods.length < 2 && missingPeriod.choice === null) return ''
  return `；${chosen(missingPeriod, (one) => v.missingPeriod[one])}`
}

/** What one period carries; the same for each. */
function periodText(part: RatingsPart): string {
  if (part.points !== null) return '各期一样重'
  return `每期占总分 ${shownFigure(part.periodWeight.times(100))}%`
}

/** How a figure of another scale becomes the part's score. */
function conversionReadings(scheme: Scheme, part: Part): string[] {
  const conversion = conversionOf(part, scheme.scales)
  if (conversion === null) return []
  return [`按比例折算：得分 × ${shownFigure(conversion.times)} ÷ ${shownFigure(conversion.over)}`]
}

function deductionReadings(scheme: Scheme, part: DeductionPart): string[] {
  const rises = part.start.isZero()
  const floor = (one: Points | null) =>
    one === null
      ? '没有下限'
      : `${rises ? '不低于' : '减到'} ${exactText(one)}${rises ? '' : ' 为止'}`
  const cap = (one: Points | null) => (one === null ? '没有上限' : `加到 ${exactText(one)} 为止`)
  const { sameMatter, sameMatterAmong: among, sameMatterSays: says } = part
  const readings = [
    `从 ${exactText(part.start)} 分起，${chosen(part.floor, floor)}；${chosen(part.scale, (one) => v.scale[one])}`,
  ]
  if (part.cap.choice !== null || part.cap.value !== null) {
    readings.push(chosen(part.cap, cap))
  }
  if (part.overflow.choice !== null || part.overflow.value !== 'lost') {
    const text = (to: string) => (to === 'lost' ? '不再计' : `转到“${partName(scheme, to)}”`)
    readings.push(`低于下限的：${chosen(part.overflow, text)}`)
  }
  if (part.afterLost.choice !== null || part.afterLost.value !== 'recorded') {
    const text = (to: string) => (to === 'recorded' ? '只登记' : `转到“${partName(scheme, to)}”`)
    readings.push(`该项不得分以后又有的：${chosen(part.afterLost, text)}`)
  }
  if (part.severalOffices.choice !== null) {
    readings.push(chosen(part.severalOffices, (one) => v.severalOffices[one]))
  }
  if (says !== null) {
    const matter = chosen(sameMatter, (one) => v.sameMatter[one])
    readings.push(`${matter}（${says.clause}），${chosen(among, (one) => v.among[one])}`)
    readings.push(chosen(part.samePerson, (one) => v.samePerson[one]))
  }
  return [...readings, ...sharingReadings(part)]
}

/** The scales with their bands. */
export function scaleLines(scheme: Scheme): DraftEntry[] {
  const named = scheme.scales.filter(({ id }) => !isOwnScale(id))
  return named.flatMap((scale) => {
    const dimensions = scale.dimensions.length === 0 ? [] : [`看 ${scale.dimensions.join('、')}`]
    return entry(scale, scale.says, [...bandReadings(scale), ...dimensions])
  })
}
