import { useEffect } from 'preact/hooks'
import { useSignal } from '@preact/signals'

import type { MonitorView } from '../api/answers.ts'
import { Refused, ask } from '../api/ask.ts'
import { key } from '../api/key.ts'
import { POLL } from '../api/kept-answer.ts'
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
    let isLeft = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const read = () =>
      ask<MonitorView>(`/monitors/${monitorId}`).then(
        ({ body, etag }) => (standing.value = { monitor: body, ...(etag !== undefined && { etag }) }),
        (error: unknown) => {
          if (!(error instanceof Refused)) throw error
          refused.value = error
          if (error.isOutage && !isLeft) timer = setTimeout(() => void read(), POLL)
        },
      )
    if (!standing.peek()) void read()
    return () => {
      isLeft = true
      clearTimeout(timer)
    }
  }, [monitorId, key.value])
  if (standing.value) return <Edit {...standing.value} />
  return refused.value ? <Problem refused={refused.value} /> : <Loading rows={8} />
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
