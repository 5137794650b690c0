import { child, isNode, text, type JsonNode } from '../json.js'

/** Each colour name's bright tone (500, for light grounds) and dark tone (600, for text). */
const tones: Readonly<Record<string, readonly [bright: string, dark: string]>> = {
  blue: ['#3370ff', '#245bdb'],
  carmine: ['#f14ba9', '#b82879'],
  green: ['#34c724', '#218a1a'],
  indigo: ['#4954e6', '#3742c9'],
  lime: ['#b3d600', '#667901'],
  orange: ['#ff8800', '#b8530a'],
  purple: ['#7f3bf5', '#6425d0'],
  red: ['#f54a45', '#d0312b'],
  sunflower: ['#fad355', '#8f6c0a'],
  turquoise: ['#00d6b9', '#067a6b'],
  violet: ['#d136d1', '#93219b'],
  wathet: ['#14c0ff', '#0470a8'],
  yellow: ['#ffc60a', '#8a6400'],
  grey: ['#8f959e', '#646a73'],
}

const shares: Readonly<Record<string, [percent: number, other: 'white' | 'black']>> = {
  '50': [6, 'white'],
  '100': [14, 'white'],
  '200': [28, 'white'],
  '300': [45, 'white'],
  '350': [55, 'white'],
  '400': [65, 'white'],
  '500': [100, 'white'],
  '600': [100, 'white'],
  '700': [82, 'black'],
  '800': [66, 'black'],
  '900': [48, 'black'],
}

/** CSS for a colour name with or without a tone (`blue`, `grey-100`); undefined when unknown. */
export function toneOf(name: string): string | undefined {
  if (name === 'white' || name === 'bg-white') return '#fff'
  if (name === 'default') return undefined
  const [, hue = '', tone = '600'] = /^([a-z]+)(?:-(\d+))?$/.exec(name) ?? []
  const share = shares[tone]
  const base = tones[hue]?.[Number.parseInt(tone, 10) < 600 ? 0 : 1]
  if (!base || !share) return undefined
  return share[0] === 100 ? base : `color-mix(in srgb, ${base} ${share[0]}%, ${share[1]})`
}

/** CSS for the line of a border; a name without a tone is drawn light. */
export function lineOf(name: string): string {
  return toneOf(/\d$/.test(name) ? name : `${name}-300`) ?? 'var(--line)'
}

/** The colour names that a text tag or a header template may have, with their light ground. */
export function tintOf(name: string): { color: string; background: string } {
  const hue = name === 'neutral' || name === 'default' ? 'grey' : name
  return {
    color: toneOf(`${hue}-700`) ?? '#1f2329',
    background: toneOf(`${hue}-100`) ?? '#eff0f1',
  }
}

/** Names that a card defines for itself in `config.style`, resolved to CSS. */
export interface CardStyle {
  color(name: string): string | undefined
  textSize(name: string): string | undefined
}

const sizes: Readonly<Record<string, number>> = {
  'heading-0': 30,
  'heading-1': 24,
  'heading-2': 20,
  'heading-3': 18,
  'heading-4': 16,
  heading: 16,
  normal: 14,
  notation: 12,
  'xxxx-large': 30,
  'xxx-large': 24,
  'xx-large': 20,
  'x-large': 18,
  large: 16,
  medium: 14,
  small: 12,
  'x-small': 10,
}

/** The style of a card from its `config`; `phone` chooses the mobile sizes. */
export function styleOf(config: JsonNode, phone: boolean): CardStyle {
  const style = child(config, 'style')
  const colors = child(style, 'color')
  const textSizes = child(style, 'text_size')
  return {
    color(name) {
      const own = colors[name]
      return isNode(own) ? text(own, 'light_mode') || undefined : toneOf(name)
    },
    textSize(name) {
      const own = textSizes[name]
      const chosen = isNode(own)
        ? text(own, phone ? 'mobile' : 'pc') || text(own, 'default', 'normal')
        : name
      const px = sizes[chosen]
      return px === undefined ? undefined : `${px}px`
    },
  }
}
