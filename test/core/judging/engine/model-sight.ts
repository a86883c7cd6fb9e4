import type { Criteria } from '../../../../shared/core/judging/criteria.ts'
import type { RunResult } from '../../../../shared/core/run/run.ts'

/**
 * A run that was judged; or the decision on a failure that waited for its recheck: `by` a run, or by the
 * clock; or that a location was told to be silent, or that these stand, and no others.
 */
export type Moment =
  | ({ criteria: Criteria } & ({ run: RunResult } | { decided: RunResult; failed: boolean; by?: RunResult }))
  | { silent: string }
  | { stands: readonly string[] }

/** A run as a policy sees it. `moment`: at which it began to count. */
export interface Counted {
  run: RunResult
  failed: boolean
  moment: number
}

/** What a policy sees of all that was judged. */
export interface Sight {
  counted: readonly Counted[]
  waiting: readonly RunResult[]
  /** How many there were. */
  moments: number
}

export const passed = (run: RunResult) => run.status === 0
export const conclusive = (run: RunResult) => run.status !== 90
export const inWindow = (run: RunResult) => run.maintenance === true
/** 1. */
export const counts = (run: RunResult) => run.trigger === 'schedule' && conclusive(run) && !inWindow(run)

/** 1. Whether the moment leaves what is known of the location as it is. */
export function isKept(location: string, then: Moment): boolean {
  if ('silent' in then) return true
  return 'stands' in then ? then.stands.includes(location) : isListed(location, then.criteria)
}

export function isListed(location: string, { locations }: Criteria): boolean {
  return locations === undefined || locations.includes(location)
}

export function locationsOf(counted: readonly Counted[]): string[] {
  return [...new Set(counted.map(({ run }) => run.location))]
}

export function trailing(counted: readonly Counted[], holds: (one: Counted) => boolean): Counted[] {
  const from = counted.findLastIndex((one) => !holds(one))
  return counted.slice(from + 1)
}

/** What can be seen of the moments so far. */
export type Eyes = ReturnType<typeof eyesOn>

export function eyesOn(moments: readonly Moment[]) {
  /** Only to be quicker: what was seen last. */
  const sights = new Map<boolean, Sight>()

  /** 5. What counts, in the order in which it began to, and what still waits for its recheck. */
  function look(verify: boolean): Sight {
    const before = sights.get(verify)
    if (before?.moments === moments.length) return before
    const sight = lookAnew(verify)
    sights.set(verify, sight)
    return sight
  }

  function lookAnew(verify: boolean): Sight {
    const counted: Counted[] = []
    let waiting: RunResult[] = []
    moments.forEach((then, moment) => {
      waiting = waiting.filter((run) => isKept(run.location, then))
      if ('silent' in then || 'stands' in then) return
      if ('decided' in then) {
        const { decided, failed, by = decided } = then
        if (!waiting.includes(decided)) return
        waiting = waiting.filter((run) => run !== decided)
        // Wherever it was checked again, it is the failure's location that passed.
        counted.push({ run: failed ? decided : { ...by, location: decided.location }, failed, moment })
        return
      }
      const { run, criteria } = then
      if (!counts(run) || !isListed(run.location, criteria)) return
      const last = lastOf(run.location, counted, moment)
      const waits = verify && !passed(run) && !last?.failed && criteria.policies.some((one) => one.verify)
      if (waits) waiting.push(run)
      else counted.push({ run, failed: !passed(run), moment })
    })
    return { counted, waiting, moments: moments.length }
  }

  /** What is known of a location that is, or was, left out is forgotten. */
  function isKnown({ run, moment }: Counted, upTo: number): boolean {
    return moments.slice(moment, upTo + 1).every((then) => isKept(run.location, then))
  }

  function lastOf(
    location: string,
    counted: readonly Counted[],
    upTo = moments.length - 1,
  ): Counted | undefined {
    return counted.filter((one) => one.run.location === location && isKnown(one, upTo)).at(-1)
  }

  /** 10. Told to be silent, or found not to stand, with no run of its schedule since. */
  function isSilent(location: string): boolean {
    const stood = moments.findLastIndex((then) => 'stands' in then && then.stands.includes(location))
    const gone = moments.findLastIndex((then) => 'stands' in then && !then.stands.includes(location))
    const silent = moments.findLastIndex((then) => 'silent' in then && then.silent === location)
    const told = Math.max(silent > gone ? silent : -1, gone > stood ? gone : -1)
    const heard = moments.findLastIndex(
      (then) =>
        'run' in then &&
        then.run.location === location &&
        then.run.trigger === 'schedule' &&
        !inWindow(then.run) &&
        isListed(location, then.criteria),
    )
    return told > heard
  }

  /** 10. No more locations can fail at once than are heard. */
  function quorumOf(minLocations: number, { locations }: Criteria): number {
    if (!locations) return minLocations
    return Math.min(minLocations, Math.max(1, locations.filter((location) => !isSilent(location)).length))
  }

  return { look, isKnown, lastOf, isSilent, quorumOf }
}
