import { describe, expect, test } from 'vitest'

import { engine } from '../engine/engine.ts'
import { policy, runsOf } from '../engine/history.ts'
import { part, play } from '../engine/script.ts'
import { tellAsWritten } from './table.ts'

const verify = policy({ verify: true })
const QUICK = { rhythm: { intervalMinutes: 5, timeoutSeconds: 60 } }

const elsewhere = policy({ verify: 'elsewhere' })

describe('verify from elsewhere', () => {
  tellAsWritten([
    [
      'a failure that another location confirms counts',
      part('F>Fb . / . .', elsewhere),
      'opened@1a resolved@2a',
    ],
    ['one that it cannot confirm counts as OK', part('F>.b F>.b F>.b / . . .', elsewhere), ''],
    ['its own location passing says so too', part('F>.a . / . .', elsewhere), ''],
    ['our fault elsewhere must not hide theirs', part('F>?b . / . .', elsewhere), 'opened@1a resolved@2a'],
    [
      'nobody elsewhere answers: it counts after twice the timeout and five minutes',
      part('F . / . .', elsewhere),
      'opened@1a resolved@2a',
    ],
    [
      'that the other location confirmed it is no failure of that location',
      part('F>Fb . / . .', policy({ verify: 'elsewhere', minLocations: 2 })),
      '',
    ],
    [
      'and that it passed there is no pass of that location',
      part('F>.b . / F>Fa F', policy({ verify: 'elsewhere', afterFailures: 2 })),
      'opened@2b',
    ],
    ['two locations confirm each other', part('F>Fb . / F>Fa .', elsewhere), 'opened@1a resolved@2b'],
    [
      'locations that take turns ask the next one',
      part('F>.b - / - F>Fa', elsewhere, { perRun: 1 }),
      'opened@2b',
    ],
    [
      'a policy without it hears of each',
      part('F>.b . / . .', [elsewhere, policy({ afterFailures: 2, topic: 'oncall' })]),
      '',
    ],
  ])
})

describe('verify', () => {
  tellAsWritten([
    ['a failure whose recheck fails counts', part('F>F .', verify), 'opened@1 resolved@2'],
    ['a failure whose recheck passes counts as OK', part('F>. .', verify), ''],
    [
      'a failure whose recheck comes to nothing counts: our fault must not hide theirs',
      part('F>? .', verify),
      'opened@1 resolved@2',
    ],
    [
      'a failure whose recheck never comes counts after twice the timeout and five minutes',
      part('F .', verify),
      'opened@1 resolved@2',
    ],
    ['the next run decides too, if it comes before: it passes', part('F .', verify, QUICK), ''],
    [
      'the next run decides too, if it comes before: it fails',
      part('F F .', verify, QUICK),
      'opened@1 resolved@3',
    ],
    ['an inconclusive run decides nothing', part('F ? .', verify, QUICK), 'opened@1 resolved@3'],
    ['a recheck in a window decides nothing', part('F>(.) .', verify), 'opened@1 resolved@2'],
    ['a location known to fail needs no recheck', part('F>F F>. .', verify), 'opened@1 resolved@3'],
    ['one that passed meanwhile does', part('F>F . F>. .', verify), 'opened@1 resolved@2'],
    ['both failures count', part('F>F F', policy({ verify: true, afterFailures: 2 })), 'opened@2'],
    [
      'a failure that counts as OK begins the row anew',
      part('F>F F . F>. F>F F', policy({ verify: true, afterFailures: 2 })),
      'opened@2 resolved@3 opened@6',
    ],
    ['each location has its own recheck', part('F>. . / F>F .', verify), 'opened@1b resolved@2b'],
    [
      'a policy without it is told at once',
      part('F>. .', [verify, policy({ topic: 'oncall' })]),
      'opened@1>oncall resolved@2>oncall',
    ],
    [
      'a policy with it is told when the recheck has failed',
      part('F>F .', [verify, policy({ topic: 'oncall' })]),
      'opened@1>oncall opened@1 resolved@2 resolved@2>oncall',
    ],
    [
      'a topic that heard of the run already is not told of it again',
      part('F>F .', [verify, policy()]),
      'opened@1 resolved@2',
    ],
    [
      'it sees the outage that there is when it is written in the middle of one',
      [part('F F', policy({ afterFailures: 3 })), part('F', policy({ verify: true, afterFailures: 3 }))],
      'opened@3',
    ],
    [
      'a failure that waits says nothing to a policy with it, though another policy sees it',
      [
        part('F F / . .', [policy(), policy({ verify: true, afterFailures: 9, topic: 'oncall' })]),
        part('- F / F>. -', [policy(), policy({ verify: true, afterFailures: 2, topic: 'oncall' })]),
      ],
      'opened@1a opened@4a>oncall',
    ],
  ])

  test('an incident opens when the failure is confirmed, and failed since before', () => {
    const asked = engine()
    play({ parts: [part('F>F', verify)] }, asked)
    const [failure, recheck] = runsOf('F>F')
    expect(asked.state().incident).toMatchObject({
      openedAt: recheck?.finishedAt,
      failingSince: failure?.finishedAt,
      openingRunId: failure?.runId,
      failedRuns: 1,
    })
  })

  test('a failure that counted at once is counted once, also when it is confirmed', () => {
    const asked = engine()
    play({ parts: [part('F>F F', [verify, policy({ topic: 'oncall' })])] }, asked)
    expect(asked.state().incident).toMatchObject({ failedRuns: 2, toldTopics: ['oncall', 'alerts'] })
  })
})
