import { expect } from 'vitest'

import type { ReconcilePorts } from '../../../shared/app/monitors/reconcile-monitor.ts'
import { knownWith, placesOf } from '../../../shared/core/location/places.ts'
import { answering } from './reconcile-process.ts'
import { HOME, type ReconcileWorld, reconcileWorld } from './reconcile-world.ts'
import { registered } from './registered.ts'

export const BERLIN = registered('berlin', { region: 'eu-central-1' })
export const OREGON = registered('us-west-2')

/** What becomes of a row that was followed, and what must stand in the end. */
export interface RowChange {
  title: string
  /** Absent: there was no row. */
  before?: Record<string, unknown>
  /** Absent: it is removed. */
  after?: Record<string, unknown>
  /** Of the row after the change; default the table. */
  managedBy?: 'stack'
  /** Berlin is taken away with the change. */
  berlinGone?: true
  /** Where a schedule stands then, and at which interval. */
  schedules: Readonly<Record<string, number>>
  /** Where results are expected; default where schedules stand. */
  expected?: readonly string[]
  mistaken?: true
}

export const ROW_CHANGES: readonly RowChange[] = [
  {
    title: 'put',
    after: { locations: ['home', 'berlin', 'us-west-2'] },
    schedules: { berlin: 10, [HOME]: 10, 'us-west-2': 10 },
  },
  {
    title: 'moved from one location to another',
    before: { locations: ['home', 'berlin'] },
    after: { locations: ['home', 'us-west-2'] },
    schedules: { [HOME]: 10, 'us-west-2': 10 },
  },
  {
    title: 'moved away from home, to take turns',
    before: { locations: ['home'] },
    after: { locations: ['berlin', 'us-west-2'], locationMode: 'rotate', intervalMinutes: 20 },
    schedules: { berlin: 20, 'us-west-2': 20 },
  },
  {
    title: 'removed',
    before: { locations: ['home', 'berlin', 'us-west-2'] },
    schedules: {},
  },
  {
    title: 'handed to the stack',
    before: { locations: ['home', 'berlin'] },
    after: { locations: ['berlin', 'us-west-2'] },
    managedBy: 'stack',
    schedules: {},
    expected: ['berlin', 'us-west-2'],
  },
  {
    title: 'given a location that there is not',
    before: { locations: ['home', 'berlin'] },
    after: { locations: ['home', 'paris'], intervalMinutes: 60 },
    schedules: { berlin: 10, [HOME]: 10 },
    mistaken: true,
  },
  {
    title: 'left with a location that is taken away',
    before: { locations: ['home', 'berlin'] },
    after: { locations: ['home', 'berlin'] },
    berlinGone: true,
    schedules: { [HOME]: 10 },
    mistaken: true,
  },
]

/** The world just after the change, which nobody has followed yet. */
export async function changedRow(
  { before, after, managedBy }: RowChange,
  follow: (world: ReconcileWorld) => Promise<unknown>,
): Promise<ReconcileWorld> {
  const world = reconcileWorld()
  if (before) {
    await world.write(before)
    await follow(world)
  }
  await world.write(after, managedBy)
  return world
}

/** The ports while the Regions in `down` refuse; of a process, where it has its own. */
export function portsOf<Ports extends ReconcilePorts>(
  ports: Ports,
  { berlinGone, down = [] }: { berlinGone?: boolean | undefined; down?: readonly string[] } = {},
): Ports {
  const known = { home: HOME, defaults: ['home'] }
  const there = [berlinGone ? { ...BERLIN, removed: true as const } : BERLIN, OREGON]
  return {
    ...ports,
    knownLocations: knownWith(known, there),
    places: placesOf(known, there),
    schedules: answering(ports.schedules, down),
  }
}

export const standingAt = ({ schedules }: ReconcileWorld): Record<string, number> =>
  Object.fromEntries([...schedules.standing.values()].map((one) => [one.location, one.intervalMinutes]))

/** Schedules, accepted definition and state are just what the row wants; nothing is owed, and nothing told twice. */
export async function expectFollowed(
  world: ReconcileWorld,
  change: RowChange,
  { keepsAccepted = false } = {},
): Promise<void> {
  const { before, after, managedBy = 'table', schedules, expected, mistaken } = change
  expect(standingAt(world), 'schedules').toEqual(schedules)
  expect([...world.schedules.standing.values()].every(({ monitorId }) => monitorId === 'inbox')).toBe(true)
  const accepted = await world.runs.findAccepted('inbox')
  const inForce = mistaken ? before : after
  if (inForce) {
    expect(accepted?.definition.locations, 'the definition in force').toEqual(inForce.locations)
    expect(accepted).toMatchObject({ managedBy })
    expect(accepted, 'nothing is owed').not.toHaveProperty('alsoAt')
  } else if (!keepsAccepted) expect(accepted).toBeUndefined()
  const state = await world.runs.findState('inbox')
  expect(Object.keys(state?.expected ?? {}).sort(), 'results expected').toEqual(
    (expected ?? Object.keys(schedules)).toSorted(),
  )
  expect(state?.misconfigured !== undefined).toBe(mistaken === true)
  expect(state?.owed.map(({ transition }) => transition) ?? []).toEqual(mistaken ? ['misconfigured'] : [])
}
