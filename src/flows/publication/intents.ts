/** The office publishes the results of a cycle: the whole ranking, or only who is nominated. */
export type PublishIntent = {
  verb: 'publish.confirm'
  cycle: string
  scope: 'ranking' | 'nominees'
  /** The results that the preview showed. */
  results: string
  reason: string
}

/** The last version is sent into the group again, which did not take it. */
export interface ToGroupIntent {
  verb: 'publish.to-group'
  cycle: string
}
