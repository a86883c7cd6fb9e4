import { describe } from 'vitest'

import { policy } from '../engine/history.ts'
import { part } from '../engine/script.ts'
import { tellAsWritten } from './table.ts'

describe('inconclusive runs', () => {
  tellAsWritten([
    ['a missing secret is told at once, and once', part('! ! ! !', policy()), 'inconclusive@1'],
    ['other reasons after three in a row', part('? ? ? ?', policy()), 'inconclusive@3'],
    [
      'a conclusive run ends it',
      part('! . ! F !', policy({ onError: true, afterFailures: 9 })),
      'inconclusive@1 inconclusive@3 inconclusive@5',
    ],
    ['each reason has its own count', part('! ? ! ? ! ?', policy()), 'inconclusive@1 inconclusive@6'],
    ['runs in a window are in none', part('(!) (?) (?) ? (.) ? ?', policy()), 'inconclusive@7'],
    ['a recheck is one too', part('F>? ? ?', policy({ afterFailures: 9, verify: true })), 'inconclusive@3'],
    ['but not where nothing waits for it', part('F>? ? ?', policy({ afterFailures: 9 })), ''],
    [
      'a location that cannot run is told of once, though the others run',
      part('! ! ! ! / . . . .', policy()),
      'inconclusive@1a',
    ],
    ['and is not hidden by them', part('? ? ? ? / . . . .', policy()), 'inconclusive@3a'],
    ['several locations count together', part('? / ? / ?', policy()), 'inconclusive@1c'],
    [
      'it is over when each of them has run',
      part('! . . ! / ! ! . .', policy()),
      'inconclusive@1a inconclusive@4a',
    ],
    [
      'or is gone',
      [part('. / !', policy()), part('! / -', policy(), { locations: ['a'] })],
      'inconclusive@1b inconclusive@2a',
    ],
    [
      'it is told to the topics that hear first of what is wrong',
      part('!', [policy({ afterFailures: 2, topic: 'boss' }), policy({ topic: 'oncall' }), policy()]),
      'inconclusive@1 inconclusive@1>oncall',
    ],
    ['and to nobody where no policy tells of errors', part('!', policy({ onError: false })), ''],
  ])
})
