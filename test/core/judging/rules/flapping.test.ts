import { describe, expect, test } from 'vitest'

import { engine } from '../engine/engine.ts'
import { policy } from '../engine/history.ts'
import { part, play } from '../engine/script.ts'
import { tellAsWritten } from './table.ts'

const TWICE = 'opened@1 resolved@2 opened@3 resolved@4'
const verify = policy({ verify: true })

// Intervals of 10 minutes: the span is 120, half of it is six columns.
describe('flapping', () => {
  tellAsWritten([
    ['two incidents are two incidents', part('F . F . . .', policy()), TWICE],
    [
      'the third within the span is marked, and resolved once passes have lasted for half the span',
      part('F . F . F . . . . . . .', policy()),
      `${TWICE} opened(flapping)@5 resolved(flapping)@12`,
    ],
    [
      'it goes on through further failures, and is told once',
      part('F . F . F . . F . F . . . . . . .', policy()),
      `${TWICE} opened(flapping)@5 resolved(flapping)@17`,
    ],
    [
      'a third that comes later than the span is one like any other',
      part('F . F . . . . . . . . . . F .', policy()),
      `${TWICE} opened@14 resolved@15`,
    ],
    [
      'it is repeated like any other',
      part('F . F . F . . . . . . .', policy({ repeatMinutes: 30 })),
      `${TWICE} opened(flapping)@5 repeated(flapping)@8+1m repeated(flapping)@11+1m resolved(flapping)@12`,
    ],
    [
      'every location must have passed for as long',
      part('F . F . F . . . . . . . . . . / . . . . . . . F . . . . . . .', policy()),
      'opened@1a resolved@2a opened@3a resolved@4a opened(flapping)@5a resolved(flapping)@15b',
    ],
    [
      'inconclusive runs break no row of passes',
      part('F . F . F . ? ? . . . .', policy({ afterFailures: 1, onError: true })),
      `${TWICE} opened(flapping)@5 resolved(flapping)@12`,
    ],
    [
      'where all policies verify, a failure whose recheck passed breaks none either',
      part('F>F . F>F . F>F . . F>. . . . .', verify),
      `${TWICE} opened(flapping)@5 resolved(flapping)@12`,
    ],
    [
      'where one does not, it does',
      part('F>F . F>F . F>F . . F>. . . . . . . .', [verify, policy()]),
      `${TWICE} opened(flapping)@5 resolved(flapping)@15`,
    ],
    [
      'failures whose rechecks passed make no incidents, and so none that flaps',
      part('F>. . F>. . F>F .', verify),
      'opened@5 resolved@6',
    ],
    [
      'it takes an hour at least, however short the interval',
      part(`F . F . F ${'. '.repeat(31)}`, policy(), { rhythm: { intervalMinutes: 1, timeoutSeconds: 30 } }),
      `${TWICE} opened(flapping)@5 resolved(flapping)@36`,
    ],
  ])

  test('an incident that nobody is told of counts', () => {
    const asked = engine()
    play({ parts: [part('F . F . F', policy({ onError: false }))] }, asked)
    expect(asked.state().incident?.flapping).toBe(true)
  })
})
