import { describe, expect, test } from 'vitest'

import { DEFAULT_POLICY } from '../../../shared/core/definition/policies.ts'
import { emptyState, evaluate } from '../../../shared/core/judging/evaluate.ts'
import { recheckOf, recheckPlace, startedAgain } from '../../../shared/core/judging/rechecks.ts'
import { fallenSilent } from '../../../shared/core/judging/silence.ts'
import { whereItStands } from '../../../shared/core/judging/listed.ts'
import { MINUTE, SECOND } from '../../../shared/core/time/units.ts'
import { NOON, deliveredResult, lostResult } from '../../contracts/run-fixtures.ts'

const LOCATIONS = ['us-east-1', 'eu-west-1', 'berlin']

interface Case {
  what: string
  failed: string
  verify?: true
  silent?: readonly string[]
  absent?: readonly string[]
  failing?: readonly string[]
  places: readonly string[]
}

/** Where the watchdog starts it, minute after minute. */
function placesOf({ failed, verify, silent = [], absent = [], failing = [] }: Case): string[] {
  const criteria = {
    policies: [{ ...DEFAULT_POLICY, verify: verify ?? ('elsewhere' as const) }],
    locations: LOCATIONS,
    rhythm: { intervalMinutes: 10, timeoutSeconds: 60 },
  }
  const others = LOCATIONS.filter((location) => location !== failed)
  let state = evaluate(
    emptyState('inbox'),
    others.map((location) =>
      failing.includes(location)
        ? lostResult({ location, scheduledAt: NOON })
        : deliveredResult({ location, scheduledAt: NOON }),
    ),
    { ...criteria, policies: [DEFAULT_POLICY] },
  )
  for (const location of silent) {
    state = fallenSilent(state, { location, since: NOON, topics: [], now: NOON })
  }
  const standing = LOCATIONS.filter((location) => !absent.includes(location))
  state = whereItStands(state, LOCATIONS, standing, NOON)
  state = evaluate(state, [lostResult({ location: failed, scheduledAt: NOON + MINUTE })], criteria)
  return Array.from({ length: 4 }, (_, minute) => {
    const awaited = state.awaitsRecheck[failed]
    if (!awaited) throw new Error('it waits for nothing')
    const place = recheckPlace(state, awaited, criteria)
    expect(recheckOf(awaited, place)).toMatchObject({ trigger: 'recheck', location: place })
    // Up to a minute after the failure, as the watchdog comes, and each minute from then on.
    state = startedAgain(state, awaited, awaited.run.finishedAt + minute * MINUTE + 40 * SECOND)
    return place
  })
}

describe('a failure is rechecked', () => {
  test.each<Case>([
    {
      what: 'from the next location in the order written, then the one after it, at last its own',
      failed: 'us-east-1',
      places: ['eu-west-1', 'berlin', 'us-east-1', 'eu-west-1'],
    },
    {
      what: 'behind the last from the first',
      failed: 'berlin',
      places: ['us-east-1', 'eu-west-1', 'berlin', 'us-east-1'],
    },
    {
      what: 'from none that is silent',
      failed: 'us-east-1',
      silent: ['eu-west-1'],
      places: ['berlin', 'us-east-1', 'berlin', 'us-east-1'],
    },
    {
      what: 'from none that is not registered',
      failed: 'us-east-1',
      absent: ['eu-west-1'],
      places: ['berlin', 'us-east-1', 'berlin', 'us-east-1'],
    },
    {
      what: 'from one that fails itself after those that do not',
      failed: 'us-east-1',
      failing: ['eu-west-1'],
      places: ['berlin', 'eu-west-1', 'us-east-1', 'berlin'],
    },
    {
      what: 'at its own location where no other is heard',
      failed: 'berlin',
      silent: ['us-east-1', 'eu-west-1'],
      places: ['berlin', 'berlin', 'berlin', 'berlin'],
    },
    {
      what: 'at its own location where nobody wrote elsewhere',
      failed: 'us-east-1',
      verify: true,
      places: ['us-east-1', 'us-east-1', 'us-east-1', 'us-east-1'],
    },
  ])('$what', (one) => {
    expect(placesOf(one)).toEqual(one.places)
  })
})
