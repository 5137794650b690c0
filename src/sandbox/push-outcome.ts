/** How a push ended. `data` is the answer's JSON, undefined when it was empty or none. */
export type PushOutcome =
  | { kind: 'ok'; data: unknown }
  | { kind: 'failed'; userCode: number; why: string }
