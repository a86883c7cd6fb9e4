import { adviceFor } from '../../../core/advice/advice.ts'
import { serverUrl } from '../../../core/definition/fields/server-address.ts'
import { parseMonitor } from '../../../core/definition/parse-monitor.ts'
import { runSentence } from '../../../core/history/views/run-sentence.ts'
import { type TestProgress, isOverdue, progressWords } from '../../../core/history/views/test-words.ts'
import { START_WITHIN } from '../../../core/run/asked-test.ts'
import { failedServer } from '../../../core/run/failed-server.ts'
import { TRIAL_ENDING, type Trial, trialKey } from '../../../core/run/trial.ts'
import type { Clock } from '../../ports/clock.ts'
import type { RulesPorts } from '../../ports/run-ports.ts'
import type { LiveNewsStore } from '../../ports/stores/live-news.ts'
import type { TrialStore } from '../../ports/stores/trials.ts'
import type { TestNow } from './test-now.ts'

/** A trial while it is made, and for an hour. */
export interface TrialNow
  extends
    Pick<Trial, 'trialId' | 'leftToken'>,
    Pick<
      TestNow,
      | 'location'
      | 'askedAt'
      | 'overdue'
      | 'sentence'
      | 'cursor'
      | 'lines'
      | 'phases'
      | 'startedAt'
      | 'until'
      | 'result'
    > {
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
  const news = await ports.runs.findLive(trialKey(trialId), after)
  const { location, askedAt, startedAt, until, result, leftToken } = trial
  return {
    trialId,
    location,
    askedAt,
    ...(startedAt !== undefined && { startedAt }),
    ...(until !== undefined && { until }),
    cursor: news.at(-1)?.number ?? after,
    lines: news.flatMap(({ lines }) => lines),
    phases: news.flatMap(({ phases }) => phases),
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
  const progress = ((): TestProgress => {
    if (startedAt !== undefined) {
      return { state: 'running', location, lastedMs: now - startedAt, leftMs: until - now, isLeft: false }
    }
    const waitedMs = now - askedAt
    if (waitedMs < START_WITHIN) return { state: 'waiting', location, waitedMs }
    return { state: 'not-started', location, why: 'no-answer' }
  })()
  if (startedAt !== undefined && until + TRIAL_ENDING <= now) {
    return { state: 'interrupted', sentence: INTERRUPTED, advice: [] } as const
  }
  const overdue = isOverdue(progress)
  return {
    state: progress.state,
    sentence: progressWords(progress),
    ...(overdue && { overdue }),
    advice: [],
  } as const
}

const INTERRUPTED =
  'The process that made the run ended before it had a result. Try again; a test message may be left in the mailbox.'
