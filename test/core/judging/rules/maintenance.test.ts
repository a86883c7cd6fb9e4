import { describe } from 'vitest'

import { policy } from '../engine/history.ts'
import { part } from '../engine/script.ts'
import { tellAsWritten, window } from './table.ts'

const repeating = policy({ repeatMinutes: 10 })
const verify = policy({ verify: true })
const during = (from: number, to: number) => ({ maintenance: [window(from, to)] })

describe('runs in a maintenance window', () => {
  tellAsWritten([
    ['open nothing', part('(F) (F) .', policy()), ''],
    ['resolve nothing', part('F (.) .', policy()), 'opened@1 resolved@3'],
    ['tell nothing of slowness or of what cannot run', part('(S) (!)', policy({ onSlow: 1 })), ''],
  ])
})

describe('a maintenance window', () => {
  tellAsWritten([
    [
      'keeps repeats back; the first run after it tells that the monitor is down still',
      part('F (F) (F) (F) F .', repeating, during(5, 35)),
      'opened@1 repeated@5 resolved@6',
    ],
    ['or that it is not', part('F (F) (F) (F) . .', repeating, during(5, 35)), 'opened@1 resolved@5'],
    [
      'also for a policy that does not repeat',
      part('F (F) F F', policy(), during(5, 15)),
      'opened@1 repeated@3',
    ],
    ['not beyond the limit', part('F (F) F F', policy({ maxAlerts: 1 }), during(5, 15)), 'opened@1'],
    [
      'and no policy that was not told before',
      part('F (F) F F', [policy(), policy({ afterFailures: 3, topic: 'oncall' })], during(5, 15)),
      'opened@1 repeated@3 opened@4>oncall',
    ],
    [
      'keeps repeats back for two intervals and the timeout, should no run come',
      part('F - - - - - - -', repeating, during(5, 35)),
      'opened@1 repeated@6+6m repeated@7+6m repeated@8+6m',
    ],
    [
      'does so too where it began and ended between two of them',
      part('F (F) (F) - - -', policy({ repeatMinutes: 30 }), during(5, 25)),
      'opened@1 repeated@5+6m',
    ],
    [
      'after which they come by the time of the last',
      part('F (F) (F) F - - -', policy({ repeatMinutes: 30 }), during(5, 25)),
      'opened@1 repeated@4 repeated@7+1m',
    ],
    [
      'keeps a failure waiting that was not verified before: it passes afterwards',
      part('F (.) (.) .', verify, during(5, 25)),
      '',
    ],
    ['or fails', part('F (F) (F) F', verify, during(5, 25)), 'opened@1'],
    ['or nothing comes', part('F - - - -', verify, during(5, 25)), 'opened@1'],
    [
      'is over for a policy with verify when a failure is verified after it',
      part('F>F (F) (F) - / . . . F>F', [verify, policy({ topic: 'oncall' })], during(5, 25)),
      'opened@1a>oncall opened@1a repeated@4b>oncall repeated@4b',
    ],
  ])
})
