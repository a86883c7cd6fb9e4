import { describe } from 'vitest'

import { policy } from '../engine/history.ts'
import { part } from '../engine/script.ts'
import { tellAsWritten } from './table.ts'

describe('repeatMinutes and maxAlerts', () => {
  tellAsWritten([
    ['it is told once by default', part('F F F F', policy()), 'opened@1'],
    [
      'repeats come by the clock',
      part('F - - .', policy({ repeatMinutes: 10 })),
      'opened@1 repeated@2+1m repeated@3+1m resolved@4',
    ],
    [
      'whatever the runs come to meanwhile',
      part('F ? F .', policy({ repeatMinutes: 10 })),
      'opened@1 repeated@2+1m repeated@3+1m resolved@4',
    ],
    [
      'the limit counts the first',
      part('F - - .', policy({ repeatMinutes: 10, maxAlerts: 2 })),
      'opened@1 repeated@2+1m resolved@4',
    ],
    [
      'and not the recovery',
      part('F - .', policy({ repeatMinutes: 10, maxAlerts: 1 })),
      'opened@1 resolved@3',
    ],
    [
      'it is one for each incident',
      part('F . F .', policy({ maxAlerts: 1 })),
      'opened@1 resolved@2 opened@3 resolved@4',
    ],
    [
      'each policy repeats by its own clock',
      part('F - - .', [policy({ repeatMinutes: 10 }), policy({ repeatMinutes: 20, topic: 'oncall' })]),
      'opened@1 opened@1>oncall repeated@2+1m repeated@3+1m repeated@3+1m>oncall resolved@4 resolved@4>oncall',
    ],
    [
      'two that repeat to one topic at different times are two pieces of news',
      part('F .', [policy({ repeatMinutes: 5 }), policy({ repeatMinutes: 7 })]),
      'opened@1 repeated@1+6m repeated@1+8m resolved@2',
    ],
    [
      'two that repeat to one topic at once are one, and both have told',
      part('F - - .', [
        policy({ repeatMinutes: 10, maxAlerts: 2 }),
        policy({ repeatMinutes: 10, maxAlerts: 2, onRecovery: false }),
      ]),
      'opened@1 repeated@2+1m resolved@4',
    ],
    [
      'none joins the opening that another policy tells the topic in that minute',
      part('F>F - / F -', [policy({ repeatMinutes: 7 }), policy({ verify: true, minLocations: 2 })]),
      'opened@1a opened@1b repeated@2+5m',
    ],
  ])
})

describe('onError, onRecovery and topic', () => {
  tellAsWritten([
    ['a recovery is told by default', part('F .', policy()), 'opened@1 resolved@2'],
    ['and not where nobody wants it', part('F .', policy({ onRecovery: false })), 'opened@1'],
    [
      'nothing is told of an incident where nobody wants it',
      part('F F .', policy({ onError: false, repeatMinutes: 10 })),
      '',
    ],
    [
      'an incident that nobody is told of is one all the same: others join it, and it stays open for them',
      part('F F F . .', [policy({ onError: false }), policy({ afterFailures: 3, topic: 'oncall' })]),
      'opened@3>oncall resolved@4>oncall',
    ],
    [
      'all goes to the topic of the policy',
      part('F .', policy({ topic: 'oncall' })),
      'opened@1>oncall resolved@2>oncall',
    ],
    [
      'one piece of news goes to a topic once',
      part('F .', [policy(), policy({ maxAlerts: 9 })]),
      'opened@1 resolved@2',
    ],
    [
      'the recovery too',
      part('F F .', [policy(), policy({ afterFailures: 2, maxAlerts: 9 })]),
      'opened@1 opened@2 resolved@3',
    ],
    [
      'a topic hears of the recovery if any policy that told it wants that',
      part('F .', [policy({ onRecovery: false }), policy()]),
      'opened@1 resolved@2',
    ],
    [
      'but not for a policy that has not told',
      part('F .', [policy({ onRecovery: false }), policy({ afterFailures: 2 })]),
      'opened@1',
    ],
  ])
})

describe('escalation', () => {
  const escalating = [policy(), policy({ afterFailures: 3, topic: 'oncall' })]
  tellAsWritten([
    [
      'a second policy tells when its own count is full',
      part('F F F F .', escalating),
      'opened@1 opened@3>oncall resolved@5 resolved@5>oncall',
    ],
    ['and does not where the monitor recovers before', part('F F .', escalating), 'opened@1 resolved@3'],
    [
      'to the same topic it is news again',
      part('F F F .', [policy(), policy({ afterFailures: 3 })]),
      'opened@1 opened@3 resolved@4',
    ],
    [
      'its repeats begin when it has told',
      part('F F - - .', [policy(), policy({ afterFailures: 2, repeatMinutes: 20, topic: 'oncall' })]),
      'opened@1 opened@2>oncall repeated@4+1m>oncall resolved@5 resolved@5>oncall',
    ],
  ])
})

describe('a policy that is edited in an outage', () => {
  tellAsWritten([
    [
      'is another one: it tells again',
      [part('F', policy()), part('F .', policy({ maxAlerts: 9 }))],
      'opened@1 opened@2 resolved@3',
    ],
    [
      'repeats no more by what it was',
      [part('F', policy({ repeatMinutes: 10 })), part('- - -', policy({ repeatMinutes: 30 }))],
      'opened@1',
    ],
    [
      'has told whom it told: they hear of the recovery',
      [part('F', policy()), part('- .', policy({ onError: false, topic: 'oncall' }))],
      'opened@1 resolved@3',
    ],
    [
      'ends the incident by what it is: the next pass, though the location that failed has not run',
      [part('F / .', policy()), part('- / .', policy({ minLocations: 2 }))],
      'opened@1a resolved@2b',
    ],
  ])
})
