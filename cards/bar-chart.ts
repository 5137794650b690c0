import type { Element } from './kit.js'

/** Bars lying one below the other with their figures inside; `from`: where the axis begins. */
export function barChart(
  values: readonly { name: string; total: number }[],
  of: { from: number; formatter: string },
): Element {
  return {
    tag: 'chart',
    aspect_ratio: '4:3',
    chart_spec: {
      type: 'bar',
      direction: 'horizontal',
      data: [{ id: 'totals', values }],
      xField: 'total',
      yField: 'name',
      label: {
        visible: true,
        position: 'inside-right',
        formatter: of.formatter,
        smartInvert: false,
        style: { fill: '#ffffff', lineWidth: 0 },
      },
      barMaxWidth: 20,
      axes: [
        { orient: 'left', type: 'band', sampling: false, domainLine: { visible: false } },
        { orient: 'bottom', type: 'linear', min: of.from, zero: false, grid: { visible: false } },
      ],
    },
  }
}
