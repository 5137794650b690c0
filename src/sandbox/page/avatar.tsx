/** A round avatar with the end of the name, as the platform draws it when there is no picture. */
export function Avatar(props: { name: string; color?: string; size?: number; bot?: boolean }) {
  const { name, color, size = 36, bot } = props
  const letters = bot ? name.slice(0, 1) : name.slice(-2)
  return (
    <span
      class={bot ? 'avatar avatar-bot' : 'avatar'}
      style={{
        width: `${size}px`,
        height: `${size}px`,
        fontSize: `${size * (letters.length > 1 ? 0.36 : 0.46)}px`,
        background: bot ? undefined : color || hueOf(name),
      }}
      aria-hidden="true"
    >
      {letters}
    </span>
  )
}

const hues = [
  '#3370ff',
  '#12a182',
  '#7f3bf5',
  '#de7802',
  '#2ea121',
  '#d136d1',
  '#049fd7',
  '#c1466b',
]

function hueOf(name: string): string {
  let sum = 0
  for (const letter of name) sum += letter.codePointAt(0) ?? 0
  return hues[sum % hues.length] ?? '#3370ff'
}
