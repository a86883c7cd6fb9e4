import { links } from '../../address/links.ts'
import { useRefusal } from '../../api/allowed.ts'
import type { MonitorView } from '../../api/answers.ts'
import { type Question, ask } from '../../api/ask.ts'
import { refresh } from '../../api/kept-answer.ts'
import { reads } from '../../api/reads.ts'
import { useAnswer } from '../../api/use-answer.ts'
import { Action } from '../../parts/action.tsx'
import { TestButton } from '../../parts/test-button.tsx'

/** What a person may do with the monitor; why not stands beside the first disabled button alone. */
export function HeadButtons({ view }: { view: MonitorView }) {
  const { monitorId, name, managedBy, health, disabled } = view
  const { data: session } = useAnswer(reads.session())
  const mayNotEdit = useRefusal('administer')
  const isSaidBefore = useRefusal('test') !== undefined
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
        <Action needs="operate" brief={isSaidBefore} act={change(pause, { method: 'DELETE' })}>
          Resume
        </Action>
      ) : (
        <Action needs="operate" brief={isSaidBefore} act={change(pause, { method: 'PUT', body: {} })}>
          Pause
        </Action>
      )}
      <Action needs="operate" brief act={change('/maintenance', { method: 'POST', body: hour })}>
        Maintenance for 1 h
      </Action>
      {managedBy === 'stack' ? (
        <span class="quiet">
          Defined in{' '}
          {session?.kind === 'local' ? (
            <>
              the file that <code>npm start</code> reads
            </>
          ) : (
            <code>cdk/monitors.ts</code>
          )}
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
