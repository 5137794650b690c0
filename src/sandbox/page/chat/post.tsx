import { child, isNode, list, text, type JsonNode } from '../json.js'

/** A rich text (`post`): a title and paragraphs of texts, links and mentions. */
export function PostText({ content }: { content: JsonNode }) {
  const translated = child(content, 'zh_cn')
  const post = Object.keys(translated).length > 0 ? translated : content
  return (
    <>
      {text(post, 'title') && <strong>{text(post, 'title')}</strong>}
      {list(post, 'content').map((paragraph, at) => (
        <div key={at}>
          {(Array.isArray(paragraph) ? paragraph : []).filter(isNode).map(postPart)}
        </div>
      ))}
    </>
  )
}

function postPart(part: JsonNode, at: number) {
  switch (text(part, 'tag')) {
    case 'text':
    case 'md':
      return <span key={at}>{text(part, 'text')}</span>
    case 'a':
      return (
        <a key={at} href={text(part, 'href')} target="_blank" rel="noopener noreferrer">
          {text(part, 'text')}
        </a>
      )
    case 'at':
      return (
        <span key={at} class="at">
          @{text(part, 'user_name') || '未知用户'}
        </span>
      )
    case 'hr':
      return <hr key={at} />
    default:
      return (
        <span key={at} class="unknown-component">
          暂不支持的内容：{text(part, 'tag')}
        </span>
      )
  }
}
