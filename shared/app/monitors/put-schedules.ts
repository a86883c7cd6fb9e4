import type { MonitorSchedule, Schedules } from '../ports/schedules.ts'

/** Schedules of one monitor that could not be put right; those of all other locations are. */
export class SchedulesFailed extends Error {
  override readonly name = 'SchedulesFailed'
  readonly locations: readonly string[]

  constructor(failures: readonly [Failure, ...Failure[]]) {
    const locations = failures.map(({ location }) => location)
    super(`its schedule could not be put right at ${locations.join(', ')}`, { cause: failures[0].cause })
    this.locations = locations
  }
}

interface Failure {
  location: string
  cause: unknown
}

/** Where the schedules of a monitor shall stand, and where none shall. */
export interface SchedulesOfMonitor {
  wanted: readonly MonitorSchedule[]
  /** Where none may stand, one that could not be removed is no failure: the night lists what there is. */
  unwanted: readonly { location: string; mayStand: boolean }[]
}

/** At all locations at once, so that a Region that does not answer holds up no other; answers what failed. */
export async function putSchedules(
  monitorId: string,
  { wanted, unwanted }: SchedulesOfMonitor,
  schedules: Schedules,
): Promise<SchedulesFailed | undefined> {
  const outcomes = await Promise.all([
    ...wanted.map((one) => failureOf(one.location, schedules.put(one))),
    ...unwanted.map(async ({ location, mayStand }) => {
      const failure = await failureOf(location, schedules.remove(monitorId, location))
      return mayStand ? failure : undefined
    }),
  ])
  const [first, ...others] = outcomes.filter((one) => one !== undefined)
  return first && new SchedulesFailed([first, ...others])
}

async function failureOf(location: string, done: Promise<void>): Promise<Failure | undefined> {
  try {
    await done
    return undefined
  } catch (cause) {
    return { location, cause }
  }
}
