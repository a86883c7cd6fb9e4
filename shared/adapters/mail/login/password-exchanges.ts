import { randomBytes } from 'node:crypto'
import type { Dialogue } from '../../../app/ports/dialogue.ts'
import { cramMd5, parseChallenge } from './cram-md5.ts'
import { type Exchange, OutOfTurn, type PasswordMechanism } from './exchange.ts'
import { type ScramMechanism, scramLogin } from './scram.ts'

/** A user name and its password. */
export interface NamedPassword {
  userid: string
  password: string
}

/** The exchange of this mechanism; of CRAM-MD5 only where there is MD5. */
export function passwordExchange(
  mechanism: PasswordMechanism,
  credentials: NamedPassword,
  dialogue: Pick<Dialogue, 'hide'>,
): Exchange {
  switch (mechanism) {
    case 'PLAIN':
      return plain(credentials)
    case 'CRAM-MD5':
      return challenged(credentials, dialogue)
    case 'SCRAM-SHA-256':
    case 'SCRAM-SHA-1':
      return scram(mechanism, credentials, dialogue)
    default:
      return mechanism satisfies never
  }
}

/** RFC 4616. */
function plain({ userid, password }: NamedPassword): Exchange {
  return {
    mechanism: 'PLAIN',
    beginsUnasked: true,
    saysSecret: true,
    turns: [() => Buffer.from(`\0${userid}\0${password}`, 'utf8').toString('base64')],
    granted: (taken) => mustHaveTaken(1, taken),
  }
}

/** RFC 2195. What is no challenge gets no response. */
function challenged({ userid, password }: NamedPassword, { hide }: Pick<Dialogue, 'hide'>): Exchange {
  return {
    mechanism: 'CRAM-MD5',
    beginsUnasked: false,
    saysSecret: false,
    turns: [
      (text) => {
        const challenge = parseChallenge(text)
        if (challenge === undefined) throw new OutOfTurn('not a challenge as CRAM-MD5 has it', text)
        const { digest, response } = cramMd5(challenge, userid, password)
        hide(digest)
        return response
      },
    ],
    granted: (taken) => mustHaveTaken(1, taken),
  }
}

/**
 * RFC 5802. The server's last words prove that it knows the password too: without them it is somebody else, and
 * what it shows is not believed. Old servers say them with their grant.
 */
function scram(
  mechanism: ScramMechanism,
  credentials: NamedPassword,
  { hide }: Pick<Dialogue, 'hide'>,
): Exchange {
  const login = scramLogin(mechanism, credentials, randomBytes(18).toString('base64'))
  let isProven = false
  const mustBeProven = (final: string) => {
    isProven ||= login.isProven(final)
    if (!isProven) throw new OutOfTurn('the server does not prove itself')
  }
  return {
    mechanism,
    beginsUnasked: true,
    saysSecret: false,
    turns: [
      () => login.first,
      async (challenge) => {
        const proof = await login.answer(challenge)
        if (proof === undefined) throw new OutOfTurn(`not a challenge as ${mechanism} has it`, challenge)
        hide(proof)
        return proof
      },
      (final) => {
        mustBeProven(final)
        return ''
      },
    ],
    granted(taken, words) {
      if (taken < 2) throw new OutOfTurn()
      mustBeProven(words)
    },
  }
}

function mustHaveTaken(turns: number, taken: number): void {
  if (taken !== turns) throw new OutOfTurn()
}
