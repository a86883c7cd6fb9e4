import { describe } from 'vitest'

import { policy } from '../engine/history.ts'
import { part } from '../engine/script.ts'
import { tellAsWritten } from './table.ts'

const two = policy({ onSlow: 2 })

describe('onSlow', () => {
  tellAsWritten([
    ['nothing is told of it by default', part('S S S', policy()), ''],
    [
      'it takes as many slow runs in a row, and as many normal ones to end',
      part('S S S . .', two),
      'slow@2 no-longer-slow@5',
    ],
    ['a normal run begins the row anew', part('S . S . S S', two), 'slow@6'],
    ['a slow one begins that of the normal anew', part('S S . S . .', two), 'slow@2 no-longer-slow@6'],
    [
      'failing runs count neither way',
      part('S F S F . F .', two),
      'opened@2 resolved@3 slow@3 opened@4 resolved@5 opened(flapping)@6 no-longer-slow@7',
    ],
    ['nor do rechecks', part('S F>. S', policy({ onSlow: 2, verify: true })), 'slow@3'],
    ['nor do runs in a window', part('S (.) S (S) . (S) .', two), 'slow@3 no-longer-slow@7'],
    ['nor do inconclusive ones', part('S ? S', two), 'slow@3'],
    ['each location has its own row', part('S . / . S', two), ''],
    [
      'it is over when every location is normal',
      part('S S . . . / . . S . .', two),
      'slow@2a no-longer-slow@5b',
    ],
    [
      'a location that is gone holds up nothing',
      [part('S S / S S', two), part('. . / - -', two, { locations: ['a'] })],
      'slow@2a no-longer-slow@4a',
    ],
    [
      'each policy has its own count',
      part('S S S . . .', [policy({ onSlow: 1, topic: 'oncall' }), policy({ onSlow: 3 })]),
      'slow@1>oncall slow@3 no-longer-slow@4>oncall no-longer-slow@6',
    ],
    [
      'a topic is told once',
      part('S .', [policy({ onSlow: 1 }), policy({ onSlow: 1, maxAlerts: 9 })]),
      'slow@1 no-longer-slow@2',
    ],
    [
      'one that was edited has told whom it told, and tells again',
      [part('S', policy({ onSlow: 1 })), part('S . .', policy({ onSlow: 2, topic: 'oncall' }))],
      'slow@1 slow@2>oncall no-longer-slow@3 no-longer-slow@4>oncall',
    ],
  ])
})
