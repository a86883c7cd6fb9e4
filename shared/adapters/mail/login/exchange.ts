import type { BearerMechanism } from './bearer-mechanism.ts'
import type { ScramMechanism } from './scram.ts'

export type PasswordMechanism = 'PLAIN' | 'CRAM-MD5' | ScramMechanism

/** Mechanisms of SASL (RFC 4422) that are spoken by turns, whatever the protocol that carries them. */
export type SaslMechanism = PasswordMechanism | BearerMechanism

/** A line of ours, in base64; it stands in no log. */
export type Turn = (challenge: string) => string | Promise<string>

/** What one mechanism says, turn by turn; each turn gets the server's challenge, still in base64. */
export interface Exchange {
  mechanism: SaslMechanism
  turns: readonly Turn[]
  /** The first turn needs no challenge: it may stand behind the command (RFC 4422 §3, RFC 4959). */
  beginsUnasked: boolean
  /** The first turn says the password, or the token, as it is. */
  saysSecret: boolean
  /**
   * To be called once the server has granted the login, with how many turns it has taken and the words of the grant.
   * Throws `OutOfTurn` where that is no login: nothing was proved yet, or the server has not proved itself.
   */
  granted(taken: number, words: string): void
  /** What a refusal alone does not tell, for its evidence; our words, and those of challenges as `safe` has them. */
  toldByRefusal?(): readonly string[]
}

/** What the server says does not belong to this exchange. Nothing may be answered: it would be a failed login. */
export class OutOfTurn extends Error {
  override readonly name = 'OutOfTurn'
  /** What was no challenge, as it came. */
  readonly challenge: string | undefined

  constructor(problem = 'a reply out of turn', challenge?: string) {
    super(problem)
    this.challenge = challenge
  }
}

/** One exchange under way, whatever carries it. */
export interface TurnTaker {
  /** Throws `OutOfTurn` where no turn is left. */
  next(challenge: string): Promise<string>
  readonly taken: number
}

export function turnTaker({ turns }: Exchange): TurnTaker {
  let taken = 0
  return {
    async next(challenge) {
      const turn = turns[taken]
      if (!turn) throw new OutOfTurn()
      taken += 1
      return turn(challenge)
    },
    get taken() {
      return taken
    },
  }
}
