/**
 * An expected "no", said to the person: a code and what its sentence needs. Sentences stand in
 * `cards/sayings.yaml`; each says what is wrong, why (clause) and what to do now.
 */
export interface Refusal {
  kind: 'refusal'
  code: string
  /** Fills `{name}` places of the sentence. */
  with: Record<string, string>
}

/** Makes a refusal. Flows return it; nothing throws it. */
export function refuse(code: string, values: Record<string, string> = {}): Refusal {
  return { kind: 'refusal', code, with: values }
}

/** Whether an outcome is a refusal. */
export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'refusal'
}
