import { useEffect } from 'preact/hooks'

import { address } from '../address/address.ts'
import { reads } from '../api/reads.ts'
import { useAnswer } from '../api/use-answer.ts'
import type { Overview } from '../api/answers.ts'
import { Shown } from '../parts/states.tsx'
import { zone } from '../shell/taste.ts'
import { pageTitle } from '../shell/title.ts'
import { Controls } from './controls.tsx'
import { Counters } from './counters.tsx'
import { filtered, filtersOf, sorted } from './filters.ts'
import { DemoFacts, FirstSteps, isDemoOnly } from './first-start.tsx'
import { FleetTable } from './table/fleet-table.tsx'
import { Headline } from './headline.tsx'
import { Locations } from './locations.tsx'
import { NoMonitors } from './no-monitors.tsx'
import { NothingFound } from './nothing-found.tsx'
import { flatRows, foldedRows } from './table/rows.ts'
import { stripSpan } from './table/strip-span.ts'

/** What is broken, since when, and why. */
export function NowPage() {
  const answer = useAnswer(reads.overview(zone.value))
  const down = answer.data?.counts.down ?? 0
  useEffect(() => {
    pageTitle.value = down > 0 ? `${down} down` : 'Now'
  }, [down])
  return (
    <Shown answer={answer} rows={8}>
      {(overview) => <Fleet overview={overview} />}
    </Shown>
  )
}

function Fleet({ overview }: { overview: Overview }) {
  const { monitors, counts } = overview
  const { data: session } = useAnswer(reads.session())
  const { query } = address.value
  const filters = filtersOf(query)
  const [only] = monitors
  if (!only) return <NoMonitors />
  const demo = session && isDemoOnly(session, overview) ? only : undefined
  const shown = sorted(filtered(overview, filters), filters.sort)
  const open = new Set((query.get('open') ?? '').split(','))
  // Whoever looks for one wants to see it.
  const isFolded = filters.sort === 'worst' && filters.with === undefined && filters.search === undefined
  const locations = new Set(monitors.flatMap(({ lastRuns }) => Object.keys(lastRuns)))
  return (
    <div class="now">
      <div class="now-head">
        <Headline {...overview} />
        {demo && <DemoFacts demo={demo} />}
      </div>
      <div class="now-tools">
        <Counters counts={counts} {...(filters.health && { chosen: filters.health })} />
        <Controls overview={overview} filters={filters} usualSpan={stripSpan(null, monitors)} />
      </div>
      {shown.length === 0 ? (
        <NothingFound overview={overview} filters={filters} />
      ) : (
        <FleetTable
          rows={isFolded ? foldedRows(shown, overview.groups, open) : flatRows(shown)}
          span={stripSpan(query.get('span'), monitors)}
          hasLocations={locations.size > 1}
          hasTests={(session?.locations.length ?? 0) > 0}
          open={open}
        />
      )}
      {(session?.locations.length ?? 0) > 1 && <Locations />}
      {demo && session && <FirstSteps demo={demo} session={session} />}
    </div>
  )
}
