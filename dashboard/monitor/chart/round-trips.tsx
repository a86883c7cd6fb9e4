import { useMemo } from 'preact/hooks'

import { type EpochMs, SECOND, isoInstant } from '../../../shared/core/time/units.ts'
import { span as spanWords } from '../../../shared/core/wording/words/figures.ts'
import { go, setQuery } from '../../address/address.ts'
import { links } from '../../address/links.ts'
import type { Availability, IncidentView, MonitorView, RoundTrips } from '../../api/answers.ts'
import { FigureTable } from '../../parts/figure-table.tsx'
import { now } from '../../parts/now-ticks.ts'
import { zone } from '../../shell/taste.ts'
import { type ShownSpan, inAddress } from '../span/shown-span.ts'
import { Legend } from './legend.tsx'
import { RoundTripChart } from './round-trip-chart.tsx'
import { whatWords } from './stop-words.ts'
import { type Stop, failedStops, locationsOf, stopsOf } from './stops.ts'

interface Shown {
  view: MonitorView
  span: ShownSpan
  trips: RoundTrips
  incidents: readonly IncidentView[]
  history: Availability | undefined
  /** The history is of this very span, so that its percentiles are too. */
  isWhole: boolean
  chosenRun: string | undefined
  height: number
}

/** Every round trip of the span, and every failure. */
export function RoundTripFigure({
  view,
  span,
  trips,
  incidents,
  history,
  isWhole,
  chosenRun,
  height,
}: Shown) {
  const plotted = useMemo(() => {
    const stops = stopsOf(trips)
    const { timeoutSeconds, slow } = view.definition as {
      timeoutSeconds?: number
      slow?: { roundTrip?: number }
    }
    return {
      ...{ span, zone: zone.value, trips, stops, locations: locationsOf(stops) },
      timeoutMs: (Number(timeoutSeconds) || 300) * SECOND,
      ...(Number(slow?.roundTrip) > 0 && { slowMs: Number(slow?.roundTrip) * SECOND }),
      incidents: incidents.map(({ failingSince, resolvedAt }) => ({
        from: Date.parse(failingSince),
        to: resolvedAt === undefined ? now.peek() : Date.parse(resolvedAt),
      })),
      maintenance: maintenanceOf(history),
    }
  }, [span, trips, incidents, history, zone.value, view.revision])
  return (
    <figure class="chart">
      <figcaption>{captionOf(trips, isWhole ? history : undefined)}</figcaption>
      <RoundTripChart
        plotted={plotted}
        chosenRun={chosenRun}
        height={height}
        choose={(run) => setQuery({ run })}
        open={(run) => go(links.run(view.monitorId, run))}
        show={(next, options) => setQuery(inAddress(next), options)}
        back={() => setQuery({ from: undefined, to: undefined }, { step: true })}
      />
      <Legend locations={plotted.locations} kind={trips.kind} />
      <FigureTable
        caption="Round trips"
        head={['Time (UTC)', 'Location', 'Round trip, ms', 'What happened']}
        rows={() => plotted.stops.toReversed().map(rowOf)}
        file={`${view.monitorId}-round-trips.csv`}
      />
    </figure>
  )
}

function rowOf(stop: Stop) {
  const time = isoInstant(stop.at)
  if (stop.kind === 'column') return [time, '', stop.times && Math.round(stop.times.p50), whatWords(stop)]
  const ms = stop.kind === 'trip' ? stop.ms : stop.lateMs
  return [time, stop.location, ms && Math.round(ms), stop.kind === 'trip' ? 'came back' : whatWords(stop)]
}

/** Hours in which runs were in maintenance; of days nobody could tell which part was. */
function maintenanceOf(history: Availability | undefined): { from: EpochMs; to: EpochMs }[] {
  if (history?.by !== 'hour') return []
  return history.rows
    .filter(({ figures }) => figures.maintenance > 0)
    .map(({ from, to }) => ({ from: Date.parse(from), to: Date.parse(to) }))
}

function captionOf(trips: RoundTrips, history: Availability | undefined): string {
  const failed = failedStops(trips).length
  const count =
    trips.kind === 'runs'
      ? trips.points.length
      : trips.columns.reduce((sum, { roundTripMs }) => sum + (roundTripMs?.count ?? 0), 0)
  if (count + failed === 0) return 'No scheduled runs in this time range.'
  const { p50Ms, p95Ms } = history?.total ?? {}
  const half = p50Ms === undefined ? '' : `, half within ${spanWords(p50Ms)}`
  const most = p95Ms === undefined ? '' : ` and 95 % within ${spanWords(p95Ms)}`
  const came = count === 1 ? '1 message' : `${count.toLocaleString('en-GB')} messages`
  return `${came} came back${half}${most}; ${failedWords(failed, 'moreFailures' in trips)}.`
}

function failedWords(failed: number, isMore: boolean): string {
  const some = failed === 0 ? 'none' : failed.toLocaleString('en-GB')
  return isMore ? `more than ${some} failed; only the newest ${some} failures are shown` : `${some} failed`
}
