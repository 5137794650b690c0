import createPurifier from 'dompurify'
import MarkdownIt from 'markdown-it'
import cjkFriendly from 'markdown-it-cjk-friendly'
import { dayText, instant, dayAt, timeAt } from '../../../base/day.js'
import type { Directory } from '../people.js'
import { tintOf, toneOf, type CardStyle } from './colours.js'

/** What a text needs from its card. */
export interface TextSurroundings {
  directory: Directory
  style: CardStyle
}

const emoji: Readonly<Record<string, string>> = {
  OK: '👌',
  DONE: '✓',
  THUMBSUP: '👍',
  SMILE: '😊',
  HEART: '❤️',
  PARTY: '🎉',
  CLAP: '👏',
  CHECK: '✓',
  CROSS: '✕',
  PIN: '📌',
  ALARM: '⏰',
  FIRE: '🔥',
}

/** What surrounds the text that is being read; reading is synchronous, so there is one at a time. */
let reading: TextSurroundings | null = null

const tagPattern = /^<(\/?)([a-z_]+)((?:\s+[a-z_]+\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>'"]+))*)\s*\/?>/
const attributePattern = /([a-z_]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>'"]+))/g

const markdown = new MarkdownIt({ html: false, breaks: true, linkify: false }).use(cjkFriendly)
const { escapeHtml } = markdown.utils

markdown.inline.ruler.before('autolink', 'platform_tag', (state, silent) => {
  if (state.src[state.pos] !== '<') return false
  const rest = state.src.slice(state.pos)
  const found = tagPattern.exec(rest)
  if (!found) return false
  const drawn = drawTag({
    rest: rest.slice(found[0].length),
    closing: found[1] === '/',
    name: found[2] ?? '',
    attributes: attributesOf(found[3] ?? ''),
  })
  if (!drawn) return false
  if (!silent) state.push('html_inline', '', 0).content = drawn.html
  state.pos += found[0].length + drawn.eats
  return true
})

markdown.inline.ruler.before('autolink', 'emoji_word', (state, silent) => {
  if (state.src[state.pos] !== ':') return false
  const found = /^:([A-Z]+):/.exec(state.src.slice(state.pos))
  const sign = emoji[found?.[1] ?? '']
  if (!found || !sign) return false
  if (!silent) state.push('text', '', 0).content = sign
  state.pos += found[0].length
  return true
})

markdown.renderer.rules.html_inline = (tokens, index) => tokens[index]?.content ?? ''
markdown.renderer.rules.image = (tokens, index) => {
  const token = tokens[index]
  return imageHtml(`${token?.attrGet('src') ?? ''}`, token?.content ?? '')
}
markdown.renderer.rules.table_open = () => '<div class="md-table"><table>'
markdown.renderer.rules.table_close = () => '</table></div>'
markdown.validateLink = (url) => /^(https?:|lark:|[\w-]+$)/i.test(url.trim())

const purifier = createPurifier(window)
purifier.addHook('afterSanitizeAttributes', (node) => {
  if (node.tagName !== 'A') return
  node.setAttribute('target', '_blank')
  node.setAttribute('rel', 'noopener noreferrer')
})

/** Safe HTML for a markdown text with the platform's own tags. Other HTML is shown as written. */
export function markdownHtml(source: string, surroundings: TextSurroundings): string {
  reading = surroundings
  const html = markdown.render(source)
  reading = null
  return purifier.sanitize(html, {
    ALLOWED_TAGS: [
      ...['p', 'br', 'hr', 'strong', 'em', 's', 'del', 'a', 'span', 'code', 'pre', 'img', 'div'],
      ...['ul', 'ol', 'li', 'blockquote', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6'],
      ...['table', 'thead', 'tbody', 'tr', 'th', 'td'],
    ],
    ALLOWED_ATTR: ['href', 'style', 'class', 'src', 'alt', 'title', 'start', 'target', 'rel'],
    ALLOWED_URI_REGEXP: /^(?:https?:|lark:|\/control\/files\/)/i,
  })
}

/** HTML of an image that the sandbox keeps under its key. */
function imageHtml(key: string, alt: string): string {
  return `<img class="md-image" src="/control/files/${encodeURIComponent(key)}" alt="${escapeHtml(alt || '图片')}">`
}

interface Tag {
  rest: string
  closing: boolean
  name: string
  attributes: ReadonlyMap<string, string>
}

interface Drawn {
  html: string
  /** Characters after the tag that the tag takes as its content. */
  eats: number
}

const whole = (html: string): Drawn => ({ html, eats: 0 })

function attributesOf(source: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const [, key = '', double, single, bare] of source.matchAll(attributePattern)) {
    found.set(key, double ?? single ?? bare ?? '')
  }
  return found
}

/** HTML of one of the platform's tags; null when the tag is none of them. */
function drawTag(tag: Tag): Drawn | null {
  switch (tag.name) {
    case 'br':
      return whole('<br>')
    case 'hr':
      return whole('<hr>')
    case 'font':
    case 'text_tag':
    case 'number_tag':
      return whole(tag.closing ? '</span>' : span(tag))
    case 'a':
    case 'link':
      return whole(tag.closing ? '</a>' : `<a href="${escapeHtml(linkOf(tag.attributes))}">`)
    case 'at':
    case 'person':
      return tag.closing ? whole('') : { html: mention(tag), eats: upTo(tag, `</${tag.name}>`) }
    case 'raw': {
      const eats = upTo(tag, '</raw>')
      return tag.closing ? whole('') : { html: escapeHtml(tag.rest.slice(0, eats)), eats }
    }
    case 'local_datetime':
      return tag.closing
        ? whole('')
        : { html: escapeHtml(momentText(tag.attributes)), eats: upTo(tag, '</local_datetime>') }
    default:
      return null
  }
}

/** Characters before the closing tag; none when it does not follow. */
function upTo(tag: Tag, end: string): number {
  return Math.max(tag.rest.indexOf(end), 0)
}

function span({ name, attributes }: Tag): string {
  const color = attributes.get('color') ?? 'neutral'
  if (name === 'font') {
    const css = reading?.style.color(color) ?? 'inherit'
    return `<span style="color:${escapeHtml(css)}">`
  }
  if (name === 'text_tag') {
    const tint = tintOf(color)
    return `<span class="text-tag" style="color:${tint.color};background:${tint.background}">`
  }
  const ground = toneOf(attributes.get('background_color') ?? 'grey') ?? 'inherit'
  const ink = toneOf(attributes.get('font_color') ?? 'white') ?? 'inherit'
  return `<span class="number-tag" style="background:${ground};color:${ink}">`
}

function linkOf(attributes: ReadonlyMap<string, string>): string {
  const url = attributes.get('href') ?? attributes.get('pc_url') ?? attributes.get('url') ?? ''
  return /^https?:/i.test(url) ? url : ''
}

function mention({ name, attributes }: Tag): string {
  const id = attributes.get('id') ?? ''
  if (id === 'all') return '<span class="at">@所有人</span>'
  const known = reading?.directory.byId(id)?.name ?? '未知用户'
  if (name === 'at') return `<span class="at">@${escapeHtml(known)}</span>`
  return `<span class="person-chip">${escapeHtml(known)}</span>`
}

function momentText(attributes: ReadonlyMap<string, string>): string {
  const digits = attributes.get('millisecond') ?? ''
  if (!/^\d{1,15}$/.test(digits)) return digits
  const at = instant(Number.parseInt(digits, 10))
  const form = attributes.get('format_type') ?? 'date_num'
  if (form.startsWith('time')) return timeAt(at)
  if (form.startsWith('date')) return dayAt(at)
  return `${dayText(dayAt(at))}${timeAt(at)}`
}
