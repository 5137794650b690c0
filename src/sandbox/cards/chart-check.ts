import { type Fields, isFields } from '../read-json.js'
import { type CardFault, cardCodes } from './fault.js'

const types = [
  'area',
  'bar',
  'circularProgress',
  'common',
  'funnel',
  'line',
  'linearProgress',
  'pie',
  'radar',
  'scatter',
  'wordCloud',
]

/** A chart needs a VChart description: a type that the client draws, and data. */
export function chartFault(spec: unknown, path: string): CardFault | undefined {
  const bad = (value: string): CardFault => ({
    code: cardCodes.chart,
    message: 'chart spec is invalid',
    value,
    path,
  })
  if (!isFields(spec)) return bad('chart_spec is not an object')
  if (typeof spec.type !== 'string' || !types.includes(spec.type)) return bad('type')
  const sources = Array.isArray(spec.data) ? spec.data : [spec.data]
  if (!sources.every(isSource)) return bad('data')
  if (spec.type === 'common' && !Array.isArray(spec.series)) return bad('series')
  return missingFields(spec, sources.filter(isFields)).map(bad)[0]
}

function isSource(source: unknown): boolean {
  return isFields(source) && Array.isArray(source.values) && source.values.every(isFields)
}

/** Names of fields that the description uses and no row has. */
function missingFields(spec: Fields, sources: readonly Fields[]): string[] {
  const rows = sources.flatMap((one) => (Array.isArray(one.values) ? one.values : []))
  if (rows.length === 0) return []
  return ['xField', 'yField', 'seriesField', 'categoryField', 'valueField'].flatMap((key) => {
    const used = spec[key]
    const names = Array.isArray(used) ? used : [used]
    return names.filter(
      (name): name is string =>
        typeof name === 'string' && !rows.some((row) => isFields(row) && Object.hasOwn(row, name)),
    )
  })
}
