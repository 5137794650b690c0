/** A piece of a page that is already HTML; texts become one only by being escaped. */
export interface Html {
  readonly html: string
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** A text as HTML shows it, character for character; also good inside a quoted attribute. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (char) => entities[char] ?? char)
}

/** HTML from a template: every text put in is escaped, pieces of HTML (and lists of them) stay as they are. */
export function html(
  strings: TemplateStringsArray,
  ...values: readonly (string | number | Html | readonly Html[])[]
): Html {
  const texts = values.map((value) =>
    typeof value === 'string' || typeof value === 'number'
      ? escaped(`${value}`)
      : 'html' in value
        ? value.html
        : value.map((one) => one.html).join(''),
  )
  return { html: strings.map((part, index) => part + (texts[index] ?? '')).join('') }
}

/** Nothing, where a template needs a piece. */
export const none: Html = { html: '' }
