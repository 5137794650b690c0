import type { DocumentPath } from '../../base/document.js'
import type { Part } from '../model/parts.js'
import type { Scheme } from '../model/scheme.js'
import type { Reader } from '../read/reader.js'

/** What states, prerequisites and part of a year need elsewhere in the scheme. */
export function checkResults(reader: Reader, scheme: Scheme): void {
  for (const [index, grade] of scheme.grades.entries()) {
    if (grade.by.kind !== 'otherwise' || grade.needs === null) continue
    const message = `“${grade.name}”是其余的人的等次，不能再有前提：不符合的人就没有等次了`
    reader.problem(['grades', index, 'needs'], 'needs-of-otherwise', message)
  }
  const ranking = [scheme.ranking.within.value]
  const answers = Object.values(scheme.ranking.within.byAnswer ?? {})
  if ([...ranking, ...answers].includes('none')) {
    for (const index of scheme.quotas.keys()) {
      const message = '不排名次（ranking 的 within: none）就没有前几名，名额永远没有人'
      reader.problem(['quotas', index, 'quota'], 'quota-without-ranking', message)
    }
  }
  for (const [index, { per }] of scheme.quotas.entries()) {
    if (![...ranking, ...answers].includes('everyone')) continue
    const pers = [per.value, ...Object.values(per.byAnswer ?? {})]
    if (!pers.some((one) => one === 'tier' || one === 'tier-and-group')) continue
    const message =
      '全体一起排（ranking 的 within: everyone）就没有各层次的名次，名额写 per: everyone'
    reader.problem(['quotas', index, 'quota'], 'quota-without-ranking', message)
  }
  checkService(reader, scheme)
}

function checkService(reader: Reader, scheme: Scheme): void {
  if (scheme.service !== null) return
  const visit = (part: Part, path: DocumentPath): void => {
    const settings = [part.byService.value, ...Object.values(part.byService.byAnswer ?? {})]
    const key = settings.includes(true) ? 'pro-rata' : usesMonths(part) ? 'takes' : null
    if (key !== null) {
      const message = '要按在册时间或月数算，请写 service：月数怎样算'
      reader.problem([...path, key], 'service-missing', message)
    }
    if (part.kind !== 'sum') return
    for (const [index, child] of part.children.entries()) visit(child, [...path, 'parts', index])
  }
  visit(scheme.total, ['total'])
}

function usesMonths(part: Part): boolean {
  if (part.kind !== 'result') return false
  return [part.moved.value, ...Object.values(part.moved.byAnswer ?? {})].includes('by-months')
}
