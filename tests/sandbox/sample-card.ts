/** A JSON object whose members tests read freely by path. */
export type Body = Record<string, unknown>

/** A card with one button that calls back. */
export function buttonCard(value: unknown = { go: 1 }, text = '好'): Body {
  return {
    schema: '2.0',
    header: { title: { tag: 'plain_text', content: '试卡' } },
    body: {
      elements: [
        {
          tag: 'button',
          name: 'go',
          text: { tag: 'plain_text', content: text },
          behaviors: [{ type: 'callback', value }],
        },
      ],
    },
  }
}
