import { useEffect, useRef, useState } from 'preact/hooks'
import { child, isNode, text, type JsonNode } from '../json.js'
import { useCard } from './host.js'
import { box } from './measure.js'

interface DrawnChart {
  renderAsync(): Promise<unknown>
  release(): void
}

declare global {
  interface Window {
    VChart?: {
      default: new (spec: unknown, options: { dom: HTMLElement; animation: boolean }) => DrawnChart
    }
  }
}

let library: Promise<void> | null = null

/** Loads the chart library when the first chart is shown. */
function loadLibrary(): Promise<void> {
  library ??= new Promise((resolve, reject) => {
    const script = document.createElement('script')
    script.src = new URL('assets/vchart.min.js', document.baseURI).href
    script.onload = () => resolve()
    script.onerror = () => {
      library = null
      reject(new Error('图表组件没有取到'))
    }
    document.head.append(script)
  })
  return library
}

const ratios: Readonly<Record<string, string>> = {
  '1:1': '1 / 1',
  '2:1': '2 / 1',
  '4:3': '4 / 3',
  '16:9': '16 / 9',
}

const palettes: Readonly<Record<string, readonly string[]>> = {
  brand: ['#3370ff', '#14c0ff', '#935af6', '#ff8800', '#34c724', '#f14ba9', '#f54a45', '#ffc60a'],
  rainbow: ['#3370ff', '#34c724', '#ffc60a', '#ff8800', '#f54a45', '#935af6', '#14c0ff', '#f14ba9'],
  complementary: ['#3370ff', '#ff8800', '#14c0ff', '#f54a45', '#34c724', '#935af6'],
  converse: ['#3370ff', '#f54a45', '#14c0ff', '#ff8800', '#34c724', '#f14ba9'],
  primary: ['#1c4cba', '#3370ff', '#5c8cff', '#85a9ff', '#adc6ff', '#d6e2ff'],
}

/** Component `chart`: the specification drawn by VChart, or what is wrong with it. */
export function Chart({ node }: { node: JsonNode }) {
  const { phone } = useCard()
  const place = useRef<HTMLDivElement>(null)
  const [problem, setProblem] = useState('')
  const [ready, setReady] = useState(false)
  const source = JSON.stringify(child(node, 'chart_spec'))
  const theme = text(node, 'color_theme', 'brand')
  useEffect(() => {
    const drawing: { chart?: DrawnChart; over: boolean } = { over: false }
    const draw = async (): Promise<void> => {
      await loadLibrary()
      const library = window.VChart?.default
      if (drawing.over || !place.current || !library) return
      const spec: unknown = JSON.parse(source)
      const own = isNode(spec) ? spec : {}
      const coloured = { color: palettes[theme], background: 'transparent', ...own }
      drawing.chart = new library(coloured, { dom: place.current, animation: false })
      await drawing.chart.renderAsync()
      setReady(true)
    }
    draw().catch((error: unknown) =>
      setProblem(error instanceof Error ? error.message : '图表画不出来'),
    )
    return () => {
      drawing.over = true
      drawing.chart?.release()
    }
  }, [source, theme])
  const height = text(node, 'height', 'auto')
  const ratio = ratios[text(node, 'aspect_ratio')] ?? (phone ? '4 / 3' : '16 / 9')
  return (
    <div class="chart" style={{ margin: box(node, 'margin') }} data-ready={ready}>
      {problem && <div class="unknown-component">图表：{problem}</div>}
      <div
        ref={place}
        style={height === 'auto' ? { aspectRatio: ratio } : { height }}
        class={problem ? 'chart-place hidden' : 'chart-place'}
      />
    </div>
  )
}
