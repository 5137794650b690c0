import type { JsonNode } from '../json.js'
import { Elements } from './elements.js'
import { FormProvider } from './fields.js'
import { box } from './measure.js'

/** A form: its fields keep what was typed until a button submits or resets them. */
export function Form({ node }: { node: JsonNode }) {
  return (
    <FormProvider value={node}>
      <form
        class="card-form"
        style={{ margin: box(node, 'margin'), padding: box(node, 'padding') }}
        onSubmit={(event) => event.preventDefault()}
        noValidate
      >
        <Elements node={node} gap="12px" />
      </form>
    </FormProvider>
  )
}
