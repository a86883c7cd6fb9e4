import { useEffect, useRef, useState } from 'preact/hooks'

import { acknowledge } from '../api/acknowledgement.ts'
import type { IncidentView } from '../api/answers.ts'
import { Refused } from '../api/ask.ts'

/** Asks for a note, says what will happen, and acknowledges these. */
export function AcknowledgeDialog({
  incidents,
  onClose,
}: {
  incidents: readonly IncidentView[]
  onClose: () => void
}) {
  const dialog = useRef<HTMLDialogElement>(null)
  const [note, setNote] = useState('')
  const [isBusy, setBusy] = useState(false)
  const [refused, setRefused] = useState<Refused>()
  const submit = async () => {
    setBusy(true)
    try {
      await acknowledge(incidents, note)
      dialog.current?.close()
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      setRefused(error)
      setBusy(false)
    }
  }
  useEffect(() => dialog.current?.showModal(), [])
  const [only] = incidents
  return (
    <dialog ref={dialog} class="acknowledge" aria-labelledby="acknowledge" onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        <h2 id="acknowledge">
          {incidents.length === 1 && only ? (
            <>
              Acknowledge the incident of <bdi>{only.name}</bdi>
            </>
          ) : (
            `Acknowledge ${incidents.length} incidents`
          )}
        </h2>
        <p>Repeated alerts stop; the recovery is still sent.</p>
        <label>
          Note (optional)
          <input
            name="note"
            maxLength={500}
            autocomplete="off"
            value={note}
            onInput={({ currentTarget: { value } }) => setNote(value)}
          />
        </label>
        {refused && <p role="alert">{refused.message}</p>}
        <p class="buttons">
          <button type="button" onClick={() => dialog.current?.close()}>
            Cancel
          </button>
          <button type="submit" class="primary" disabled={isBusy}>
            Acknowledge
          </button>
        </p>
      </form>
    </dialog>
  )
}
