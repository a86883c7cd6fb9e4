import type { IncidentView } from '../../../shared/app/history/views/incidents.ts'
import type { RunView } from '../../../shared/app/history/views/run.ts'
import type { ListedRun } from '../../../shared/app/history/views/runs.ts'
import { statusName } from '../../../shared/core/run/statuses.ts'
import { phaseSpans, span } from '../../../shared/core/wording/words/figures.ts'
import { inJunk } from '../../../shared/core/wording/words/late-words.ts'
import { stateWords } from '../../../shared/core/wording/state-words.ts'
import { clockTime } from '../../terminal/clock-words.ts'
import { counted } from '../../terminal/counted.ts'
import type { Fact } from '../../terminal/facts.ts'
import { textOf } from '../../terminal/words.ts'
import { outcomeWords, tripWords } from '../runs/run-columns.ts'

/** Everything there is to say of one run, in the order in which it is asked. */
export function runFacts(view: RunView, zone: string): Fact[] {
  const { run, advice, warnings, server, before, lastGood } = view
  const { status, reason, phase, detail, phases } = run
  return [
    ['result', `${textOf(outcomeWords(run))}, status ${status} (${statusName(status, reason)})`],
    ['reason', reason && `${reason}${phase === undefined ? '' : `, in ${phase}`}`],
    ['server', server],
    ['detail', detail],
    ['to do', advice],
    ['warnings', warnings],
    ['round trip', tripWords(run) || undefined],
    ['late', run.lateArrival && lateWords(run.lateArrival)],
    ['slow', run.slow?.join(', ')],
    ['sending', phaseSpans(phases.smtp) || undefined],
    ['delivery', view.mailEvents?.map(({ at, words }) => `${clockTime(at, zone)}  ${words}`)],
    ['transit', phases.transit === undefined ? undefined : span(phases.transit)],
    ['mailbox', phaseSpans(phases.mailbox) || undefined],
    ['run', `${view.ref} (${run.trigger}, at ${run.location})`],
    ['time', `scheduled ${clockTime(run.scheduledAt, zone)}, lasted ${span(run.finishedAt - run.startedAt)}`],
    ['recheck', view.recheck && runLine(view.recheck, zone)],
    ['recheck of', view.recheckOf && runLine(view.recheckOf, zone)],
    ['incident', view.incident && incidentLine(view.incident, zone)],
    ['alerts', toldLines(view, zone)],
    ['last good', lastGood && lastGood.ref !== before?.ref ? runLine(lastGood, zone) : undefined],
    ['before', before && runLine(before, zone)],
    ['after', view.after && runLine(view.after, zone)],
    ['log', logLine(view, zone)],
  ]
}

function lateWords(late: NonNullable<RunView['run']['lateArrival']>): string {
  return `the message came after all: ${span(late.delayMs)} at most${inJunk(late)}`
}

function runLine({ run, ref }: ListedRun, zone: string): string {
  const trip = tripWords(run)
  return `${clockTime(run.scheduledAt, zone)}  ${textOf(outcomeWords(run))}${trip === '' ? '' : `  ${trip}`}  ${ref}`
}

export function incidentLine({ openedAt, open, lengthMs, failedRuns }: IncidentView, zone: string): string {
  const state = open ? `open for ${span(lengthMs)}` : `over after ${span(lengthMs)}`
  return `opened ${clockTime(openedAt, zone)}, ${state}, ${counted(failedRuns, 'failed run')}`
}

function toldLines({ told, noAlert }: RunView, zone: string): string | string[] {
  if (told.length > 0) {
    return told.map(
      ({ topic, transition, toldAt, digest }) =>
        `topic ${topic}: ${stateWords(transition)}, ${clockTime(toldAt, zone)}${digest ? ', in a digest' : ''}`,
    )
  }
  return noAlert === undefined ? 'none caused by this run' : `none: ${noAlert}`
}

function logLine({ log, ref }: RunView, zone: string): string {
  switch (log.kind) {
    case 'kept':
      return `${counted(log.lines.length, 'line')}: roundtrip log ${ref}`
    case 'expired':
      return `kept until ${clockTime(log.at, zone)}, and gone`
    case 'missing':
      return 'there is none'
    default:
      return log satisfies never
  }
}
