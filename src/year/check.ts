/** Something that must hold of a year that was lived. */
export interface Check {
  /** Chinese: what is looked at. */
  name: string
  holds: boolean
  /** Chinese: what was found. */
  found: string
}
