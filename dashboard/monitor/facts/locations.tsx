import { MINUTE } from '../../../shared/core/time/units.ts'
import { spanWithin } from '../../../shared/core/wording/words/figures.ts'
import { REASON_WORDS } from '../../../shared/core/wording/words/reason-words.ts'
import { WARNING_WORDS } from '../../../shared/core/wording/words/warning-words.ts'
import { links } from '../../address/links.ts'
import type { ListedRun, MonitorView } from '../../api/answers.ts'
import { reads } from '../../api/reads.ts'
import { useHeldAnswer } from '../../api/use-held-answer.ts'
import { ColumnHeads } from '../../parts/column-heads.tsx'
import { knownWords } from '../../parts/known-words.ts'
import { Ago, When } from '../../parts/when.tsx'

/** The last run of each location, its last error and its last warning. */
export function Locations({ view }: { view: MonitorView }) {
  return (
    <section class="locations">
      <h2>Locations</h2>
      <div class="table-scroll" tabIndex={0} role="region" aria-label="Locations">
        <table>
          <thead>
            <ColumnHeads
              names={['Location', 'Last run', 'Status', 'Round trip', 'Last error', 'Last warning']}
            />
          </thead>
          <tbody>
            {Object.entries(view.lastRuns).map(([location, run]) => (
              <tr key={location}>
                <th scope="row">
                  <bdi>{location}</bdi>
                </th>
                <td>
                  <Ago at={run.finishedAt} />
                </td>
                <td class={run.status === 0 ? undefined : 'bad'}>
                  {run.reason === undefined ? 'OK' : knownWords(REASON_WORDS, run.reason)}
                </td>
                <td>{run.roundTripMs === undefined ? '–' : spanWithin(run.roundTripMs, run.resolutionMs)}</td>
                <LastTroubles monitorId={view.monitorId} location={location} />
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

/** Warnings are looked for among so many runs. */
const LOOKED_AT = 50

function LastTroubles({ monitorId, location }: { monitorId: string; location: string }) {
  const seldom = { everyMs: MINUTE }
  const failed = useHeldAnswer({ ...reads.runs(monitorId, { failed: true, location, limit: 1 }), ...seldom })
  const recent = useHeldAnswer({ ...reads.runs(monitorId, { location, limit: LOOKED_AT }), ...seldom })
  const warned = recent.data?.items.find(({ run }) => run.warnings.length > 0)
  return (
    <>
      <td>{failed.data && <Trouble one={failed.data.items[0]} />}</td>
      <td>
        {recent.data && (
          <Trouble
            one={warned}
            words={warned?.run.warnings.map((name) => knownWords(WARNING_WORDS, name)).join('; ')}
            none={`none in ${LOOKED_AT} runs`}
          />
        )}
      </td>
    </>
  )
}

function Trouble({
  one,
  words = one?.words,
  none = 'none',
}: {
  one: ListedRun | undefined
  words?: string | undefined
  none?: string
}) {
  if (!one) return <span class="faint">{none}</span>
  return (
    <>
      <a href={links.run(one.run.monitorId, one.run.runId)}>
        <When at={one.run.scheduledAt} />
      </a>{' '}
      <bdi>{words}</bdi>
    </>
  )
}
