import { useRef } from 'preact/hooks'

import type { Answer, Read } from './kept-answer.ts'
import { useAnswer } from './use-answer.ts'

/** As `useAnswer`; while another question is asked, the data of the one before stays. */
export function useHeldAnswer<T>(read: Read<T> | undefined): Answer<T> {
  const answer = useAnswer(read)
  const held = useRef<T | undefined>(undefined)
  if (answer.data !== undefined) held.current = answer.data
  if (answer.data !== undefined || answer.refused || held.current === undefined) return answer
  return { ...answer, data: held.current }
}
