import { useCallback, useMemo, useState } from 'preact/hooks'

import { incidentsSentence } from '../../shared/core/history/views/incidents-sentence.ts'
import { monthWords } from '../../shared/core/history/views/report-sentence.ts'
import { address } from '../address/address.ts'
import { useRefusal } from '../api/allowed.ts'
import type { IncidentView, IncidentsPage as Listed } from '../api/answers.ts'
import { reads } from '../api/reads.ts'
import { useAnswer } from '../api/use-answer.ts'
import { useKey } from '../parts/keys.ts'
import { MonthChoice } from '../parts/month-choice.tsx'
import { monthNow } from '../parts/months.ts'
import { now } from '../parts/now-ticks.ts'
import { Shown } from '../parts/states.tsx'
import { zone } from '../shell/taste.ts'
import { AcknowledgeDialog } from './acknowledge-dialog.tsx'
import { type IncidentGroup, openGroups, overGroups } from './groups.ts'
import { IncidentsTable } from './incidents-table.tsx'

/** What is down and since when, then what was, by month. */
export function IncidentsPage() {
  const month = address.value.query.get('month') ?? monthNow(Date.now(), zone.value)
  const open = useAnswer(reads.openIncidents())
  const over = useAnswer(reads.incidents({ month, zone: zone.value, state: 'over', limit: 200 }))
  const overview = useAnswer(reads.overview(zone.value))
  const refusal = useRefusal('operate')
  const [asked, setAsked] = useState<readonly IncidentView[]>([])
  const [items, shared] = [open.data?.items, overview.data?.groups]
  const groups = useMemo(() => openGroups(items ?? [], shared ?? []), [items, shared])
  useKey(
    'a',
    'acknowledge the incident in focus, or the first open one',
    useCallback(() => refusal === undefined && setAsked(meantOf(groups)), [groups, refusal]),
  )
  const rows = { refusal, onAcknowledge: setAsked }
  return (
    <Shown answer={open}>
      {(opened) => (
        <div class="incidents">
          <Sentence open={opened} over={over.data} month={month} />
          {opened.items.length > 0 && (
            <section>
              <h2 id="open">Open</h2>
              {refusal !== undefined && <p class="quiet">{refusal} Incidents cannot be acknowledged.</p>}
              <IncidentsTable named="open" groups={groups} axis={over.data && axisOf(over.data)} {...rows} />
            </section>
          )}
          <section>
            <div class="month-heading">
              <h2 id="over">Resolved in {monthWords(month)}</h2>
              <MonthChoice month={month} zone={zone.value} />
            </div>
            <Shown answer={over}>
              {({ items: ended, next, ...span }) => (
                <>
                  {ended.length > 0 ? (
                    <IncidentsTable named="over" groups={overGroups(ended)} axis={axisOf(span)} {...rows} />
                  ) : (
                    <p class="quiet">No resolved incidents in this month.</p>
                  )}
                  {next !== undefined && (
                    <p>
                      These are the newest {ended.length}. All of them:{' '}
                      <code>npx roundtrip incidents --month {month}</code>
                    </p>
                  )}
                </>
              )}
            </Shown>
          </section>
          {asked.length > 0 && <AcknowledgeDialog incidents={asked} onClose={() => setAsked([])} />}
        </div>
      )}
    </Shown>
  )
}

interface Said {
  open: Listed
  over: Listed | undefined
  month: string
}

function Sentence({ open, over, month }: Said) {
  const said = {
    open: open.items.map(({ name, failingSince }) => ({ name, failingSince: Date.parse(failingSince) })),
    moreOpen: open.next !== undefined,
    month: monthWords(month),
    now: now.value,
    ...(over && { over: over.items, moreOver: over.next !== undefined }),
  }
  return <h1 class="sentence">{incidentsSentence(said)}</h1>
}

function axisOf({ from, to }: { from?: string; to?: string }) {
  return from === undefined || to === undefined ? undefined : { from: Date.parse(from), to: Date.parse(to) }
}

/** Those of the line that has the focus, else of the first line where there are some that nobody has acknowledged. */
function meantOf(groups: readonly IncidentGroup[]): readonly IncidentView[] {
  const ids = document.activeElement?.closest<HTMLElement>('[data-incidents]')?.dataset.incidents?.split(' ')
  const lines = groups.map(({ incidents }) => incidents.filter(({ acknowledged }) => !acknowledged))
  const inFocus = lines.flat().filter(({ incidentId }) => ids?.includes(incidentId))
  return inFocus.length > 0 ? inFocus : (lines.find(({ length }) => length > 0) ?? [])
}
