import { runWords } from '../../../../core/history/views/run-sentence.ts'
import type { ToldAlert } from '../../../../core/judging/told-alert.ts'
import { runName, scheduledAtOf } from '../../../../core/run/run-id.ts'
import type { RunResult } from '../../../../core/run/run.ts'
import type { EpochMs } from '../../../../core/time/units.ts'
import { stateWords } from '../../../../core/wording/state-words.ts'
import { span } from '../../../../core/wording/words/figures.ts'
import { inJunk } from '../../../../core/wording/words/late-words.ts'
import type { IncidentView } from '../incidents.ts'

/** In the order in which they come where they happen at once. */
export const STORY_KINDS = [
  'failed',
  'recheck-failed',
  'opened',
  'told',
  'acknowledged',
  'late-arrival',
  'resolved',
  'removed',
] as const

/** Something that happened in an incident. */
export interface StoryEvent {
  at: EpochMs
  kind: (typeof STORY_KINDS)[number]
  /** One sentence. */
  words: string
  /** The run that it is about, as `MONITOR/RUN`. */
  run?: string
  /** The topic that was told. */
  topic?: string
}

/** What happened, oldest first: of the runs that failed, those that opened it. */
export function storyOf(
  incident: IncidentView,
  opening: readonly RunResult[],
  told: readonly ToldAlert[],
): StoryEvent[] {
  return [
    ...opening.map(failedEvent),
    {
      at: incident.openedAt,
      kind: 'opened',
      words: 'The incident opened.',
      run: incident.openingRun,
    } as const,
    ...told.map(toldEvent),
    ...incident.lateArrivals.map((late) => lateEvent(incident.monitorId, late)),
    ...endOf(incident),
  ].sort((a, b) => a.at - b.at || STORY_KINDS.indexOf(a.kind) - STORY_KINDS.indexOf(b.kind))
}

/** Why it was down, and for how long. */
export function incidentSentence({ open, lengthMs, reasons, failedRuns, removed }: IncidentView): string {
  const why = reasons.map(({ words }) => words).join('; ')
  const runs = failedRuns === 1 ? '1 run failed' : `${failedRuns} runs failed`
  const end = removed ? ', until the monitor was removed' : ''
  return `${open ? 'Down' : 'It was down'} for ${span(lengthMs)}${why === '' ? '' : `: ${why}`}. ${runs}${end}.`
}

function failedEvent(run: RunResult): StoryEvent {
  const isRecheck = run.trigger === 'recheck'
  return {
    at: run.finishedAt,
    kind: isRecheck ? 'recheck-failed' : 'failed',
    words: `${isRecheck ? 'The run made to confirm it failed too' : 'A run failed'}: ${runWords(run)}.`,
    run: runName(run),
  }
}

function toldEvent({ toldAt, topic, transition, digest, monitorId, runId }: ToldAlert): StoryEvent {
  return {
    at: toldAt,
    kind: 'told',
    words: `Alert sent to topic ${topic}: ${stateWords(transition)}${digest ? ', in a digest' : ''}.`,
    topic,
    ...(runId !== undefined && { run: runName({ monitorId, runId }) }),
  }
}

/** When it came is known from when its run was scheduled, to within seconds. */
function lateEvent(monitorId: string, late: IncidentView['lateArrivals'][number]): StoryEvent {
  const { runId, delayMs } = late
  return {
    at: (scheduledAtOf(runId) ?? 0) + Math.max(0, delayMs),
    kind: 'late-arrival',
    words: `A message that counted as lost came ${span(delayMs)} after it was sent${inJunk(late)}.`,
    run: runName({ monitorId, runId }),
  }
}

function endOf({ acknowledged, resolvedAt, removed }: IncidentView): StoryEvent[] {
  const note = acknowledged?.note === undefined ? '' : `: ${acknowledged.note}`
  const end = removed
    ? ({ kind: 'removed', words: 'The monitor was removed.' } as const)
    : ({ kind: 'resolved', words: 'The monitor recovered.' } as const)
  return [
    ...(acknowledged
      ? [{ at: acknowledged.at, kind: 'acknowledged', words: `It was acknowledged${note}.` } as const]
      : []),
    ...(resolvedAt === undefined ? [] : [{ at: resolvedAt, ...end }]),
  ]
}
