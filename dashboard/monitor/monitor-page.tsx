import { useEffect } from 'preact/hooks'

import { reads } from '../api/reads.ts'
import { useHeldAnswer } from '../api/use-held-answer.ts'
import { Shown } from '../parts/states.tsx'
import type { Params } from '../shell/page.ts'
import { zone } from '../shell/taste.ts'
import { pageTitle } from '../shell/title.ts'
import { Facts } from './facts/facts.tsx'
import { Locations } from './facts/locations.tsx'
import { FirstRun } from './head/first-run.tsx'
import { Head } from './head/head.tsx'
import { Past } from './past.tsx'
import { RunPane } from './runs/run-pane.tsx'

/** Whether one monitor is worse than usual, and since when. */
export function MonitorPage({ params: { monitorId = '' } }: { params: Params }) {
  const answer = useHeldAnswer(reads.monitor(monitorId, zone.value))
  const name = answer.data?.name
  useEffect(() => {
    if (name !== undefined) pageTitle.value = name
  }, [name])
  return (
    <>
      {answer.data === undefined && <h1 class="sentence">{monitorId}</h1>}
      <Shown answer={answer} rows={8}>
        {(view) => (
          <>
            <Head view={view} />
            {view.lastRunAt === undefined ? (
              <FirstRun view={view} />
            ) : (
              <div class="monitor">
                <div class="monitor-left">
                  <Facts view={view} />
                  <Past view={view} />
                  <Locations view={view} />
                </div>
                <RunPane monitorId={monitorId} />
              </div>
            )}
          </>
        )}
      </Shown>
    </>
  )
}
