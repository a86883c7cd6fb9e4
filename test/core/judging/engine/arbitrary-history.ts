import fc from 'fast-check'

import type { MaintenanceWindow } from '../../../../shared/core/maintenance/window.ts'
import type { AlertPolicy } from '../../../../shared/core/definition/monitor.ts'
import { policyKey } from '../../../../shared/core/definition/policies.ts'
import { MINUTE, isoInstant } from '../../../../shared/core/time/units.ts'
import { LOCATIONS, START, policy } from './history.ts'
import type { Delivery, Life, Part } from './script.ts'

const LONGEST = 24

/** Of a run; failures are as likely as passes, so that something happens. */
const token = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom('.', 'F') },
  { weight: 3, arbitrary: fc.constantFrom('F>.', 'F>F', 'F>?', 'F>.b', 'F>Fb', 'F>.c', 'F>Fa', 'F>?c') },
  { weight: 2, arbitrary: fc.constantFrom('S', 'S', '?', '!', '-', '~', 'x', '+') },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '(F)',
      '(.)',
      '(S)',
      '(?)',
      '(F)>.',
      'F>(F)',
      'F>(.)',
      'F>(?)',
      '.>F',
      '.>.',
      '(F)>F',
    ),
  },
)

/** Runs that come to the same, a few in a row. */
const stretch = fc
  .tuple(token, fc.integer({ min: 1, max: 7 }))
  .map(([mark, times]) => Array.from({ length: times }, () => mark))

const arbitraryPolicy: fc.Arbitrary<AlertPolicy> = fc
  .record(
    {
      onError: fc.constantFrom(true, true, true, false),
      afterFailures: fc.integer({ min: 1, max: 3 }),
      minLocations: fc.integer({ min: 1, max: 3 }),
      verify: fc.constantFrom<AlertPolicy['verify']>(false, true, 'elsewhere'),
      repeatMinutes: fc.constantFrom(2, 7, 20, 30),
      maxAlerts: fc.integer({ min: 1, max: 3 }),
      onRecovery: fc.boolean(),
      onSlow: fc.integer({ min: 1, max: 3 }),
      topic: fc.constantFrom('alerts', 'oncall'),
    },
    { requiredKeys: [] },
  )
  .map(policy)

const arbitraryPolicies = fc.array(arbitraryPolicy, { minLength: 1, maxLength: 3 })

const arbitraryWindow: fc.Arbitrary<MaintenanceWindow> = fc.record({
  mode: fc.constantFrom('mute', 'pause'),
  zone: fc.constant('UTC'),
  start: fc.integer({ min: 0, max: 200 }).map((minute) => isoInstant(START + minute * MINUTE).slice(0, 16)),
  durationMinutes: fc.integer({ min: 1, max: 60 }),
})

export const arbitraryLife: fc.Arbitrary<Life> = fc
  .record({
    rows: fc.array(fc.array(stretch, { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 3 }),
    perRun: fc.constantFrom(undefined, undefined, 1, 1, 2),
    intervalMinutes: fc.constantFrom(10, 5),
    policies: fc.array(arbitraryPolicies, { minLength: 1, maxLength: 3 }),
    locationsLeft: fc.array(fc.constantFrom(3, 3, 3, 2, 1), { maxLength: 2 }),
    columns: fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 3, maxLength: 3 }),
    maintenance: fc.array(arbitraryWindow, { maxLength: 2 }),
    deliveries: fc.array(
      fc.oneof(
        { weight: 6, arbitrary: fc.constant<Delivery>({}) },
        { weight: 1, arbitrary: fc.record({ late: fc.integer({ min: 1, max: 3 }) }) },
        { weight: 1, arbitrary: fc.constant<Delivery>({ unjudged: true }) },
        { weight: 1, arbitrary: fc.constant<Delivery>({ again: 1 }) },
      ),
      { maxLength: 40 },
    ),
    isRemoved: fc.boolean(),
  })
  .map(({ rows, perRun, intervalMinutes, policies, locationsLeft, columns, maintenance, ...rest }) => {
    const marks = rows.map((row) => row.flat().slice(0, LONGEST))
    const rhythm = { intervalMinutes, timeoutSeconds: 60 }
    const longest = Math.max(...marks.map((row) => row.length))
    let from = 0
    let left = marks.length
    const parts = policies.map((judgedBy, number): Part => {
      const until =
        number === policies.length - 1 ? longest : Math.min(longest, from + (columns[number] ?? 1))
      const history = marks
        .map((row, at) =>
          columnsFrom(
            row,
            from,
            until,
            (column) => perRun === undefined || isTurnAt(at, column, marks.length, perRun),
          ),
        )
        .join(' / ')
      // A location that is gone does not come back; a run of it may still be under way.
      if (number > 0) left = Math.min(left, locationsLeft[number - 1] ?? left)
      from = until
      const criteria = {
        policies: judgedBy,
        rhythm,
        maintenance,
        ...(perRun !== undefined && { perRun }),
        locations: LOCATIONS.slice(0, left),
      }
      return { history, criteria }
    })
    return { parts: parts.filter(({ history }) => /[^\s/]/.test(history)), ...rest }
  })
  .filter(({ parts }) => parts.length > 0 && !comesBack(parts))

/** The next `perRun` of so many in each column, one after the other. */
function isTurnAt(row: number, column: number, rows: number, perRun: number): boolean {
  return Array.from({ length: perRun }, (_, more) => (column * perRun + more) % rows).includes(row)
}

function columnsFrom(
  row: readonly string[],
  from: number,
  until: number,
  isTurn: (column: number) => boolean,
): string {
  return Array.from({ length: until - from }, (_, index) =>
    isTurn(from + index) ? (row[from + index] ?? '-') : '-',
  ).join(' ')
}

/**
 * Whether a policy is taken away and later put back: it then tells no repeats of the incident that it has
 * told.
 */
function comesBack(parts: readonly Part[]): boolean {
  const keys = parts.map(({ criteria }) => criteria.policies.map(policyKey))
  return keys.some((_, at) =>
    keys
      .slice(at + 2)
      .some((later) => later.some((key) => keys[at]?.includes(key) && !keys[at + 1]?.includes(key))),
  )
}
