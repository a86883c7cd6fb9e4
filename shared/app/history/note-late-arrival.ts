import type { LateArrivalStore } from '../ports/run-ports.ts'
import type { IsoDay } from '../../core/time/iso-day.ts'
import { isInStories, tellerOf, toldOfLate, withLateArrival } from '../../core/judging/late.ts'
import { contentId } from '../../core/identity/content-id.ts'
import { lateArrivalSeen } from '../../core/run/late-arrival.ts'
import { dayOfRunId, runName } from '../../core/run/run-id.ts'
import type { RunKey, RunResult } from '../../core/run/run.ts'
import type { MessageMark } from '../../core/run/test-message.ts'
import type { EpochMs } from '../../core/time/units.ts'
import type { DiagnosticLog } from '../ports/dialogue.ts'
import { isPastDay, remakeDay } from './past-days.ts'
import { changeStored } from '../store/change-stored.ts'
import { updateState } from '../store/update-state.ts'

/** What a message that arrived says of itself, and where it lay. */
interface Arrived {
  mark: RunKey & Pick<MessageMark, 'token'>
  isJunk?: true
}

interface Sweep {
  /** When these messages were seen. */
  at: EpochMs
  runs: LateArrivalStore
  log: DiagnosticLog
  /** No message is begun with once it fires. */
  signal: AbortSignal
}

/**
 * Writes down what messages of other runs tell, whatever monitor's they are, and answers those that may be
 * deleted now: the result of a lost run learns that its message came and how late, the incident that counts
 * the run tells of it, then the run's day is made again. Each step may be repeated, so that whatever breaks
 * off in between is made up for while the message is there. A store that fails costs the sweep, never the
 * verdict of the run that sweeps.
 */
export async function noteLateArrivals<Message extends Arrived>(
  found: readonly Message[],
  sweep: Sweep,
): Promise<Message[]> {
  const { log, signal } = sweep
  const noted: { message: Message; lost: boolean }[] = []
  for (const message of found) {
    if (signal.aborted) break
    try {
      const told = await noteLateArrival(message, sweep)
      if (told !== 'awaited') noted.push({ message, lost: told === 'lost' })
    } catch (error) {
      log.note(`a message of another run stays: ${String(error)}`)
    }
  }
  const changed = noted.flatMap(({ message, lost }) => (lost ? [dayOfRun(message.mark)] : []))
  const unmade = await unmadeDays(changed, sweep)
  return noted.map(({ message }) => message).filter(({ mark }) => !unmade.has(nameOf(dayOfRun(mark))))
}

/**
 * `awaited`: the run was interrupted, and may be taken over to look for this very message. `nothing`: the run
 * has no result, or one that the message's arrival does not change: it was seen before, the run never found
 * out what became of it, or sent another message than this.
 */
async function noteLateArrival(
  { mark, isJunk }: Arrived,
  { at, runs, log }: Sweep,
): Promise<'awaited' | 'lost' | 'nothing'> {
  if (await runs.findOpen(mark)) return 'awaited'
  const result = await runs.findResult(mark)
  if (result?.outcome !== 'lost') return 'nothing'
  const arrival = lateArrivalSeen(result, {
    tokenHash: contentId(mark.token),
    seenAt: at,
    ...(isJunk && { isJunk }),
  })
  if (!arrival) {
    log.note(`a message says that it is of run ${runName(mark)}, which did not send it`)
    return 'nothing'
  }
  if (!result.lateArrival) await runs.noteLateArrival(mark, arrival)
  // Somebody else may have noted another delay first: the story tells the one that stands.
  const noted = result.lateArrival ? result : await runs.findResult(mark)
  if (noted && isInStories(noted)) await tellStory(noted, runs)
  return 'lost'
}

/**
 * An incident that the state still holds is changed there, since it is stored from there; any other one where
 * it is stored.
 */
async function tellStory(run: RunResult, runs: LateArrivalStore): Promise<void> {
  const progress = { told: false }
  await updateState(run.monitorId, runs, (state) => {
    progress.told = tellerOf(state, run) !== undefined
    const told = withLateArrival(state, run)
    return told === state ? undefined : told
  })
  if (!progress.told) await tellStoredStory(run, runs)
}

/** A put does not say whether it stood back behind another: the next reading does. */
async function tellStoredStory(run: RunResult, runs: LateArrivalStore): Promise<void> {
  await changeStored(`the incident of run ${runName(run)}`, async () => {
    const around = await runs.findIncidentsAt(run.monitorId, run.finishedAt)
    const untold = around.find((incident) => toldOfLate(incident, run) !== incident)
    if (untold) await runs.putIncident(toldOfLate(untold, run))
    return untold ? undefined : 'told'
  })
}

interface DayOfMonitor {
  monitorId: string
  day: IsoDay
}

/**
 * Makes each of these days again, once; today's is made in the night. Answers the names of those that could
 * not be made.
 */
async function unmadeDays(days: readonly DayOfMonitor[], { at, runs, log }: Sweep): Promise<Set<string>> {
  const past = new Map(days.filter(({ day }) => isPastDay(day, at)).map((one) => [nameOf(one), one]))
  const unmade = new Set<string>()
  for (const [name, { monitorId, day }] of past) {
    try {
      await remakeDay(monitorId, day, { runs, clock: { now: () => at } })
    } catch (error) {
      unmade.add(name)
      log.note(`old messages stay: ${String(error)}`)
    }
  }
  return unmade
}

function dayOfRun({ monitorId, runId }: RunKey): DayOfMonitor {
  return { monitorId, day: dayOfRunId(runId) }
}

function nameOf({ monitorId, day }: DayOfMonitor): string {
  return `${monitorId} ${day}`
}
