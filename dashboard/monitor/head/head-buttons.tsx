import { useState } from 'preact/hooks'

import { links } from '../../address/links.ts'
import type { MonitorView } from '../../api/answers.ts'
import { Refused, ask } from '../../api/ask.ts'
import { connection } from '../../api/connection.ts'
import { refresh } from '../../api/kept-answer.ts'
import { reads } from '../../api/reads.ts'
import { useAnswer } from '../../api/use-answer.ts'
import { Problem } from '../../parts/states.tsx'
import { TestButton } from '../../parts/test-button.tsx'

/** What a person may do with the monitor; what they may not is off. */
export function HeadButtons({ view }: { view: MonitorView }) {
  const { monitorId, managedBy, health, disabled } = view
  const { data: session } = useAnswer(reads.session())
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<Refused>()
  const isLost = connection.value.lost !== undefined
  const isOff = busy || isLost || session === undefined || session.may === 'view'

  const does = (method: 'PUT' | 'DELETE' | 'POST', path: string, body?: object) => async () => {
    setBusy(true)
    setRefused(undefined)
    try {
      await ask(path, { method, ...(body && { body }) })
      refresh(`/monitors/${monitorId}?`, '/overview', '/maintenance')
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      setRefused(error)
    }
    setBusy(false)
  }
  const pause = does('PUT', `/monitors/${monitorId}/pause`, {})
  const resume = does('DELETE', `/monitors/${monitorId}/pause`)
  const hour = { monitors: [monitorId], start: 'now', durationMinutes: 60 }
  const maintain = does('POST', '/maintenance', hour)
  const isPaused = health === 'paused'
  return (
    <>
      <div class="head-buttons">
        <TestButton monitorId={monitorId} name={view.name} class="primary">
          Test now
        </TestButton>
        <button type="button" disabled={isOff} onClick={() => void (isPaused ? resume() : pause())}>
          {isPaused ? 'Resume' : 'Pause'}
        </button>
        <button type="button" disabled={isOff} onClick={() => void maintain()}>
          Maintenance 1 h
        </button>
        {managedBy === 'stack' ? (
          <span class="quiet">
            Defined in <code>cdk/monitors.ts</code>
            {disabled && ', where enabled is false'}
          </span>
        ) : session?.may === 'administer' ? (
          <a class="button" href={links.edit(monitorId)}>
            Edit
          </a>
        ) : null}
      </div>
      {refused && <Problem refused={refused} />}
    </>
  )
}
