import type { Session } from './answers.ts'
import { connection } from './connection.ts'
import { reads } from './reads.ts'
import { useAnswer } from './use-answer.ts'

/** A test is for viewers too, where the home says so. */
export type Needs = Session['may'] | 'test'

const RANKS: readonly Session['may'][] = ['view', 'operate', 'administer']

/** Why what needs this cannot be done now; `undefined`: it can. */
export function useRefusal(needs: Needs): string | undefined {
  const { data: session } = useAnswer(reads.session())
  if (connection.value.lost) return 'Roundtrip is not answering.'
  return denial(session, needs)
}

/** The same whether or not there is an answer now; `undefined` too while it is not known, and will be refused. */
export function denial(
  session: Pick<Session, 'may' | 'mayTest'> | undefined,
  needs: Needs,
): string | undefined {
  if (!session || (needs === 'test' && session.mayTest)) return undefined
  const right = needs === 'test' ? 'operate' : needs
  if (RANKS.indexOf(session.may) >= RANKS.indexOf(right)) return undefined
  return session.may === 'view' ? 'You have read-only access.' : `This needs the right to ${right}.`
}
