import { describe, expect, test } from 'vitest'

import {
  EVIDENCE,
  type Failing,
  type HealthFacts,
  healthOf,
} from '../../../../shared/core/history/views/health.ts'

/** Told apart in the table by their names. */
const TIMES = { downSince: 1, slowSince: 2, upSince: 3, knownAt: 4 }
const NAMES = new Map(Object.entries(TIMES).map(([name, at]) => [at, name]))
const FAILING: Failing = { runs: 1, of: 3, since: 5 }

const FACTS: HealthFacts = {
  paused: false,
  maintenance: false,
  evidence: 'fresh',
  slow: false,
  misconfigured: false,
  silent: false,
  untested: false,
  unreadable: false,
}

const YES_NO = [true, false]

/** Every combination of what decides, a line each. */
function wholeTable(): string {
  const lines = YES_NO.flatMap((paused) =>
    YES_NO.flatMap((maintenance) =>
      YES_NO.flatMap((down) =>
        EVIDENCE.flatMap((evidence) =>
          YES_NO.flatMap((slow) =>
            YES_NO.map((failing) => lineOf({ paused, maintenance, down, evidence, slow, failing })),
          ),
        ),
      ),
    ),
  )
  const heading = [
    'paused',
    'maint.',
    'incident',
    'evidence',
    'slow',
    'failing',
    'health',
    'since',
    'failing told',
  ]
  return (
    [heading, ...lines]
      .map((cells) =>
        cells
          .map((cell) => cell.padEnd(11))
          .join(' ')
          .trimEnd(),
      )
      .join('\n') + '\n'
  )
}

interface Combination {
  paused: boolean
  maintenance: boolean
  down: boolean
  evidence: HealthFacts['evidence']
  slow: boolean
  failing: boolean
}

function lineOf({ paused, maintenance, down, evidence, slow, failing }: Combination): string[] {
  const { downSince, ...times } = TIMES
  const {
    health,
    since,
    failing: told,
  } = healthOf({
    ...FACTS,
    ...times,
    ...(down && { downSince }),
    ...(failing && { failing: FAILING }),
    paused,
    maintenance,
    evidence,
    slow,
  })
  const said = (yes: boolean) => (yes ? 'yes' : '-')
  return [
    ...[said(paused), said(maintenance), said(down), evidence, said(slow), said(failing)],
    ...[health, NAMES.get(since ?? 0) ?? '-', told ? `${told.runs} of ${told.of}` : '-'],
  ]
}

describe('health', () => {
  test('is what the whole table says', async () => {
    await expect(wholeTable()).toMatchFileSnapshot('../../../golden/views/health.txt')
  })

  test('has no time that nobody knows', () => {
    expect(healthOf({ ...FACTS, slow: true })).toEqual({ health: 'slow', marks: [] })
  })

  test('says nothing of the row, of silence and of runs that could not tell: these are marks beside it', () => {
    expect(
      healthOf({ ...FACTS, misconfigured: true, silent: true, untested: true, unreadable: true }),
    ).toEqual({
      health: 'up',
      marks: ['misconfigured', 'silent', 'not-tested', 'unreadable'],
    })
  })
})
