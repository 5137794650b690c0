import type { ComponentType } from 'preact'
import type { JsonNode } from '../json.js'
import { Audio } from './audio.js'
import { Button } from './button.js'
import { Chart } from './chart.js'
import { Checker } from './checker.js'
import { Form } from './form.js'
import { Image, ImageCombination, ImageSelect } from './image.js'
import { Input } from './input.js'
import { CollapsiblePanel, ColumnSet, InteractiveContainer } from './containers.js'
import { box } from './measure.js'
import { Overflow } from './overflow.js'
import { PersonElement, PersonList } from './person.js'
import { Picker } from './picker.js'
import { PersonSelect, StaticSelect } from './select.js'
import { Table } from './table.js'
import { Div, MarkdownElement } from './text.js'

/** The components of Card JSON 2.0, by tag. */
export const components: Readonly<Record<string, ComponentType<{ node: JsonNode }>>> = {
  markdown: MarkdownElement,
  div: Div,
  hr: Hr,
  audio: Audio,
  column_set: ColumnSet,
  collapsible_panel: CollapsiblePanel,
  interactive_container: InteractiveContainer,
  form: Form,
  input: Input,
  select_static: StaticSelect,
  multi_select_static: StaticSelect,
  select_person: PersonSelect,
  multi_select_person: PersonSelect,
  date_picker: Picker,
  picker_time: Picker,
  picker_datetime: Picker,
  checker: Checker,
  button: Button,
  overflow: Overflow,
  person: PersonElement,
  person_list: PersonList,
  img: Image,
  img_combination: ImageCombination,
  select_img: ImageSelect,
  table: Table,
  chart: Chart,
}

function Hr({ node }: { node: JsonNode }) {
  return <hr class="card-hr" style={{ margin: box(node, 'margin') }} />
}
