import type { Mention } from './model.js'
import { type Fields, fieldsOf, isFields, listOf, parseJson, textOf } from './read-json.js'
import type { Sandbox } from './sandbox.js'

/** A message's content as those who receive or read it get it, and who is mentioned. */
export interface Received {
  content: string
  mentions: Mention[]
}

/**
 * What becomes of a sent content (feishu.md 4.1, 6.1): mentions turn into `@_user_N`, a rich text loses
 * its language level and its `md` parts, a file gets its name.
 */
export function received(sandbox: Sandbox, msgType: string, content: string): Received {
  const fields = fieldsOf(parseJson(content))
  if (msgType === 'file') {
    const file = sandbox.world.file(textOf(fields, 'file_key') ?? '')
    return { content: JSON.stringify({ ...fields, file_name: file?.fileName ?? '' }), mentions: [] }
  }
  const mentions: Mention[] = []
  if (msgType === 'post') {
    const post = receivedPost(sandbox, fields, mentions)
    return { content: JSON.stringify(post), mentions }
  }
  const text = msgType === 'text' ? textOf(fields, 'text') : undefined
  if (text === undefined) return { content, mentions }
  const shown = withKeys(sandbox, text, mentions)
  return { content: JSON.stringify({ ...fields, text: shown }), mentions }
}

/** The text with `<at user_id="ou_…">` turned into keys; whom it means goes to `mentions`. */
function withKeys(sandbox: Sandbox, text: string, mentions: Mention[]): string {
  return text.replace(
    /<at user_id="([^"]+)">([^<]*)<\/at>/g,
    (whole, id: string, said: string) => keyOf(sandbox, id, said, mentions) ?? whole,
  )
}

/** The key of a mention; undefined when nobody has the id. */
function keyOf(
  sandbox: Sandbox,
  id: string,
  said: string,
  mentions: Mention[],
): string | undefined {
  if (id === 'all') return '@_all'
  const { bot } = sandbox.world.core
  const isBot = id === bot.openId
  const person = isBot ? undefined : sandbox.world.person(id)
  if (!isBot && !person) return undefined
  const key = `@_user_${mentions.length + 1}`
  mentions.push({ key, id, name: person?.name ?? (isBot ? bot.name : said), isBot })
  return key
}

function receivedPost(sandbox: Sandbox, fields: Fields, mentions: Mention[]): Fields {
  const languages = Object.values(fields).filter(isFields)
  const post = Array.isArray(fields.content) ? fields : (languages[0] ?? {})
  const paragraphs = listOf(post, 'content').map((paragraph) =>
    (Array.isArray(paragraph) ? paragraph : []).map((part) =>
      receivedPart(sandbox, fieldsOf(part), mentions),
    ),
  )
  return { title: textOf(post, 'title') ?? '', content: paragraphs }
}

function receivedPart(sandbox: Sandbox, part: Fields, mentions: Mention[]): Fields {
  if (part.tag === 'at') {
    const key = keyOf(sandbox, textOf(part, 'user_id') ?? '', '', mentions)
    const name = key === '@_all' ? '所有人' : mentions.at(-1)?.name
    return key === undefined ? part : { tag: 'at', user_id: key, user_name: name ?? '', style: [] }
  }
  if (part.tag === 'md') {
    return { tag: 'text', text: withKeys(sandbox, textOf(part, 'text') ?? '', mentions), style: [] }
  }
  return part
}
