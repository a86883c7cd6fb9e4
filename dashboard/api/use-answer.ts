import { useEffect } from 'preact/hooks'

import { type Answer, type Read, keptAnswer } from './kept-answer.ts'

/** An answer of the API, kept fresh while the component shows it; `undefined`: there is nothing to ask. */
export function useAnswer<T>(read: Read<T> | undefined): Answer<T> {
  const kept = read && keptAnswer(read)
  useEffect(() => kept?.watch(), [kept])
  return kept?.answer.value ?? {}
}
