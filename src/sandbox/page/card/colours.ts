import { child, isNode, text, type JsonNode } from '../json.js'

/** Middle tone (600) of each colour name of the platform. */
const tones: Readonly<Record<string, string>> = {
  blue: '#245bdb',
  carmine: '#c2185b',
  green: '#218a1a',
  indigo: '#4752e6',
  lime: '#667901',
  orange: '#c25705',
  purple: '#6425d0',
  red: '#d83931',
  sunflower: '#9b7612',
  turquoise: '#078372',
  violet: '#9321a6',
  wathet: '#0470a8',
  yellow: '#946800',
  grey: '#646a73',
}

const shares: Readonly<Record<string, [percent: number, other: 'white' | 'black']>> = {
  '50': [6, 'white'],
  '100': [14, 'white'],
  '200': [28, 'white'],
  '300': [45, 'white'],
  '350': [55, 'white'],
  '400': [65, 'white'],
  '500': [82, 'white'],
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
  const base = tones[hue]
  const share = shares[tone]
  if (!base || !share) return undefined
  return share[0] === 100 ? base : `color-mix(in srgb, ${base} ${share[0]}%, ${share[1]})`
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
