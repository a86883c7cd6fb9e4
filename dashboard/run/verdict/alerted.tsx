import { span } from '../../../shared/core/wording/words/figures.ts'
import { links } from '../../address/links.ts'
import type { DoneRun } from '../../api/answers.ts'
import { When } from '../../parts/when.tsx'

/** What followed from the run: its second run, its incident, and who was alerted. */
export function Alerted({ run: done, hrefOf }: { run: DoneRun; hrefOf: (runId: string) => string }) {
  const { run, recheck, recheckOf, incident, told, noAlert } = done
  const other = recheck ?? recheckOf
  return (
    <ul class="run-facts">
      {told.map(({ alertId, topic, transition, toldAt, digest }) => (
        <li key={alertId}>
          alerted: topic {topic}, <When at={toldAt} /> ({transition}
          {digest && ', in a digest'})
        </li>
      ))}
      {noAlert !== undefined && <li>no alert: {noAlert}</li>}
      {incident && (
        <li>
          <a href={links.incident(run.monitorId, incident.openedAt)}>
            incident since <When at={incident.failingSince} />
          </a>
          {incident.open ? ', open' : `, lasted ${span(incident.lengthMs)}`}
        </li>
      )}
      {other && (
        <li>
          {recheck ? 'immediate second run: ' : 'second run after: '}
          <a href={hrefOf(other.run.runId)}>{other.words}</a>
        </li>
      )}
    </ul>
  )
}
