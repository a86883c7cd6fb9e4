import type { Signal } from '@preact/signals'

import { AskFirst } from '../parts/ask-first.tsx'

interface SaveButtonProps {
  /** What the button says: `Save`, or `Add the monitor`. */
  words: string
  denied: string | undefined
  isSaving: boolean
  /** What the last try came to, where its message did not come back. */
  failedTry: string | undefined
  isAsking: Signal<boolean>
  onSave: () => void
}

/** Saves; after a try that failed, with one question. */
export function SaveButton({ words, denied, isSaving, failedTry, isAsking, onSave }: SaveButtonProps) {
  return (
    <>
      <button type="submit" class="primary" disabled={denied !== undefined || isSaving}>
        {isSaving ? 'Saving …' : words}
      </button>
      {isAsking.value && (
        <AskFirst
          question="The test failed. Save anyway?"
          yes="Save anyway"
          onNo={() => (isAsking.value = false)}
          onYes={() => {
            isAsking.value = false
            onSave()
          }}
        >
          <p>{failedTry}</p>
        </AskFirst>
      )}
    </>
  )
}
