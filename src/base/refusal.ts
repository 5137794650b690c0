/**
 * One thing that is wrong in a form: the field's name as the card has it ('' for the form as a whole), the code
 * of its sentence in `cards/sayings.yaml`, and what fills the sentence.
 */
export interface Fault {
  field: string
  code: string
  with: Record<string, string>
}

/**
 * An expected "no", said to the person: a code and what its sentence needs. Sentences stand in
 * `cards/sayings.yaml`; each says what is wrong, why (clause) and what to do now.
 */
export interface Refusal {
  kind: 'refusal'
  code: string
  /** Fills `{name}` places of the sentence. */
  with: Record<string, string>
  /**
   * Everything that is wrong in the form at once, in its order; empty where no field is at fault (no right, too
   * late). The card comes back with what was typed and each fault at its field; `code` and `with` are the first's.
   */
  faults: readonly Fault[]
}

/** Makes a refusal that no field of a form is at fault for. Flows return it; nothing throws it. */
export function refuse(code: string, values: Record<string, string> = {}): Refusal {
  return { kind: 'refusal', code, with: values, faults: [] }
}

/** Makes a fault of a field. A flow lists all that it finds and hands them to {@link refuseForm}. */
export function fault(field: string, code: string, values: Record<string, string> = {}): Fault {
  return { field, code, with: values }
}

/** Refuses a form for everything that is wrong in it; null where nothing is. */
export function refuseForm(faults: readonly [Fault, ...Fault[]]): Refusal
export function refuseForm(faults: readonly Fault[]): Refusal | null
export function refuseForm(faults: readonly Fault[]): Refusal | null {
  const [first] = faults
  return first ? { kind: 'refusal', code: first.code, with: first.with, faults } : null
}

/** Whether an outcome is a refusal. */
export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'refusal'
}
