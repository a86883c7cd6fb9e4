import { useMemo } from 'preact/hooks'

import { DAY, HOUR, MINUTE } from '../../shared/core/time/units.ts'
import { address, setQuery } from '../address/address.ts'
import type { MonitorView } from '../api/answers.ts'
import { reads } from '../api/reads.ts'
import { useHeldAnswer } from '../api/use-held-answer.ts'
import { Shown } from '../parts/states.tsx'
import { useThrottled } from '../parts/use-throttled.ts'
import { zone } from '../shell/taste.ts'
import { RoundTripFigure } from './chart/round-trips.tsx'
import { History } from './history/history.tsx'
import { PHASES } from './phases/phase-names.ts'
import { Phases } from './phases/phases.tsx'
import { Runs } from './runs/runs.tsx'
import { SpanChoice } from './span/span-choice.tsx'
import { type ShownSpan, historySpan, inAddress, inQuestion, spanIn, usualSpan } from './span/shown-span.ts'

/** What is past is asked again when a run has come, and seldom else. */
const SELDOM = { everyMs: 5 * MINUTE }
/** More runs than this, and their phases are those of days. */
const PHASES_OF_RUNS = 300

const WIDE = matchMedia('(min-width: 641px)')

/** One span of the monitor's past, in its four ways: history, round trips, phases, runs. */
export function Past({ view }: { view: MonitorView }) {
  const { monitorId } = view
  const { span, at } = useSpan(view)
  const chosenRun = address.value.query.get('run') ?? undefined
  const past = historySpan(span, at)
  const by = past.to - past.from <= 8 * DAY ? 'hour' : 'day'
  const asked = inQuestion(useSettled(span))
  const history = useHeldAnswer({
    ...reads.availability(monitorId, { ...inQuestion(useSettled(past)), by, zone: zone.value }),
    ...SELDOM,
  })
  const trips = useHeldAnswer({
    ...reads.roundTrips(monitorId, { ...asked, zone: zone.value }),
    ...SELDOM,
  })
  const phases = useHeldAnswer({
    ...reads.roundTrips(monitorId, { ...asked, phase: PHASES.join(','), points: PHASES_OF_RUNS }),
    ...SELDOM,
  })
  const incidents = useHeldAnswer({ ...reads.incidents({ monitor: monitorId, limit: 200 }), ...SELDOM })
  // Not drawn again with each step of a zoom: only the charts are.
  const runs = useMemo(
    () => <Runs monitorId={monitorId} asked={asked} chosenRun={chosenRun} />,
    [asked.from, asked.to, chosenRun],
  )
  const phasesNow = useMemo(() => phases.data && <Phases trips={phases.data} />, [phases.data])
  return (
    <>
      <SpanChoice span={span} />
      <Shown answer={history} rows={2}>
        {(data) => (
          <History
            monitorId={monitorId}
            history={data}
            span={span}
            show={(next) => setQuery(inAddress(next), { step: true })}
          />
        )}
      </Shown>
      <Shown answer={trips} rows={6}>
        {(data) => (
          <RoundTripFigure
            view={view}
            span={span}
            trips={data}
            incidents={incidents.data?.items ?? NONE}
            history={history.data}
            isWhole={past === span}
            chosenRun={chosenRun}
            height={WIDE.matches ? 300 : 234}
          />
        )}
      </Shown>
      {runs}
      {phasesNow}
    </>
  )
}

const NONE: readonly never[] = []

/** The span of the address. What ends now moves on when a run has come, and each hour. */
function useSpan(view: MonitorView): { span: ShownSpan; at: number } {
  const { query } = address.value
  const [name, from, to] = ['span', 'from', 'to'].map((field) => query.get(field))
  const hour = Math.floor(Date.parse(view.at) / HOUR)
  const at = useMemo(() => Date.parse(view.at), [view.lastRunAt, hour])
  const usual = useMemo(() => usualSpan(view.hours), [])
  return { span: useMemo(() => spanIn(query, at, usual), [name, from, to, at, usual]), at }
}

/** While it changes many times a second, as under a key that is held, not all of it is asked for. */
function useSettled({ from, to, name }: ShownSpan): ShownSpan {
  const settled = useThrottled(`${from} ${to} ${name ?? ''}`, 300)
  const [start, end, of] = settled.split(' ')
  return { from: Number(start), to: Number(end), ...(of && { name: of as ShownSpan['name'] & string }) }
}
