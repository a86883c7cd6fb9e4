import { useSignal } from '@preact/signals'

import { go } from '../address/address.ts'
import { links } from '../address/links.ts'
import type { MonitorView } from '../api/answers.ts'
import { Refused, ask } from '../api/ask.ts'
import { refresh } from '../api/kept-answer.ts'
import { reads } from '../api/reads.ts'
import { useAnswer } from '../api/use-answer.ts'
import { AskFirst } from '../parts/ask-first.tsx'
import { Problem } from '../parts/states.tsx'
import type { Draft } from './form/draft.ts'
import type { Form } from './form/form.ts'
import { denial } from '../api/allowed.ts'

interface Row {
  definition: Draft
}

/** Pause and resume, at once and whoever manages the monitor; and remove, after one question. */
export function PauseAndRemove({ form, monitor }: { form: Form; monitor: MonitorView }) {
  const { monitorId, name, managedBy } = monitor
  const { data: session } = useAnswer(reads.session())
  const refused = useSignal<Refused | undefined>(undefined)
  const isAsking = useSignal(false)
  const { enabled, pausedUntil } = form.base.value
  const isPaused = enabled === false || typeof pausedUntil === 'string'
  const mayOperate = denial(session, 'operate') === undefined
  const mayRemove = managedBy === 'table' && denial(session, 'administer') === undefined

  async function does(act: () => Promise<void>) {
    refused.value = undefined
    try {
      await act()
      refresh('/monitors', '/overview', '/strips')
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      refused.value = error
    }
  }
  const pause = async () => {
    const path = `/monitors/${monitorId}/pause`
    const { body, etag } = isPaused
      ? await ask<Row>(path, { method: 'DELETE' })
      : await ask<Row>(path, { method: 'PUT', body: {} })
    form.rebase(body.definition, etag)
  }
  const remove = async () => {
    await ask(`/monitors/${monitorId}`, {
      method: 'DELETE',
      headers: { 'if-match': form.etag.peek() ?? '' },
    })
    form.leave()
    go(links.now)
  }

  return (
    <>
      <button type="button" disabled={!mayOperate} onClick={() => void does(pause)}>
        {isPaused ? 'Resume' : 'Pause'}
      </button>
      {managedBy === 'table' && (
        <button type="button" class="remove" disabled={!mayRemove} onClick={() => (isAsking.value = true)}>
          Remove …
        </button>
      )}
      {refused.value && <Problem refused={refused.value} />}
      {isAsking.value && (
        <AskFirst
          question={`Remove ${name}?`}
          yes={`Remove ${monitorId}`}
          onNo={() => (isAsking.value = false)}
          onYes={() => {
            isAsking.value = false
            void does(remove)
          }}
        >
          <p>It will no longer be tested. Its results are kept.</p>
        </AskFirst>
      )}
    </>
  )
}
