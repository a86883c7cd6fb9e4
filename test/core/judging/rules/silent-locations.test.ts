import { describe } from 'vitest'

import { policy } from '../engine/history.ts'
import { part } from '../engine/script.ts'
import { tellAsWritten } from './table.ts'

const two = policy({ minLocations: 2 })

describe('a location that was told to be silent', () => {
  tellAsWritten([
    ['keeps no incident open', part('F ~ ~ / . . .', policy()), 'opened@1a resolved@2b'],
    ['while nobody is heard nothing is over', part('F ~ ~ .', policy()), 'opened@1 resolved@4'],
    ['is none of two that fail', part('F ~ ~ / . . F / . . .', two), ''],
    ['no more locations can fail than are heard', part('. ~ ~ / . . F', two), 'opened@3b'],
    ['of three that are heard again two must', part('. ~ . / . . F / . . .', two), ''],
    ['counts on where it was once it is heard', part('F ~ F F', policy({ afterFailures: 3 })), 'opened@4'],
    [
      'is heard by no run in a window',
      part('F ~ (F) ~ / . . . .', policy({ afterFailures: 1 })),
      'opened@1a resolved@2b',
    ],
    [
      'has no turn that others wait for',
      part('F - ~ - ~ - / - F - . - F', policy({ afterFailures: 2 }), { perRun: 1 }),
      'opened@2b resolved@4b',
    ],
    [
      'keeps no flapping incident open',
      part('F . F . F ~ ~ ~ ~ / . . . . . . . . .', policy()),
      'opened@1a resolved@2a opened@3a resolved@4a opened(flapping)@5a resolved(flapping)@7b',
    ],
  ])
})
