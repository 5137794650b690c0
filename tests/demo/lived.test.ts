import { livesItsPast } from './living.js'

// The others take seconds each: lived.long.ts.
livesItsPast(['lianyungang'])
