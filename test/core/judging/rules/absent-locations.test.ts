import { describe } from 'vitest'

import { policy } from '../engine/history.ts'
import { part } from '../engine/script.ts'
import { tellAsWritten } from './table.ts'

const two = policy({ minLocations: 2 })
const elsewhere = policy({ verify: 'elsewhere' })

describe('a location that is named and does not stand', () => {
  tellAsWritten([
    ['is waited for by no policy: never registered', part('. F / x -', two), 'opened@2a'],
    ['is waited for by no policy: removed', part('. F / . x', two), 'opened@2a'],
    ['of three leaves two that must fail', part('F . F / x - - / - - F', two), 'opened@3c'],
    ['is waited for once it registers', part('. F F / x + -', two), ''],
    ['counts like any other once it is heard', part('. F F / x + F', two), 'opened@3b'],
    ['counts once it is heard although it was removed', part('. . / x F', policy()), 'opened@2b'],
    ['keeps no incident open', part('F x - / . . .', policy()), 'opened@1a resolved@2b'],
    ['is none of two that fail', part('F x - - / . . F F / . . . F', two), 'opened@4c'],
    ['brings no failure back that was seen before', part('F x + / . . F', two), ''],
    ['brings none back after a silence', part('F ~ x - / . . F . / . . . .', two), ''],
    [
      'has no failure that waits',
      part('F x - / . . .', elsewhere, { rhythm: { intervalMinutes: 10, timeoutSeconds: 300 } }),
      '',
    ],
    ['begins anew', part('F x + F / . . . .', policy({ afterFailures: 2 })), ''],
    ['is heard by no run in a window', part('. F (F) F / x (.) - -', two), 'opened@2a'],
    [
      'has no turn that others wait for',
      part('F - . - F / - x - x -', policy({ afterFailures: 2 }), { perRun: 1 }),
      '',
    ],
    [
      'keeps no flapping incident open',
      part('F . F . F x - - - / . . . . . . . . .', policy()),
      'opened@1a resolved@2a opened@3a resolved@4a opened(flapping)@5a resolved(flapping)@7b',
    ],
  ])
})
