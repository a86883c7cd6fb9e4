import { describe, expect, test } from 'vitest'

import { engine } from '../engine/engine.ts'
import { policy } from '../engine/history.ts'
import { part, play } from '../engine/script.ts'
import { tellAsWritten } from './table.ts'

describe('a monitor that is removed', () => {
  tellAsWritten(
    [
      ['is told to whoever would have heard of the recovery', part('F', policy()), 'opened@1 removed@2+0m'],
      ['and to no other', part('F', policy({ onRecovery: false })), 'opened@1'],
      [
        'nor to those who had not heard of the incident',
        part('F', [policy(), policy({ afterFailures: 2, topic: 'oncall' })]),
        'opened@1 removed@2+0m',
      ],
      ['is told to nobody where it was not down', part('F .', policy()), 'opened@1 resolved@2'],
      ['nor where nobody was told', part('F', policy({ onError: false })), ''],
    ],
    { isRemoved: true },
  )

  test('ends its incident', () => {
    const asked = engine()
    play({ parts: [part('F', policy())], isRemoved: true }, asked)
    expect(asked.state().incident).toBeUndefined()
  })
})

describe('a location that is removed', () => {
  const onlyA = { locations: ['a'] }
  tellAsWritten([
    ['fails no more', [part('. / F', policy()), part('. / -', policy(), onlyA)], 'opened@1b resolved@2a'],
    [
      'is one less that fails',
      [
        part('. / F / .', policy({ minLocations: 2 })),
        part('F / - / .', policy({ minLocations: 2 }), { locations: ['a', 'c'] }),
      ],
      '',
    ],
    [
      'is judged for nothing where it was still under way',
      [part('. / .', policy()), part('. / F', policy(), onlyA)],
      '',
    ],
    [
      'has no failure that waits to be verified',
      [
        part('. / F', policy({ verify: true }), { rhythm: { intervalMinutes: 5, timeoutSeconds: 60 } }),
        part('- - / - -', policy({ verify: true }), {
          rhythm: { intervalMinutes: 5, timeoutSeconds: 60 },
          ...onlyA,
        }),
      ],
      '',
    ],
    [
      'keeps no flapping incident open',
      [part('. . . . . / F . F . F', policy()), part(`${'. '.repeat(7)} / -`, policy(), onlyA)],
      'opened@1b resolved@2b opened@3b resolved@4b opened(flapping)@5b resolved(flapping)@7a',
    ],
  ])
})
