import type { Session } from './answers.ts'

const RANKS = ['view', 'operate', 'administer'] as const

/** Why this may not be done here; `undefined`: it may, or it is not known yet and will be refused. */
export function denial(session: Pick<Session, 'may'> | undefined, needs: Session['may']): string | undefined {
  if (!session || RANKS.indexOf(session.may) >= RANKS.indexOf(needs)) return undefined
  return `This needs the right to ${needs}; here one may only ${session.may}.`
}
