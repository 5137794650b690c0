import { Avatar } from '../avatar.js'
import { children, count, flag, text, type JsonNode } from '../json.js'
import { useCard } from './host.js'
import { Icon } from './icon.js'
import { box } from './measure.js'

const sizes: Readonly<Record<string, number>> = {
  extra_small: 16,
  small: 20,
  medium: 24,
  large: 32,
}

/** A person in a card: avatar, name, or both. */
export function PersonMark(props: { id: string; avatar: boolean; name: boolean; size: string }) {
  const person = useCard().host.directory.byId(props.id)
  const name = person?.name ?? '未知用户'
  return (
    <span class="person-mark">
      {props.avatar && (
        <Avatar name={name} color={person?.avatarColor ?? ''} size={sizes[props.size] ?? 24} />
      )}
      {props.name && <span>{name}</span>}
    </span>
  )
}

/** Component `person`. */
export function PersonElement({ node }: { node: JsonNode }) {
  return (
    <div
      class={text(node, 'style') === 'capsule' ? 'person capsule' : 'person'}
      style={{ margin: box(node, 'margin') }}
    >
      <PersonMark
        id={text(node, 'user_id')}
        avatar={flag(node, 'show_avatar', true)}
        name={flag(node, 'show_name')}
        size={text(node, 'size', 'medium')}
      />
    </div>
  )
}

/** Component `person_list`. */
export function PersonList({ node }: { node: JsonNode }) {
  const lines = count(node, 'lines')
  return (
    <div
      class="person-list"
      style={{
        margin: box(node, 'margin'),
        ...(lines > 0 ? { maxHeight: `${lines * 34}px`, overflow: 'hidden' } : {}),
      }}
    >
      <Icon node={node.icon} />
      {children(node, 'persons').map((person) => (
        <PersonMark
          key={text(person, 'id')}
          id={text(person, 'id')}
          avatar={flag(node, 'show_avatar')}
          name={flag(node, 'show_name', true)}
          size={text(node, 'size', 'medium')}
        />
      ))}
    </div>
  )
}
