import { useEffect } from 'preact/hooks'

import { links } from '../../address/links.ts'
import type { TestNow } from '../../api/answers.ts'
import type { Refused } from '../../api/ask.ts'
import { refresh } from '../../api/kept-answer.ts'
import { Loading, Problem } from '../../parts/states.tsx'
import { TestButton } from '../../parts/test-button.tsx'
import { LiveDialogue } from './live-dialogue.tsx'
import { useProgress } from './use-progress.ts'

interface Live {
  monitorId: string
  run: string
  pane: boolean
  /** Why there is no result, should nobody have asked for it either. */
  without: Refused
}

/** A run that has no result yet. */
export function LiveRun({ monitorId, run, pane, without }: Live) {
  const path = `/monitors/${monitorId}/runs/${run}`
  const { progress, refused } = useProgress<TestNow>(`${path}/progress`)
  const state = progress?.state
  useEffect(() => {
    if (state === 'done') refresh(path, `/monitors/${monitorId}`, '/overview')
  }, [state])
  if (!progress) {
    if (!refused) return <Loading rows={6} />
    return <Problem refused={refused.status === 404 ? without : refused} />
  }
  return (
    <article class={pane ? 'run run-in-pane' : 'run'}>
      {!pane && (
        <div class="run-head">
          <a href={links.monitor(monitorId)}>{monitorId}</a>
        </div>
      )}
      <LiveDialogue progress={progress} heading={pane ? 'h2' : 'h1'} />
      {state === 'not-started' && (
        <div class="run-actions">
          <TestButton monitorId={monitorId} name={monitorId}>
            Test again
          </TestButton>
        </div>
      )}
    </article>
  )
}
