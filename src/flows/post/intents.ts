/** What who names does; `person`: whose post it is. */
export type NamingIntent =
  | { verb: 'post.name'; person: string; standIn: string; from: string; to: string }
  /** For one time away. */
  | { verb: 'post.assign'; absence: string; person: string; standIn: string }
  | { verb: 'post.end'; named: string; person: string }

/** What who stands in does; `person`: whose post it is. */
export type CoverIntent =
  | { verb: 'post.take'; absence: string; person: string }
  | { verb: 'post.return'; absence: string; person: string; text: string }
