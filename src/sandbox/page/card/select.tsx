import { child, children, flag, isNode, text, type JsonNode } from '../json.js'
import { Choice, type Choosable } from './choice.js'
import { Field } from './field.js'
import { useField, useForm } from './fields.js'
import { useCard } from './host.js'
import { plainText } from './plain-text.js'
import { usePress } from './press.js'

/** Components `select_static` and `multi_select_static`. */
export function StaticSelect({ node }: { node: JsonNode }) {
  const options = children(node, 'options').map((option) => ({
    value: text(option, 'value'),
    label: plainText(child(option, 'text')),
    note: '',
  }))
  return <Select node={node} options={options} />
}

/** Components `select_person` and `multi_select_person`; without options everybody can be chosen. */
export function PersonSelect({ node }: { node: JsonNode }) {
  const { directory } = useCard().host
  const named = children(node, 'options').map((option) => text(option, 'value'))
  const people = named.map((id) => directory.byId(id)).filter((person) => person !== undefined)
  const offered = people.length > 0 ? people : directory.people.filter((one) => !one.resigned)
  const options = offered.map((person) => ({
    value: person.openId,
    label: person.name,
    note: person.departments.join('、'),
    avatar: person.avatarColor,
  }))
  return <Select node={node} options={options} />
}

function Select({ node, options }: { node: JsonNode; options: readonly Choosable[] }) {
  const { value, set, missing } = useField(node)
  const form = useForm()
  const { busy, press } = usePress(node)
  const several = text(node, 'tag').startsWith('multi_')
  const chosen = typeof value === 'string' ? [value] : typeof value === 'boolean' ? [] : value
  const placeholder = isNode(node.placeholder) ? plainText(node.placeholder) : ''
  const onChoose = (values: readonly string[]) => {
    set(several ? values : (values[0] ?? ''))
    if (form) return
    void press(several ? { options: values } : { option: values[0] ?? '' })
  }
  return (
    <Field node={node} missing={missing}>
      <Choice
        options={options}
        chosen={chosen}
        several={several}
        placeholder={placeholder || '请选择'}
        label={placeholder || text(node, 'name') || '选择'}
        name={text(node, 'name')}
        disabled={flag(node, 'disabled') || busy}
        invalid={missing}
        plain={text(node, 'type') === 'text'}
        onChoose={onChoose}
      />
    </Field>
  )
}
