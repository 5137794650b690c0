/** The office publishes the results of a cycle: the whole ranking, or only who is nominated. */
export type PublishIntent = {
  verb: 'publish.confirm'
  cycle: string
  scope: 'ranking' | 'nominees'
  /** The results that the preview showed. */
  results: string
  reason: string
}
