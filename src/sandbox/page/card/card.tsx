import { useEffect, useMemo, useRef } from 'preact/hooks'
import { child, children, flag, isNode, text, type JsonNode } from '../json.js'
import { tintOf, styleOf } from './colours.js'
import { components } from './components.js'
import { Elements } from './elements.js'
import { fieldsOf } from './fields.js'
import {
  CardProvider,
  newSession,
  type CardHost,
  type CardSession,
  type FieldValue,
} from './host.js'
import { Icon } from './icon.js'
import { box } from './measure.js'
import { plainText } from './plain-text.js'
import { TextObject } from './text.js'

/** A card of Card JSON 2.0. `content` is the card as it was sent; older cards are named as such. */
export function Card(props: { content: JsonNode; host: CardHost; phone: boolean }) {
  const { content, host, phone } = props
  const kept = useRef<CardSession | null>(null)
  kept.current ??= newSession(host.drafts)
  const session = kept.current
  const config = child(content, 'config')
  const context = useMemo(
    () => ({ host, session, phone, components, style: styleOf(config, phone) }),
    [host, session, phone, config],
  )
  const body = child(content, 'body')
  useEffect(
    () => session.typed.watch(() => host.drafts?.write(inForms(body, session.typed.get()))),
    [session, host, body],
  )
  const link = child(content, 'card_link')
  const address = text(link, 'pc_url') || text(link, 'url')
  return (
    <CardProvider value={context}>
      <article
        class={`card ${text(config, 'width_mode', 'default')}`}
        aria-label={titleOf(content)}
      >
        {isNode(content.header) && <Header node={content.header} />}
        {text(content, 'schema') === '2.0' || Object.keys(content).length === 0 ? (
          <div class="card-body" style={{ padding: box(body, 'padding') ?? '12px' }}>
            <Elements node={body} />
          </div>
        ) : (
          <div class="unknown-component">这是旧版（1.0）卡片，本页只显示 2.0</div>
        )}
        {/^https?:/i.test(address) && (
          <a class="card-link" href={address} target="_blank" rel="noopener noreferrer">
            查看详情
          </a>
        )}
        {flag(config, 'streaming_mode') && <div class="card-streaming">正在生成…</div>}
      </article>
    </CardProvider>
  )
}

/** What was typed in forms: a control outside of them sends its value at once. */
function inForms(
  body: JsonNode,
  typed: ReadonlyMap<string, FieldValue>,
): ReadonlyMap<string, FieldValue> {
  const forms = children(body, 'elements').filter((element) => text(element, 'tag') === 'form')
  const names = new Set(forms.flatMap(fieldsOf).map((field) => text(field, 'name')))
  return new Map([...typed].filter(([name]) => names.has(name)))
}

/** The title of a card, or an empty text. */
export function titleOf(content: JsonNode): string {
  return plainText(child(child(content, 'header'), 'title'))
}

function Header({ node }: { node: JsonNode }) {
  const template = text(node, 'template', 'default')
  const tint = tintOf(template)
  const plain = template === 'default'
  return (
    <header
      class={plain ? 'card-header plain' : 'card-header'}
      style={{
        padding: box(node, 'padding') ?? (plain ? '12px 12px 0' : '12px'),
        ...(plain ? {} : { background: tint.background, color: tint.color }),
      }}
    >
      <Icon node={node.icon} />
      <div class="card-titles">
        <div class="card-title-line">
          <h3>
            <TextObject node={child(node, 'title')} />
          </h3>
          {tagsOf(node).map((tag, at) => (
            <span
              key={at}
              class="text-tag on-header"
              style={{ color: tintOf(text(tag, 'color', 'neutral')).color }}
            >
              {plainText(child(tag, 'text'))}
            </span>
          ))}
        </div>
        {isNode(node.subtitle) && (
          <div class="card-subtitle">
            <TextObject node={node.subtitle} />
          </div>
        )}
      </div>
    </header>
  )
}

function tagsOf(header: JsonNode): JsonNode[] {
  const translated = children(child(header, 'i18n_text_tag_list'), 'zh_cn')
  return (translated.length > 0 ? translated : children(header, 'text_tag_list')).slice(0, 3)
}
