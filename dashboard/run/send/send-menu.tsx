import { useState } from 'preact/hooks'

import type { DoneRun } from '../../api/answers.ts'
import { Refused, askText } from '../../api/ask.ts'
import { Download } from '../../parts/download.tsx'

/** The report of a run for the mail provider: as a file, or as text. */
export function SendMenu({ run: { run, log } }: { run: DoneRun }) {
  const [mask, setMask] = useState(false)
  if (log.kind !== 'kept') return null
  const path = `/monitors/${run.monitorId}/runs/${run.runId}/log${mask ? '?mask=true' : ''}`
  return (
    <details class="send">
      <summary class="button">Report for the provider</summary>
      <div class="send-inside panel panel-inside">
        <p>
          A report that shows what happened: what their servers said, word for word, with the times in UTC,
          the ids of the message, and the last good run beside it. It opens without a login, loads nothing
          from elsewhere, and contains no passwords.
        </p>
        <label>
          <input
            type="checkbox"
            checked={mask}
            onChange={({ currentTarget: { checked } }) => setMask(checked)}
          />{' '}
          Mask the names in email addresses
        </label>
        <div class="run-actions">
          <Download path={path} accept="text/html" label="Save as HTML" />
          <Download path={path} accept="text/plain" label="Save as text" />
          <Copy path={path} />
        </div>
      </div>
    </details>
  )
}

function Copy({ path }: { path: string }) {
  const [said, setSaid] = useState('')
  const copy = async () => {
    try {
      const { text } = await askText(path, 'text/plain')
      await navigator.clipboard.writeText(text)
      setSaid('Copied.')
    } catch (error) {
      setSaid(error instanceof Refused ? error.message : 'The browser did not allow copying.')
    }
  }
  return (
    <>
      <button type="button" onClick={() => void copy()}>
        Copy as text
      </button>
      <span role="status">{said}</span>
    </>
  )
}
