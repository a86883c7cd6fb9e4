import { useEffect } from 'preact/hooks'
import { useSignal } from '@preact/signals'

import type { MonitorView } from '../api/answers.ts'
import { Refused, ask } from '../api/ask.ts'
import { Loading, Problem } from '../parts/states.tsx'
import type { Params } from '../shell/page.ts'
import { ChangeForm, useForm } from './change-form.tsx'
import { PauseAndRemove } from './pause-and-remove.tsx'

interface Standing {
  monitor: MonitorView
  etag?: string
}

/** A monitor is changed: read once, so that nothing changes under whoever writes. */
export function EditPage({ params: { monitorId = '' } }: { params: Params }) {
  const standing = useSignal<Standing | undefined>(undefined)
  const refused = useSignal<Refused | undefined>(undefined)
  useEffect(() => {
    ask<MonitorView>(`/monitors/${monitorId}`).then(
      ({ body, etag }) => (standing.value = { monitor: body, ...(etag !== undefined && { etag }) }),
      (error: unknown) => {
        if (!(error instanceof Refused)) throw error
        refused.value = error
      },
    )
  }, [monitorId])
  if (refused.value) return <Problem refused={refused.value} />
  return standing.value ? <Edit {...standing.value} /> : <Loading rows={8} />
}

function Edit({ monitor, etag }: Standing) {
  const { monitorId, name, definition, managedBy } = monitor
  const form = useForm(definition, { monitorId, ...(etag !== undefined && { etag }) })
  return (
    <>
      <h1 class="sentence">
        Edit <bdi>{name}</bdi>
      </h1>
      <ChangeForm form={form} isOfStack={managedBy === 'stack'}>
        <PauseAndRemove form={form} monitor={monitor} />
      </ChangeForm>
    </>
  )
}
