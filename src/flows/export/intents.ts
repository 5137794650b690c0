import type { FormAsked } from './plan.js'

/** What the card of exports asks for: a form, or the replay pack of a cycle. */
export type ExportIntent =
  | ({ verb: 'export.form' } & FormAsked)
  | { verb: 'export.pack'; cycle: string }
