/** Third parties stand in no roster: what they hand in is by this and the id of their link, or of their sheet of paper. */
const prefix = 'outside:'

/** Who hands in by a link, or on a sheet of paper: an assessor's id that nobody of a roster has. */
export function outsideRater(id: string): string {
  return `${prefix}${id}`
}

/** Whether a rating was given by a third party. */
export function isOutside(assessor: string): boolean {
  return assessor.startsWith(prefix)
}

/** The link or sheet of paper that a rating of a third party came by; null for somebody of the roster. */
export function slipOf(assessor: string): string | null {
  return isOutside(assessor) ? assessor.replace(prefix, '') : null
}
