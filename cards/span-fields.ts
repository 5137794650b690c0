import { columns, dayPicker, type Element, select } from './kit.js'

const halves = {
  starts: [
    { value: 'morning', text: '从上午起' },
    { value: 'noon', text: '从下午起' },
  ],
  ends: [
    { value: 'evening', text: '到下班' },
    { value: 'noon', text: '到中午' },
  ],
}

/** First and last day of a time away, each with its half. */
export function spanFields(words: {
  from: string
  to: string
  starts: string
  ends: string
}): Element[] {
  const line = (name: 'from' | 'to', half: 'starts' | 'ends', at: string): Element =>
    columns(
      { weight: 3, elements: [dayPicker({ name, value: words[name] })] },
      {
        weight: 2,
        elements: [
          select({ name: half, placeholder: at, options: halves[half], value: words[half] }),
        ],
      },
    )
  return [line('from', 'starts', '从'), line('to', 'ends', '到')]
}
