/** Nothing may be shown (any more): access lost, or what it was about is gone. */
export interface GoneView {
  kind: 'gone'
  /** A code of `cards/sayings.yaml`. */
  code: string
}
