import { useState } from 'preact/hooks'

import type { DoneRun } from '../../api/answers.ts'
import { Refused, askText } from '../../api/ask.ts'
import { saveFile } from './save-file.ts'

const TYPES = { html: 'text/html', txt: 'text/plain' } as const

/** The report of a run for the mail provider: as a file, or as text. */
export function SendMenu({ run: { run, log } }: { run: DoneRun }) {
  const [mask, setMask] = useState(false)
  const [said, setSaid] = useState<string>()
  if (log.kind !== 'kept') return null

  async function report(ending: keyof typeof TYPES, use: (file: Report) => Promise<string> | string) {
    const path = `/monitors/${run.monitorId}/runs/${run.runId}/log${mask ? '?mask=true' : ''}`
    try {
      const { text, name = `${run.monitorId}.${ending}` } = await askText(path, TYPES[ending])
      setSaid(await use({ text, name, type: TYPES[ending] }))
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      setSaid(error.message)
    }
  }

  return (
    <details class="send">
      <summary class="button">Send to the provider</summary>
      <div class="send-inside panel panel-inside">
        <p>
          One file that proves what happened: what their servers said, word by word, with the times in UTC,
          the ids of the message, and the last good run beside it. It needs no login and loads nothing.
          Passwords are not in it.
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
          <button type="button" class="primary" onClick={() => void report('html', saveFile)}>
            Download as HTML
          </button>
          <button type="button" onClick={() => void report('txt', saveFile)}>
            Download as text
          </button>
          <button type="button" onClick={() => void report('txt', copied)}>
            Copy
          </button>
        </div>
        <p role="status" class="quiet">
          {said}
        </p>
      </div>
    </details>
  )
}

interface Report {
  text: string
  name: string
  type: string
}

async function copied({ text }: Report): Promise<string> {
  try {
    await navigator.clipboard.writeText(text)
    return 'Copied.'
  } catch {
    return 'The browser does not let the page copy: download it as text.'
  }
}
