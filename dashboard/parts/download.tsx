import { useState } from 'preact/hooks'

import { Refused, askText } from '../api/ask.ts'

/** Saves what the API answers at this path as a file; the key is a header, so that a plain link would not do. */
export function Download({ path, accept, label }: { path: string; accept: string; label: string }) {
  const [refused, setRefused] = useState<Refused>()
  const save = async () => {
    try {
      const { text, name = 'roundtrip.txt' } = await askText(path, accept)
      saveFile(name, new Blob([text], { type: accept }))
      setRefused(undefined)
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      setRefused(error)
    }
  }
  return (
    <span class="download">
      <button type="button" onClick={() => void save()}>
        {label}
      </button>
      {refused && <span role="alert">{refused.message}</span>}
    </span>
  )
}

/** Gives the reader a file. */
export function saveFile(name: string, blob: Blob): void {
  const url = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}
