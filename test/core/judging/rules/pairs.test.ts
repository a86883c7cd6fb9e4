import { describe, expect, test } from 'vitest'

import type { AlertPolicy } from '../../../../shared/core/definition/monitor.ts'
import { policy } from '../engine/history.ts'
import { part } from '../engine/script.ts'
import { type Row, tellAsWritten } from './table.ts'

/**
 * What each option is here where it is not the default; `rotate` and `window` are the monitor's, `window`
 * stands in the history.
 */
const OPTIONS = {
  afterFailures: { afterFailures: 2 },
  minLocations: { minLocations: 2 },
  rotate: {},
  verify: { verify: true },
  repeatMinutes: { repeatMinutes: 20 },
  maxAlerts: { maxAlerts: 2 },
  onRecovery: { onRecovery: false },
  onSlow: { onSlow: 2 },
  topic: { topic: 'oncall' },
  onError: { onError: false },
  window: {},
} satisfies Record<string, Partial<AlertPolicy>>

type Option = keyof typeof OPTIONS

const PAIRS: readonly (readonly [Option, Option, sentence: string, history: string, told: string])[] = [
  [
    'afterFailures',
    'minLocations',
    'both locations must have failed twice',
    'F F F . / . F F F',
    'opened@3b resolved@4a',
  ],
  [
    'afterFailures',
    'rotate',
    'two in a row over all locations',
    'F - . - / - F - .',
    'opened@2b resolved@4b',
  ],
  [
    'afterFailures',
    'verify',
    'two that count, the first of them verified',
    'F>. F>F F .',
    'opened@3 resolved@4',
  ],
  [
    'afterFailures',
    'repeatMinutes',
    'repeats begin with the opening',
    'F F - - .',
    'opened@2 repeated@4+1m resolved@5',
  ],
  [
    'afterFailures',
    'maxAlerts',
    'failures before the opening are no alerts',
    'F F F .',
    'opened@2 resolved@4',
  ],
  ['afterFailures', 'onRecovery', 'nothing after the opening', 'F F .', 'opened@2'],
  [
    'afterFailures',
    'onSlow',
    'a row of failures and a row of slow runs',
    'S F S F F .',
    'slow@3 opened@5 resolved@6',
  ],
  ['afterFailures', 'topic', 'late, and elsewhere', 'F F .', 'opened@2>oncall resolved@3>oncall'],
  ['afterFailures', 'onError', 'nothing', 'F F .', ''],
  ['afterFailures', 'window', 'a run in a window is in no row', 'F (F) (.) F', 'opened@4'],
  ['minLocations', 'rotate', 'both in one turn', 'F - . / - F -', 'opened@2b resolved@3a'],
  ['minLocations', 'verify', 'both verified', 'F>. . F>F . / F>F F F F', 'opened@3a resolved@4a'],
  [
    'minLocations',
    'repeatMinutes',
    'repeated while both fail',
    'F - - . / F - - F',
    'opened@1b repeated@3+1m resolved@4a',
  ],
  ['minLocations', 'maxAlerts', 'one alert for two locations', 'F F . / F F .', 'opened@1b resolved@3a'],
  ['minLocations', 'onRecovery', 'nothing when one of them passes', 'F . / F F', 'opened@1b'],
  ['minLocations', 'onSlow', 'for slow one location is enough', 'S S / . .', 'slow@2a'],
  ['minLocations', 'topic', 'both, and elsewhere', 'F . / F F', 'opened@1b>oncall resolved@2a>oncall'],
  ['minLocations', 'onError', 'nothing', 'F . / F F', ''],
  ['minLocations', 'window', 'one in a window does not fail', 'F . / (F) .', ''],
  [
    'rotate',
    'verify',
    'each location has its own recheck',
    'F>. - F>F - . / - F>F - . -',
    'opened@2b resolved@5a',
  ],
  [
    'rotate',
    'repeatMinutes',
    'repeated until the one that failed passes',
    'F - ? - . / - . - . -',
    'opened@1a repeated@3+1m resolved@5a',
  ],
  [
    'rotate',
    'maxAlerts',
    'a second location is no second alert',
    'F - . - / - F - .',
    'opened@1a resolved@4b',
  ],
  ['rotate', 'onRecovery', 'nothing when it passes', 'F - . / - . -', 'opened@1a'],
  ['rotate', 'onSlow', 'two slow runs of one location', 'S - S / - S -', 'slow@3a'],
  ['rotate', 'topic', 'in turn, and elsewhere', 'F - . / - . -', 'opened@1a>oncall resolved@3a>oncall'],
  ['rotate', 'onError', 'nothing', 'F - . / - F -', ''],
  ['rotate', 'window', 'a pass in a window is none', 'F - (.) - . / - . - . -', 'opened@1a resolved@5a'],
  [
    'verify',
    'repeatMinutes',
    'repeats begin with the confirmation',
    'F>F - - .',
    'opened@1 repeated@3+1m resolved@4',
  ],
  ['verify', 'maxAlerts', 'a recheck is no second alert', 'F>F F .', 'opened@1 resolved@3'],
  ['verify', 'onRecovery', 'nothing when it passes', 'F>F .', 'opened@1'],
  ['verify', 'onSlow', 'a failure between slow runs, verified or not, is in no row', 'S F>. S', 'slow@3'],
  ['verify', 'topic', 'verified, and elsewhere', 'F>F .', 'opened@1>oncall resolved@2>oncall'],
  ['verify', 'onError', 'nothing', 'F>F .', ''],
  [
    'verify',
    'window',
    'a recheck in a window says nothing: in the end the failure counts',
    'F>(.) .',
    'opened@1 resolved@2',
  ],
  ['repeatMinutes', 'maxAlerts', 'one repeat', 'F - - - - - .', 'opened@1 repeated@3+1m resolved@7'],
  ['repeatMinutes', 'onRecovery', 'repeats, and then nothing', 'F - - . - -', 'opened@1 repeated@3+1m'],
  ['repeatMinutes', 'onSlow', 'slow is not repeated', 'S S - - - .', 'slow@2'],
  [
    'repeatMinutes',
    'topic',
    'repeats go to the topic',
    'F - - .',
    'opened@1>oncall repeated@3+1m>oncall resolved@4>oncall',
  ],
  ['repeatMinutes', 'onError', 'nothing', 'F - - .', ''],
  [
    'repeatMinutes',
    'window',
    'runs in a window do not end it',
    'F (.) (.) .',
    'opened@1 repeated@3+1m resolved@4',
  ],
  ['maxAlerts', 'onRecovery', 'one alert', 'F F .', 'opened@1'],
  [
    'maxAlerts',
    'onSlow',
    'slow is not counted',
    'S S . . S S . .',
    'slow@2 no-longer-slow@4 slow@6 no-longer-slow@8',
  ],
  ['maxAlerts', 'topic', 'elsewhere', 'F F .', 'opened@1>oncall resolved@3>oncall'],
  ['maxAlerts', 'onError', 'nothing', 'F F .', ''],
  ['maxAlerts', 'window', 'runs in a window are no alerts', 'F (F) (F) .', 'opened@1 resolved@4'],
  ['onRecovery', 'onSlow', 'the end of slowness is told all the same', 'S S . .', 'slow@2 no-longer-slow@4'],
  ['onRecovery', 'topic', 'the opening, elsewhere', 'F .', 'opened@1>oncall'],
  ['onRecovery', 'onError', 'nothing', 'F .', ''],
  ['onRecovery', 'window', 'the opening alone', 'F (F) .', 'opened@1'],
  ['onSlow', 'topic', 'slow, elsewhere', 'S S . .', 'slow@2>oncall no-longer-slow@4>oncall'],
  ['onSlow', 'onError', 'slow alone', 'S S F . .', 'slow@2 no-longer-slow@5'],
  ['onSlow', 'window', 'a slow run in a window is in no row', 'S (S) (.) S', 'slow@4'],
  ['topic', 'onError', 'nothing', 'F .', ''],
  [
    'topic',
    'window',
    'nothing but what is outside, elsewhere',
    '(F) F (.) .',
    'opened@2>oncall resolved@4>oncall',
  ],
  ['onError', 'window', 'nothing', '(F) F .', ''],
]

describe('two options at once', () => {
  tellAsWritten(
    PAIRS.map(([one, other, sentence, history, told]): Row => {
      const judgedBy = policy({ ...OPTIONS[one], ...OPTIONS[other] })
      const rotates = one === 'rotate' || other === 'rotate'
      return [`${one} and ${other}: ${sentence}`, part(history, judgedBy, rotates ? { perRun: 1 } : {}), told]
    }),
  )

  test('every pair has its row', () => {
    const names = Object.keys(OPTIONS)
    const all = names.flatMap((one, at) => names.slice(at + 1).map((other) => `${one} ${other}`))
    expect(PAIRS.map(([one, other]) => `${one} ${other}`).sort()).toEqual(all.sort())
  })
})
