import { inParallel } from '../concurrency/in-parallel.ts'
import { type NotifyPorts, tellOwed } from '../alerts/notify.ts'
import { NotStarted } from '../ports/run-starter.ts'
import type { AbandonPorts } from '../run/abandon-run.ts'
import type { RunRequest } from '../../core/run/run.ts'
import { runName } from '../../core/run/run-id.ts'
import type { DueIndex, DueItem } from '../ports/stores/due-items.ts'
import { MINUTE, type Millis, SECOND } from '../../core/time/units.ts'
import { tellDigest } from '../alerts/tell-digest.ts'
import { type WatchGrantPorts, watchGrant } from './watch-grant.ts'
import { type WatchStatePorts, watchState } from './watch-state.ts'

/** More waits for the next minute: one pass must end well within it. */
const MOST_PER_PASS = 500
/**
 * The attributes of a digest name all its monitors, so that filters see each: SNS has room for about 340 of
 * the longest ids.
 */
const MOST_PER_DIGEST = 250
/**
 * Whoever takes over a run is done by then, or dies at it: it is started again, but not at every pass, and is
 * a failure of ours.
 */
const RESTARTED_EACH_PASS: Millis = 10 * MINUTE
const RESTARTED_EVERY: Millis = 15 * MINUTE
/** Each is a handful of calls. */
const AT_ONCE = 10
/** A start that fails after so long was not answered: its client waits 5 seconds, up to three times. */
const UNANSWERED: Millis = 4 * SECOND

export interface WatchReport {
  /** Runs past their time that were handed over again. */
  restarted: number
  /** What could not be done now and stays due. */
  failures: readonly Error[]
  /** More was due than one pass takes: it waits for the next. */
  more: boolean
}

export type WatchPorts = WatchStatePorts & NotifyPorts & WatchGrantPorts & AbandonPorts & { runs: DueIndex }

/**
 * One pass of the watchdog, every minute: runs whose claim has lapsed are started again with their own input,
 * states are judged by the time that has passed, alerts owed are published, and those that were folded, once
 * their time has come, as one digest. It finds its work through the index of what is due, never by scanning;
 * one failure holds up nothing else. A location that does not answer is left for the next pass: it would use up
 * the time of all that is due elsewhere. A run whose location is gone is ended here, since nobody else will.
 */
export async function watch(ports: WatchPorts): Promise<WatchReport> {
  const found = await ports.runs.due(ports.clock.now(), MOST_PER_PASS + 1)
  const due = found.slice(0, MOST_PER_PASS)
  const unfinished: Error[] = []
  /** Monitors with alerts for it, by topic. */
  const digests = new Map<string, Set<string>>()
  const silent = new Set<string>()
  let restarted = 0

  async function see(item: DueItem): Promise<void> {
    switch (item.kind) {
      case 'run': {
        const { monitorId, location, scheduledAt, trigger, requestId, until } = item.run
        const lateMs = ports.clock.now() - until
        if (lateMs > RESTARTED_EACH_PASS) {
          unfinished.push(new Error(`${nameOf(item)} does not end, whoever takes it over`))
          if (lateMs % RESTARTED_EVERY >= MINUTE) return
        }
        const request = { monitorId, location, scheduledAt, trigger }
        await startAgain(requestId === undefined ? request : { ...request, requestId })
        return
      }
      case 'state':
        unfinished.push(...(await watchState(item.monitorId, { ...ports, starter: { start: handOver } })))
        await tell(item.monitorId)
        return
      case 'grant':
        await watchGrant(item.grant, ports)
        return
      default:
        item satisfies never
    }
  }

  async function startAgain(request: RunRequest): Promise<void> {
    try {
      await handOver(request)
    } catch (error) {
      if (!(error instanceof NotStarted) || error.reason !== 'no-location') throw error
      await endHere(request, error.message)
      return
    }
    restarted += 1
  }

  async function handOver(request: RunRequest): Promise<void> {
    const { location } = request
    if (silent.has(location)) throw new Error(`${location} did not answer in this pass`)
    const askedAt = ports.clock.now()
    try {
      await ports.starter.start(request)
    } catch (error) {
      if (ports.clock.now() - askedAt >= UNANSWERED) silent.add(location)
      throw error
    }
  }

  /** Rare, and what ends runs is as much code as all that watches. */
  async function endHere(request: RunRequest, why: string): Promise<void> {
    const { endInterrupted } = await import('../run/end-interrupted.ts')
    const ended = await endInterrupted(request, `its process ended, and ${why}`, ports)
    if (ended.kind === 'recorded') unfinished.push(...ended.unsent)
  }

  async function tell(monitorId: string): Promise<void> {
    const { failures, digestsDue } = await tellOwed(monitorId, ports)
    unfinished.push(...failures)
    for (const topic of digestsDue) digests.set(topic, (digests.get(topic) ?? new Set()).add(monitorId))
  }

  const failed: [DueItem, unknown][] = []
  for (const items of inTwoSteps(due)) failed.push(...(await inParallel(items, AT_ONCE, see)))
  for (const [topic, monitorIds] of digests) {
    const left = [...monitorIds]
    while (left.length > 0) {
      unfinished.push(...(await tellDigest(topic, left.splice(0, MOST_PER_DIGEST), ports)))
    }
  }
  const failures = failed.map(
    ([item, cause]) => new Error(`the watchdog could not finish ${nameOf(item)}`, { cause }),
  )
  return { restarted, failures: [...unfinished, ...failures], more: found.length > due.length }
}

/** First what needs no location, and one run of each; then all other runs, by when it is known who answers. */
function inTwoSteps(due: readonly DueItem[]): [DueItem[], DueItem[]] {
  const asked = new Set<string>()
  const {
    placeless = [],
    first = [],
    others = [],
  } = Object.groupBy(due, (item) => {
    if (item.kind !== 'run') return 'placeless'
    if (asked.has(item.run.location)) return 'others'
    asked.add(item.run.location)
    return 'first'
  })
  return [[...placeless, ...first], others]
}

function nameOf(item: DueItem): string {
  switch (item.kind) {
    case 'run':
      return `run ${runName(item.run)}`
    case 'state':
      return `what is due of ${item.monitorId}`
    case 'grant':
      return `what is due of grant ${item.grant}`
    default:
      return item satisfies never
  }
}
