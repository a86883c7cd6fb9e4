import { adviceFor } from '../../../core/advice/advice.ts'
import { serverUrl } from '../../../core/definition/fields/server-address.ts'
import { parseMonitor } from '../../../core/definition/parse-monitor.ts'
import { runSentence } from '../../../core/history/views/run-sentence.ts'
import { failedServer } from '../../../core/run/failed-server.ts'
import { TRIAL_ENDING, type Trial, trialKey } from '../../../core/run/trial.ts'
import type { Clock } from '../../ports/clock.ts'
import type { RulesPorts } from '../../ports/run-ports.ts'
import type { LiveNewsStore } from '../../ports/stores/live-news.ts'
import type { TrialStore } from '../../ports/stores/trials.ts'
import { type TestNow, newsOf, told, unstarted } from './test-now.ts'

/** A trial while it is made, and for an hour. */
export interface TrialNow
  extends Omit<TestNow, 'monitorId' | 'runId' | 'ref' | 'state'>, Pick<Trial, 'trialId' | 'leftToken'> {
  /** `interrupted`: its process ended without a result, and nobody makes it again. */
  state: TestNow['state'] | 'interrupted'
  /** What to do, likely cause first; none unless it failed. */
  advice: readonly string[]
}

export interface TrialNowPorts extends Pick<RulesPorts, 'definitionSource'> {
  clock: Pick<Clock, 'now'>
  runs: TrialStore & LiveNewsStore
}

/**
 * How the trial goes, asked at most once a second: the dialogues since `after` (a cursor that was given back;
 * default all). Two reads. `undefined`: there is none such, or none any more.
 */
export async function trialNow(
  trialId: string,
  ports: TrialNowPorts,
  after = 0,
): Promise<TrialNow | undefined> {
  const trial = await ports.runs.findTrial(trialId)
  if (!trial) return undefined
  const { location, askedAt, startedAt, until, result, leftToken } = trial
  return {
    trialId,
    location,
    askedAt,
    ...(startedAt !== undefined && { startedAt }),
    ...(until !== undefined && { until }),
    ...(await newsOf(trialKey(trialId), ports.runs, after)),
    ...(leftToken !== undefined && { leftToken }),
    ...(result && { result }),
    ...toldOf(trial, ports),
  }
}

function toldOf(
  trial: Trial,
  { clock, definitionSource }: TrialNowPorts,
): Pick<TrialNow, 'state' | 'sentence' | 'overdue' | 'advice'> {
  const { result } = trial
  if (!result) return progressOf(trial, clock.now())
  const parsed = parseMonitor(trial.definition, definitionSource)
  const server = parsed.ok ? failedServer(result.phase, parsed.monitor) : undefined
  const advice = result.reason ? adviceFor(result.reason, { ...result, ...server }).split('\n') : []
  return { state: 'done', sentence: runSentence(result, server && serverUrl(server)), advice }
}

function progressOf({ location, askedAt, startedAt, until = 0 }: Trial, now: number) {
  const advice: readonly string[] = []
  if (startedAt === undefined) return { ...told(unstarted(location, now - askedAt)), advice }
  if (until + TRIAL_ENDING <= now) return { state: 'interrupted', sentence: INTERRUPTED, advice } as const
  const times = { lastedMs: now - startedAt, leftMs: until - now, isLeft: false }
  return { ...told({ state: 'running', location, ...times }), advice }
}

const INTERRUPTED =
  'The process that made the run ended before it had a result. Try again; a test message may be left in the mailbox.'
