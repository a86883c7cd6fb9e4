import { type KnownLocations, hasDefaultsOf } from '../../core/location/known-locations.ts'
import { type LocationKind, kindByName } from '../../core/location/location-kind.ts'
import type { RegisteredLocation } from '../../core/location/registered-location.ts'
import type { MonitorState } from '../../core/judging/state.ts'
import { scheduledAtOf } from '../../core/run/run-id.ts'
import type { EpochMs } from '../../core/time/units.ts'
import type { Clock } from '../ports/clock.ts'
import type { LettersThere, LocationQueues } from '../ports/location-queues.ts'
import type { MonitorStore } from '../ports/monitor-store.ts'
import type { LocationStore } from '../ports/stores/locations.ts'
import type { StateStore } from '../ports/stores/monitor-states.ts'

/** A place where monitors run, as it is now. */
export interface LocationView {
  /** As results call it. */
  name: string
  kind: LocationKind
  /** Absent on one machine. */
  region?: string
  /** The one address that its runs are seen with, where it has a fixed one. */
  address?: string
  /** Of the code that it was deployed from; absent on one machine, and of a home that does not say. */
  version?: string
  registeredAt?: EpochMs
  /** Monitors of which results are expected from there, or were until they stopped coming. */
  monitors: number
  /** For when the last run was scheduled from which a result came; absent: none ever did. */
  lastRunAt?: EpochMs
  /** What is wrong, or odd, with it; absent: nothing. */
  mark?: LocationMark
  /** What lies in its queues, of a location beside home; absent: it could not be told. */
  letters?: LettersThere
}

/**
 * `removed`: the settings have taken it away. `letters`: its queue `unhandled` holds some. `silent`: none of its
 * monitors is heard from there. `other-code`: it was not deployed from what home was. `other-defaults`: it was
 * deployed with other `defaultLocations` than home. The first that is so.
 */
export type LocationMark = 'removed' | 'letters' | 'silent' | 'other-code' | 'other-defaults'

export interface LocationsPorts {
  clock: Pick<Clock, 'now'>
  monitors: Pick<MonitorStore, 'list'>
  runs: LocationStore & Pick<StateStore, 'findStates'>
  /** What results call home; absent: the stack does not say. */
  home?: string
  /** Of the code that home was deployed from; absent: the stack does not say. */
  homeVersion?: string
  /** Of home; absent: the stack does not say. */
  knownLocations?: KnownLocations
  /** Absent: letters cannot be told. */
  queues?: LocationQueues
}

/** Home, and every location that has registered, by name. */
export async function locationsNow(ports: LocationsPorts): Promise<{ at: EpochMs; items: LocationView[] }> {
  const { clock, monitors, runs, home, homeVersion, knownLocations, queues } = ports
  const [registered, rows] = await Promise.all([runs.registeredLocations(), monitors.list()])
  const found = await runs.findStates(rows.map(({ monitorId }) => monitorId))
  const states = [...found.values()].filter((state) => state !== undefined)
  const beside = registered.map(async (location) => {
    const letters = await queues?.letters(location).catch(() => undefined)
    return viewOf(location, { states, letters, homeVersion, knownLocations })
  })
  const first = home === undefined ? [] : [homeOf(home, homeVersion, states)]
  return { at: clock.now(), items: [...first, ...(await Promise.all(beside))] }
}

function homeOf(name: string, version: string | undefined, states: readonly MonitorState[]): LocationView {
  const kind = kindByName(name) === 'local' ? 'local' : 'home'
  const heard = heardFrom(name, states)
  const { isSilent, ...facts } = heard
  return {
    name,
    kind,
    ...(kind === 'home' && { region: name }),
    ...(version !== undefined && { version }),
    ...facts,
    ...(isSilent && { mark: 'silent' }),
  }
}

interface Judged {
  states: readonly MonitorState[]
  letters: LettersThere | undefined
  homeVersion: string | undefined
  knownLocations: KnownLocations | undefined
}

function viewOf(location: RegisteredLocation, judged: Judged): LocationView {
  const { name, kind, region, address, version, registeredAt, removed } = location
  const { states, letters, homeVersion = version, knownLocations } = judged
  const { isSilent, ...facts } = heardFrom(name, states)
  const isLeft = letters !== undefined && letters.unhandled > 0
  const marks = {
    removed: removed === true,
    letters: isLeft,
    silent: isSilent,
    'other-code': version !== homeVersion,
    'other-defaults': knownLocations !== undefined && !hasDefaultsOf(knownLocations, location),
  } satisfies Record<LocationMark, boolean>
  const mark = (Object.keys(marks) as LocationMark[]).find((one) => marks[one])
  return {
    ...{ name, kind, region, version, registeredAt },
    ...(address !== undefined && { address }),
    ...facts,
    ...(mark && { mark }),
    ...(letters && { letters }),
  }
}

function heardFrom(name: string, states: readonly MonitorState[]) {
  const expecting = states.filter(({ expected }) => expected[name] !== undefined).length
  const silent = states.filter((state) => state.silent[name] !== undefined).length
  const heardAt = states.flatMap(({ judged }) => {
    const runId = judged[name]
    return (runId === undefined ? undefined : scheduledAtOf(runId)) ?? []
  })
  const lastRunAt = heardAt.reduce<EpochMs | undefined>((last, at) => Math.max(last ?? at, at), undefined)
  return {
    monitors: expecting + silent,
    ...(lastRunAt !== undefined && { lastRunAt }),
    isSilent: silent > 0 && expecting === 0,
  }
}
