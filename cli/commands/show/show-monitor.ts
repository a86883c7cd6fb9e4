import { availability } from '../../../shared/app/history/views/availability.ts'
import { incidents } from '../../../shared/app/history/views/incidents.ts'
import type { LastRun } from '../../../shared/core/judging/state.ts'
import { type MonitorView, monitorView } from '../../../shared/app/history/views/monitor.ts'
import type { ViewPorts } from '../../../shared/app/history/views/view-ports.ts'
import { describeProblem } from '../../../shared/core/definition/parse-monitor.ts'
import type { Figures } from '../../../shared/core/history/views/figures.ts'
import { DAY, type EpochMs } from '../../../shared/core/time/units.ts'
import { span } from '../../../shared/core/wording/words/figures.ts'
import { reasonWords } from '../../../shared/core/wording/words/reason-words.ts'
import { noMonitor } from '../../opened/refusals.ts'
import type { ViewFlags } from '../../opened/view-flags.ts'
import { type Viewing, writePageHeading } from '../../opened/on-view.ts'
import type { Surroundings } from '../../surroundings.ts'
import { printJson } from '../../terminal/answer.ts'
import { clockTime } from '../../terminal/clock-words.ts'
import { type Fact, writeFacts } from '../../terminal/facts.ts'
import { healthWords } from '../../terminal/health-words.ts'
import { STRIP_LEGEND, stripText } from '../../terminal/strip-text.ts'
import { textOf } from '../../terminal/words.ts'
import { incidentLine } from './run-facts.ts'

/** Days of the figures, the longest last. */
const SPANS = [1, 7, 30, 90]
/** Incidents that are shown. */
const MOST_INCIDENTS = 5

/** One monitor as a page of text. */
export async function showMonitor(
  monitorId: string,
  viewing: Viewing,
  flags: ViewFlags,
  surroundings: Surroundings,
): Promise<number> {
  const { ports, zone, opened } = viewing
  const { out } = surroundings
  const view = await monitorView(monitorId, ports, { zone })
  if (!view) throw await noMonitor(monitorId, opened)
  const figures = await figuresOf(monitorId, view.at, ports)
  const past = await incidents({ monitorId }, ports)
  if (flags.json) {
    printJson(out, 'roundtrip.monitor-status/1', {
      ...view,
      availability: figures,
      incidents: past.incidents,
    })
    return 0
  }
  writePageHeading(viewing, surroundings, monitorId)
  const last = past.incidents.slice(0, MOST_INCIDENTS)
  writeFacts(out, view.sentence, [
    ...nowFacts(view, zone),
    ...Object.entries(figures).map(([days, one]): Fact => [
      days === '1' ? 'last 24 h' : `last ${days} d`,
      figuresLine(one),
    ]),
    ['incidents', last.map((one) => incidentLine(one, zone))],
  ])
  return 0
}

/** By days. */
async function figuresOf(
  monitorId: string,
  now: EpochMs,
  ports: ViewPorts,
): Promise<Record<string, Figures>> {
  const all = await Promise.all(
    SPANS.map(async (days) => {
      const { total } = await availability(
        monitorId,
        { from: now - days * DAY, to: now, by: 'reason' },
        ports,
      )
      return [days, total] as const
    }),
  )
  return Object.fromEntries(all)
}

function nowFacts(view: MonitorView, zone: string): Fact[] {
  const { health, name, monitorId, tags, hours, lastRuns, nextRunAt, incident, problems } = view
  const places = Object.entries(lastRuns)
  return [
    ['name', name === monitorId ? undefined : name],
    ['tags', tags.join(', ') || undefined],
    [
      'health',
      `${textOf(healthWords(view))}${view.server !== undefined && health === 'down' ? `, ${view.server}` : ''}`,
    ],
    ['mistakes', problems.map(describeProblem)],
    ['acknowledged', incident?.acknowledged && acknowledgedLine(incident.acknowledged, zone)],
    [
      'last run',
      places.map(([location, last]) => lastLine(last, zone, places.length > 1 ? location : undefined)),
    ],
    ['next run', nextRunAt === undefined ? undefined : clockTime(nextRunAt, zone)],
    ['last 48 h', [stripText(hours), STRIP_LEGEND]],
  ]
}

function acknowledgedLine({ at, note }: { at: EpochMs; note?: string }, zone: string): string {
  return `${clockTime(at, zone)}${note === undefined ? '' : `: ${note}`}`
}

function lastLine(
  { finishedAt, status, reason, roundTripMs }: LastRun,
  zone: string,
  location: string | undefined,
): string {
  const trip = roundTripMs === undefined ? '' : `, ${span(roundTripMs)}`
  const what = reason ? `${reasonWords(reason)} (status ${status})` : `OK${trip}`
  return `${clockTime(finishedAt, zone)}  ${what}${location === undefined ? '' : `, at ${location}`}`
}

/** As `99.93 %, 3 of 4,320 failed, median round trip 1.8 s (95 % within 4.1 s)`. */
export function figuresLine({ availabilityText, runs, failed, p50Ms, p95Ms }: Figures): string {
  if (runs === 0) return 'no counted runs'
  const trip = p50Ms === undefined ? '' : `, median round trip ${span(p50Ms)} (95 % within ${span(p95Ms)})`
  return `${availabilityText}, ${failed.toLocaleString('en')} of ${runs.toLocaleString('en')} failed${trip}`
}
