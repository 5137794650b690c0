/** Which card: what it is and about what. A live card is one (recipient, kind, key). */
export interface CardRef {
  kind: string
  key: string
}
