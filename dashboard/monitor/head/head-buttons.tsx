import { useState } from 'preact/hooks'

import { go } from '../../address/address.ts'
import { links } from '../../address/links.ts'
import type { MonitorView, StartedTest } from '../../api/answers.ts'
import { Refused, ask } from '../../api/ask.ts'
import { refresh } from '../../api/kept-answer.ts'
import { reads } from '../../api/reads.ts'
import { useAnswer } from '../../api/use-answer.ts'
import { Problem } from '../../parts/states.tsx'
import { zone } from '../../shell/taste.ts'

/** What a person may do with the monitor; what they may not is off, and why stands beside. */
export function HeadButtons({ view }: { view: MonitorView }) {
  const { monitorId, managedBy, health, disabled } = view
  const { data: session } = useAnswer(reads.session())
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<Refused>()
  const mayOperate = session !== undefined && session.may !== 'view'
  const isOff = !mayOperate || busy

  const doing = (what: () => Promise<unknown>) => async () => {
    setBusy(true)
    setRefused(undefined)
    try {
      await what()
      refresh(`/monitors/${monitorId}?`, '/overview', '/maintenance')
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      setRefused(error)
    } finally {
      setBusy(false)
    }
  }
  const test = doing(async () => {
    const path = `/monitors/${monitorId}/runs?zone=${encodeURIComponent(zone.value)}`
    const { body } = await ask<StartedTest>(path, { method: 'POST', body: {} })
    go(links.run(monitorId, body.runId))
  })
  const pause = doing(() => ask(`/monitors/${monitorId}/pause`, { method: 'PUT', body: {} }))
  const resume = doing(() => ask(`/monitors/${monitorId}/pause`, { method: 'DELETE' }))
  const maintain = doing(() =>
    ask('/maintenance', {
      method: 'POST',
      body: { monitors: [monitorId], start: 'now', durationMinutes: 60, mode: 'mute' },
    }),
  )
  const isPaused = health === 'paused'
  return (
    <>
      <div class="head-buttons">
        <button
          type="button"
          class="primary"
          disabled={isOff || session.locations.length === 0}
          onClick={() => void test()}
        >
          Test now
        </button>
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
        {session && <Why may={session.may} locations={session.locations} />}
      </div>
      {refused && <Problem refused={refused} />}
    </>
  )
}

function Why({ may, locations }: { may: string; locations: readonly string[] }) {
  if (may === 'view') return <span class="quiet">You may look, and change nothing.</span>
  return locations.length === 0 ? <span class="quiet">Nothing makes runs here.</span> : null
}
