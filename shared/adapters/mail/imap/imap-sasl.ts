import { randomBytes } from 'node:crypto'
import type { Dialogue } from '../../../app/ports/dialogue.ts'
import { ProbeError } from '../../../app/ports/probe-error.ts'
import { SECRET_MARK } from '../../../core/redaction/redact.ts'
import { quotation } from '../quotation.ts'
import { cramMd5, parseChallenge } from '../login/cram-md5.ts'
import type { Credentials } from '../login/credentials.ts'
import { type ScramMechanism, scramLogin } from '../login/scram.ts'
import type { Command, Said } from './imap-wire.ts'

/** What one mechanism says, turn by turn; each turn gets the server's challenge, still in base64. */
export interface Exchange {
  turns: readonly ((challenge: string) => Said | Promise<Said>)[]
  /** The first turn needs no challenge: it may stand behind the command (RFC 4959). */
  beginsUnasked: boolean
  /** Called once the server has granted the login; throws where it has not proved itself. */
  granted?: () => void
}

/** AUTHENTICATE (RFC 3501 §6.2.2). More questions than the mechanism has turns are an error of the protocol. */
export function authenticate(
  mechanism: string,
  { turns, beginsUnasked }: Exchange,
  { saslIr, dialogue }: { saslIr: boolean; dialogue: Dialogue },
): Command {
  const rest = [...turns]
  const command = `AUTHENTICATE ${mechanism}`
  const answer = (challenge: string) => {
    const turn = rest.shift()
    if (!turn) throw broken(dialogue, 'a reply out of turn')
    return turn(challenge)
  }
  if (!saslIr || !beginsUnasked) return { line: command, answer }
  const first = rest.shift()?.('') as Said
  return {
    line: `${command} ${first.line}`,
    shown: `${command} ${SECRET_MARK}`,
    secret: first.line,
    answer,
  }
}

/** RFC 4616. */
export function plain({ userid, password }: Credentials, beforePassword: () => void): Exchange {
  return {
    beginsUnasked: true,
    turns: [
      () => {
        beforePassword()
        return secret(Buffer.from(`\0${userid}\0${password}`, 'utf8').toString('base64'))
      },
    ],
  }
}

/** RFC 2195. What is no challenge gets no response. */
export function challenged({ userid, password }: Credentials, dialogue: Dialogue): Exchange {
  return {
    beginsUnasked: false,
    turns: [
      (text) => {
        const challenge = parseChallenge(text)
        if (challenge === undefined) throw broken(dialogue, 'not a challenge as CRAM-MD5 has it', `+ ${text}`)
        const { digest, response } = cramMd5(challenge, userid, password)
        dialogue.hide(digest)
        return secret(response)
      },
    ],
  }
}

/**
 * RFC 5802. The server's last words prove that it knows the password too: without them it is somebody else, and
 * what it shows is not believed.
 */
export function scram(mechanism: ScramMechanism, credentials: Credentials, dialogue: Dialogue): Exchange {
  const login = scramLogin(mechanism, credentials, randomBytes(18).toString('base64'))
  const server = { isProven: false }
  const granted = () => {
    if (!server.isProven) throw broken(dialogue, 'the server does not prove itself')
  }
  return {
    beginsUnasked: true,
    granted,
    turns: [
      () => secret(login.first),
      async (challenge) => {
        const proof = await login.answer(challenge)
        if (proof === undefined)
          throw broken(dialogue, `not a challenge as ${mechanism} has it`, `+ ${challenge}`)
        dialogue.hide(proof)
        return secret(proof)
      },
      (final) => {
        server.isProven = login.isProven(final)
        granted()
        return { line: '' }
      },
    ],
  }
}

function secret(line: string): Said {
  return { line, shown: SECRET_MARK, secret: line }
}

function broken(dialogue: Dialogue, problem: string, line?: string): ProbeError {
  const { side, phase } = dialogue
  dialogue.note(`protocol error: ${problem}`)
  const text = line !== undefined && { text: quotation(line, dialogue) }
  return new ProbeError({ side, phase, kind: 'protocol', command: 'AUTHENTICATE', ...text })
}
