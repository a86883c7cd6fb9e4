import type { Session } from './answers.ts'
import { connection } from './connection.ts'
import { reads } from './reads.ts'
import { useAnswer } from './use-answer.ts'

type Needs = Session['may']

const RANKS: readonly Needs[] = ['view', 'operate', 'administer']

/** Why what needs this cannot be done now; `undefined`: it can. */
export function useRefusal(needs: Needs): string | undefined {
  const { data: session } = useAnswer(reads.session())
  if (connection.value.lost) return 'Roundtrip does not answer now.'
  if (!session || RANKS.indexOf(session.may) >= RANKS.indexOf(needs)) return undefined
  return session.may === 'view' ? 'This is read-only.' : `This needs the right to ${needs}.`
}
