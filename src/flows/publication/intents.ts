/** The office publishes the results of a cycle: the whole ranking, or only who is nominated. */
export type PublishIntent = {
  verb: 'publish.confirm'
  cycle: string
  scope: 'ranking' | 'nominees'
  /** What the preview showed: see `previewMark`. */
  preview: string
  reason: string
}
