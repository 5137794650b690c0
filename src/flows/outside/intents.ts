/** One body of third parties in one period of a part. */
export interface OutsideRef {
  cycle: string
  period: string
  part: string
  body: string
}

/** What the office does with links and sheets of paper of third parties. */
export type OutsideIntent =
  /** `names`: who they are, one a line, where that is noted; else `count`. `whom`: whom they rate, all where empty. */
  | ({ verb: 'outside.make'; count: string; names: string; whom: string[] } & OutsideRef)
  /** `again`: another link in its place. */
  | ({ verb: 'outside.withdraw'; link: string; reason: string; again: boolean } & OutsideRef)
  | ({ verb: 'outside.page'; page: number } & OutsideRef)
  /** The sheet to fill in what came on paper, and the card that waits for it. */
  | ({ verb: 'outside.paper' } & OutsideRef)
  | ({ verb: 'outside.paper-send'; reference: string } & OutsideRef)
  | { verb: 'outside.paper-again' }
  /** What was brought in from a file counts no more. */
  | ({ verb: 'outside.paper-void'; import: string; reason: string } & OutsideRef)

/** What a third party filled in, as it came: by assessee. */
export interface OutsideFilled {
  scores: Readonly<Record<string, string>>
  /** Whom they do not know well enough. */
  unknown: readonly string[]
  remark: string
}
