import type { ToldAlert } from '../../../core/judging/told-alert.ts'
import { runName } from '../../../core/run/run-id.ts'
import { monthsIn } from '../../../core/time/iso-day.ts'
import { type EpochMs, isoInstant } from '../../../core/time/units.ts'
import { stateWords } from '../../../core/wording/state-words.ts'
import { inParallel } from '../../concurrency/in-parallel.ts'
import type { MonitorStore } from '../../ports/monitor-store.ts'
import type { IncidentStore } from '../../ports/stores/incidents.ts'
import type { ToldStore } from '../../ports/stores/told-alerts.ts'
import { BadCursor } from './lists/bad-cursor.ts'
import { shownName, shownText } from './shown-name.ts'

export interface AlertsQuestion {
  /** Absent: of all that there are, and of those that are gone and had an incident opened in these months. */
  monitorId?: string
  /** Told at or after it. */
  from: EpochMs
  /** Told before it. */
  before: EpochMs
  /** 1 to 1,000, default 200. */
  limit?: number
  /** Names the last one of the page before. */
  cursor?: string
}

/** An alert that was told, in a list. */
export interface ListedAlert extends ToldAlert {
  name: string
  /** As `DOWN`. */
  state: string
  /** The run that it showed, as `MONITOR/RUN`. */
  run?: string
}

export interface AlertsTold {
  /** Newest first. */
  alerts: readonly ListedAlert[]
  /** Names the last one; given back as `cursor` it goes on after it. Absent: there are no more. */
  next?: string
}

export interface AlertsPorts {
  monitors: Pick<MonitorStore, 'list'>
  runs: Pick<ToldStore, 'findTold'> & Pick<IncidentStore, 'findIncidents'>
}

const DEFAULT_LIMIT = 200
const MOST_ALERTS = 1000
/** Monitors whose alerts are read at the same time. */
const AT_ONCE = 16

/**
 * Reads the rows, over all monitors the incidents of the span's months, and of each monitor that is asked about
 * what is shown and one alert more. Throws `BadCursor`.
 */
export async function alertsTold(
  question: AlertsQuestion,
  { monitors, runs }: AlertsPorts,
): Promise<AlertsTold> {
  const { monitorId, from, cursor } = question
  const after = cursor === undefined ? undefined : placeIn(cursor, monitorId)
  const before = Math.min(question.before, after ? after.toldAt + 1 : Infinity)
  const limit = Math.min(question.limit ?? DEFAULT_LIMIT, MOST_ALERTS)
  const names = new Map((await monitors.list()).map((row) => [row.monitorId, shownName(row).name]))
  const all: ToldAlert[] = []
  const failed = await inParallel(
    monitorId === undefined ? new Set([...names.keys(), ...(await fallen(question, runs))]) : [monitorId],
    AT_ONCE,
    async (id) => {
      let found = 0
      for await (const told of runs.findTold(id, { from, before })) {
        if (after && inOrder(after, told) >= 0) continue
        all.push(told)
        if ((found += 1) > limit) break
      }
    },
  )
  for (const cause of failed.values()) throw cause
  const newest = all.sort(inOrder)
  const shown = newest.slice(0, limit)
  const last = shown.at(-1)
  return {
    alerts: shown.map((told) => listedAlert(told, names.get(told.monitorId))),
    ...(last && newest.length > limit && { next: nameOf(last) }),
  }
}

/** Where an alert stands in the list. */
type Place = Pick<ToldAlert, 'toldAt' | 'monitorId' | 'alertId'>

function inOrder(a: Place, b: Place): number {
  return b.toldAt - a.toldAt || (nameOf(a) < nameOf(b) ? -1 : Number(nameOf(a) > nameOf(b)))
}

function nameOf({ toldAt, monitorId, alertId }: Place): string {
  return `${monitorId}/${isoInstant(toldAt)}/${alertId}`
}

function placeIn(cursor: string, asked: string | undefined): Place {
  const [monitorId = '', instant = '', alertId = ''] = cursor.split('/')
  const toldAt = Date.parse(instant)
  if (!Number.isNaN(toldAt) && monitorId === (asked ?? monitorId)) return { monitorId, toldAt, alertId }
  throw new BadCursor('expected what the page before gave as next')
}

/** Monitors that had an incident opened in the months of the span; their rows may be gone. */
async function fallen({ from, before }: AlertsQuestion, runs: AlertsPorts['runs']): Promise<string[]> {
  const found = await Promise.all(monthsIn({ from, to: before }).map((month) => runs.findIncidents(month)))
  return found.flat().map((incident) => incident.monitorId)
}

function listedAlert(told: ToldAlert, name: string | undefined): ListedAlert {
  const { monitorId, runId, transition } = told
  return {
    ...told,
    name: name ?? shownText(monitorId),
    state: stateWords(transition),
    ...(runId !== undefined && { run: runName({ monitorId, runId }) }),
  }
}
