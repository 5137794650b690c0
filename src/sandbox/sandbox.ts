import type { OffsetClock } from '../base/clock.js'
import type { Deliveries } from './delivery.js'
import type { Faults } from './faults.js'
import type { Jumps } from './jump.js'
import type { Limits } from './limits.js'
import type { Link } from './link/link.js'
import type { Play } from './play.js'
import type { Stats } from './stats.js'
import type { Stream } from './stream.js'
import type { World } from './world.js'

/** The parts of a running sandbox that its rooms share. */
export interface Sandbox {
  clock: OffsetClock
  world: World
  limits: Limits
  faults: Faults
  stats: Stats
  stream: Stream
  play: Play
  link: Link
  jumps: Jumps
  deliveries: Deliveries
  /** Where it listens; known once it does. */
  baseUrl: string
  /** The bot's HTTP address, for jumps. */
  botUrl: string | undefined
  /** Calls of the open platform being answered now. */
  inflight: number
}
