import { describe } from 'vitest'

import { policy } from '../engine/history.ts'
import { part } from '../engine/script.ts'
import { tellAsWritten } from './table.ts'

const rotating = (history: string, change: Parameters<typeof policy>[0]) =>
  part(history, policy(change), { perRun: 1 })

describe('afterFailures', () => {
  tellAsWritten([
    ['one failing run is enough by default', part('. F', policy()), 'opened@2'],
    ['a larger count waits for as many in a row', part('F F F F', policy({ afterFailures: 3 })), 'opened@3'],
    [
      'a pass begins the row anew',
      part('F F . F F F .', policy({ afterFailures: 3 })),
      'opened@6 resolved@7',
    ],
    [
      'one passing run resolves, whatever the count',
      part('F F F . F', policy({ afterFailures: 3 })),
      'opened@3 resolved@4',
    ],
    ['a slow run passes', part('F S', policy()), 'opened@1 resolved@2'],
    ['inconclusive runs break no row', part('F ? F', policy({ afterFailures: 2 })), 'opened@3'],
    ['and are in none', part('? ? F', policy({ afterFailures: 2 })), ''],
    [
      'runs in a window break no row and are in none',
      part('F (.) (F) F', policy({ afterFailures: 2 })),
      'opened@4',
    ],
    [
      'a recheck that nobody waits for counts neither way',
      part('F>F F>. .>F .', policy({ afterFailures: 3 })),
      '',
    ],
    ['each location has its own row', part('F . / . F', policy({ afterFailures: 2 })), ''],
    [
      'a count that is lowered in an outage judges the outage that there is',
      [part('F F', policy({ afterFailures: 9 })), part('F', policy({ afterFailures: 3 }))],
      'opened@3',
    ],
    [
      'an edit alone opens nothing: a failing run does',
      [part('F F / . .', policy({ afterFailures: 9 })), part('- F / . .', policy())],
      'opened@4a',
    ],
  ])
})

describe('minLocations', () => {
  tellAsWritten([
    ['one location of two is not enough', part('F F . / . . .', policy({ minLocations: 2 })), ''],
    ['two that fail at once are', part('F . / F F', policy({ minLocations: 2 })), 'opened@1b resolved@2a'],
    ['they need not have begun at once', part('F F F / . . F', policy({ minLocations: 2 })), 'opened@3b'],
    [
      'by default any location will do, and the last must pass',
      part('F . . / F F .', policy()),
      'opened@1a resolved@3b',
    ],
    [
      'what opened late does not close early: to stay open it takes the locations, not the count',
      part('F F F . . / . . F F .', policy({ minLocations: 1, afterFailures: 3 })),
      'opened@3a resolved@5b',
    ],
    [
      'an incident that took two is over when one of them passes, though the other fails on',
      part('F F . F / F F F F', policy({ minLocations: 2, afterFailures: 2 })),
      'opened@2b resolved@3a',
    ],
    [
      'it stays open while it is one for any other policy',
      part('F F . / F . .', [policy({ onError: false }), policy({ minLocations: 2 })]),
      'opened@1b resolved@3a',
    ],
  ])
})

describe('locations that take turns', () => {
  tellAsWritten([
    ['are counted together', rotating('F - F / - F -', { afterFailures: 3 }), 'opened@3a'],
    ['begin anew with a pass at any', rotating('F - F - / - . - F', { afterFailures: 2 }), 'opened@4b'],
    ['fail at once where two did in one full turn', rotating('F - / - F', { minLocations: 2 }), 'opened@2b'],
    [
      'do not where the one that failed has missed its turn since',
      rotating('F - ? - F / - . - F -', { minLocations: 2 }),
      'opened@5a',
    ],
    [
      'have recovered when the one that failed passes',
      rotating('F - . / - . -', {}),
      'opened@1a resolved@3a',
    ],
    [
      'have not because the one that failed has not run since',
      rotating('F - ? - . / - . - . -', {}),
      'opened@1a resolved@5a',
    ],
  ])
})
