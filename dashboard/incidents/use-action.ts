import { useState } from 'preact/hooks'

import { Refused } from '../api/ask.ts'

/** Something that a button does: whether it is under way, and why the last time was refused. */
export function useAction(act: () => Promise<void>) {
  const [isBusy, setBusy] = useState(false)
  const [refused, setRefused] = useState<Refused>()
  const run = async () => {
    setBusy(true)
    setRefused(undefined)
    try {
      await act()
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      setRefused(error)
    } finally {
      setBusy(false)
    }
  }
  return { run: () => void run(), isBusy, refused }
}
