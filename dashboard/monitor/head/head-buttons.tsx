import { links } from '../../address/links.ts'
import { useRefusal } from '../../api/allowed.ts'
import type { MonitorView } from '../../api/answers.ts'
import { type Question, ask } from '../../api/ask.ts'
import { refresh } from '../../api/kept-answer.ts'
import { Action } from '../../parts/action.tsx'
import { TestButton } from '../../parts/test-button.tsx'

/** What a person may do with the monitor; why not stands beside the first button alone. */
export function HeadButtons({ view }: { view: MonitorView }) {
  const { monitorId, name, managedBy, health, disabled } = view
  const mayNotEdit = useRefusal('administer')
  const change = (path: string, question: Question) => async () => {
    await ask(path, question)
    refresh(`/monitors/${monitorId}?`, '/overview', '/maintenance')
  }
  const pause = `/monitors/${monitorId}/pause`
  const hour = { monitors: [monitorId], start: 'now', durationMinutes: 60 }
  return (
    <div class="head-buttons">
      <TestButton monitorId={monitorId} name={name} class="primary">
        Test now
      </TestButton>
      {health === 'paused' ? (
        <Action needs="operate" brief act={change(pause, { method: 'DELETE' })}>
          Resume
        </Action>
      ) : (
        <Action needs="operate" brief act={change(pause, { method: 'PUT', body: {} })}>
          Pause
        </Action>
      )}
      <Action needs="operate" brief act={change('/maintenance', { method: 'POST', body: hour })}>
        Maintenance 1 h
      </Action>
      {managedBy === 'stack' ? (
        <span class="quiet">
          Defined in <code>cdk/monitors.ts</code>
          {disabled && ', where enabled is false'}
        </span>
      ) : mayNotEdit === undefined ? (
        <a class="button" href={links.edit(monitorId)}>
          Edit
        </a>
      ) : null}
    </div>
  )
}
