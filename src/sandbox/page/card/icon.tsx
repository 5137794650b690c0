import { isNode, text } from '../json.js'
import { useCard } from './host.js'

/** Outlines by a word in the token of the platform's icon; a ring stands for all others. */
const shapes: readonly (readonly [words: RegExp, path: string])[] = [
  [/calendar|date/, 'M3 4h10v9H3zM3 7h10M6 2v3M10 2v3'],
  [/time|clock|alarm|history/, 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM8 5v3l2 2'],
  [
    /member|user|contact|person|group/,
    'M8 8a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM2.5 14a5.5 5.5 0 0 1 11 0',
  ],
  [/yes|done|check|succeed|approve/, 'M3 8.5l3.5 3.5L13 4.5'],
  [/warning|error|maybe/, 'M8 2l6.5 11.5h-13zM8 6.5v3M8 11.5v.2'],
  [/info|question|help/, 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM8 7.5V11M8 5v.2'],
  [/down/, 'M3.5 6L8 10.5 12.5 6'],
  [/right/, 'M6 3.5L10.5 8 6 12.5'],
  [/up/, 'M3.5 10L8 5.5 12.5 10'],
  [/search/, 'M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9zM10.5 10.5L14 14'],
  [/doc|file|bitable|sheet|report|wiki/, 'M4 2h5l3 3v9H4zM6 8h4M6 10.5h4'],
  [/chart|data|rank/, 'M3 13V8M7 13V3M11 13V6M2 13.5h12'],
  [/edit|pen|sign/, 'M3 13l.7-3L10.5 3.2l2.300 2.300L6 12.300z'],
  [/bell|notif|remind/, 'M4 11V7a4 4 0 0 1 8 0v4l1 1.2H3zM7 14h2'],
  [
    /star|collect|award|medal/,
    'M8 2l1.800 3.800 4.2.6-3 2.900.7 4.2L8 11.5 4.300 13.5l.7-4.2-3-2.900 4.2-.6z',
  ],
  [/add|plus/, 'M8 3v10M3 8h10'],
  [/close|no_|delete|reject|cancel/, 'M4 4l8 8M12 4l-8 8'],
  [/chat|message|comment/, 'M3 3h10v8H7l-3 2.5V11H3z'],
  [
    /link|share/,
    'M6.5 9.5l3-3M7 5l1.5-1.5a2.800 2.800 0 0 1 4 4L11 9M9 11l-1.5 1.5a2.800 2.800 0 0 1-4-4L5 7',
  ],
  [/list|todo|task|approval/, 'M3 4.5h1M6.5 4.5H13M3 8h1M6.5 8H13M3 11.5h1M6.5 11.5H13'],
  [/home|house/, 'M2.5 7.5L8 3l5.5 4.5M4 6.5V13h8V6.5'],
  [
    /setting|config/,
    'M8 5.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5zM8 2v1.5M8 12.5V14M2 8h1.5M12.5 8H14',
  ],
]

const ring = 'M8 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8z'

/** A `standard_icon` as an outline, a `custom_icon` as its picture; nothing when absent. */
export function Icon({ node }: { node: unknown }) {
  const { style } = useCard()
  if (!isNode(node)) return null
  const key = text(node, 'img_key')
  if (text(node, 'tag') === 'custom_icon' && key) {
    return <img class="icon" src={`/control/files/${encodeURIComponent(key)}`} alt="" />
  }
  const token = text(node, 'token')
  return (
    <Glyph
      token={token}
      {...(style.color(text(node, 'color')) ? { color: style.color(text(node, 'color')) } : {})}
    />
  )
}

/** The outline for an icon's token. */
export function Glyph({ token, color }: { token: string; color?: string | undefined }) {
  const path = shapes.find(([words]) => words.test(token))?.[1] ?? ring
  return (
    <svg class="icon" viewBox="0 0 16 16" style={{ color }} aria-hidden="true">
      <path d={path} fill="none" stroke="currentColor" stroke-width="1.3" stroke-linejoin="round" />
    </svg>
  )
}
