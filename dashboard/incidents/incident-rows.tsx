import { useState } from 'preact/hooks'

import { age, span } from '../../shared/core/wording/words/figures.ts'
import { links } from '../address/links.ts'
import type { IncidentView } from '../api/answers.ts'
import { now } from '../parts/now-ticks.ts'
import { When } from '../parts/when.tsx'
import { Acknowledged, type Acknowledging } from './acknowledged.tsx'
import type { IncidentGroup } from './groups.ts'
import { type Axis, TimeBar } from './month-axis.tsx'
import { toldWords, whyWords } from './words.ts'

type Rows = Acknowledging & { axis: Axis | undefined }

/** Some incidents that belong together: one line that opens; one alone is a line itself. */
export function GroupRows({ group: { words, incidents }, ...rows }: Rows & { group: IncidentGroup }) {
  const [isOpen, setOpen] = useState(false)
  if (words === undefined) {
    return (
      <tbody>
        {incidents.map((one) => (
          <IncidentRow key={one.incidentId} incident={one} {...rows} />
        ))}
      </tbody>
    )
  }
  const open = incidents.filter((one) => one.open && !one.acknowledged)
  return (
    <tbody class="group">
      <tr data-incidents={incidents.map((one) => one.incidentId).join(' ')}>
        <th scope="row">
          <button type="button" class="unfold" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            <span aria-hidden="true">{isOpen ? '▾' : '▸'}</span> {words}
          </button>
        </th>
        <Facts incidents={incidents} axis={rows.axis} />
        <td data-label="Acknowledged">
          {open.length > 1 && (
            <button
              type="button"
              disabled={rows.refusal !== undefined}
              title={rows.refusal}
              onClick={() => rows.onAcknowledge(open)}
            >
              Acknowledge all {open.length}
            </button>
          )}
          {open.length === 0 && incidents.some((one) => one.acknowledged) && 'all of them'}
        </td>
      </tr>
      {isOpen &&
        incidents.map((one) => <IncidentRow key={one.incidentId} incident={one} {...rows} isMember />)}
    </tbody>
  )
}

function IncidentRow({ incident, isMember, ...rows }: Rows & { incident: IncidentView; isMember?: true }) {
  const { incidentId, monitorId, name, openedAt } = incident
  return (
    <tr data-incidents={incidentId} class={isMember && 'group-member'}>
      <th scope="row">
        <a href={links.incident(monitorId, openedAt)}>
          <bdi>{name}</bdi>
        </a>
        <small>{whyWords(incident)}</small>
      </th>
      <Facts incidents={[incident]} axis={rows.axis} />
      <td data-label="Acknowledged">
        <Acknowledged incident={incident} {...rows} />
      </td>
    </tr>
  )
}

/** When, how long, how many runs, and which topics were alerted: of one, or of all together. */
function Facts({ incidents, axis }: { incidents: readonly IncidentView[]; axis: Axis | undefined }) {
  const [first = '', isOpen] = [
    incidents.map((one) => one.failingSince).sort()[0],
    incidents.some((one) => one.open),
  ]
  const end = isOpen
    ? now.value
    : Math.max(...incidents.map((one) => Date.parse(one.resolvedAt ?? one.openedAt)))
  const from = Date.parse(first)
  const topics = Map.groupBy(
    incidents.flatMap((one) => one.told),
    ({ topic }) => topic,
  )
  return (
    <>
      <td class="bar-cell">{axis && <TimeBar from={from} to={end} axis={axis} isOpen={isOpen} />}</td>
      <td data-label="Started">
        <When at={first} />
      </td>
      <td class="number" data-label="Duration">
        {isOpen ? age(end - from) : span(end - from)}
      </td>
      <td class="number" data-label="Failed runs">
        {incidents.reduce((sum, one) => sum + one.failedRuns, 0).toLocaleString('en')}
      </td>
      <td data-label="Alerted">{toldWords([...topics.values()].flatMap(([told]) => told ?? []))}</td>
    </>
  )
}
