import { randomBytes } from 'node:crypto'
import type { Dialogue } from '../../../app/ports/dialogue.ts'
import type { LoginCover, LoginWatch } from '../../../app/ports/login.ts'
import { ProbeError } from '../../../app/ports/probe-error.ts'
import type { TlsSettings } from '../../../core/definition/monitor.ts'
import { SECRET_MARK } from '../../../core/redaction/redact.ts'
import { tameLine } from '../../../core/redaction/tame.ts'
import { cramMd5, parseChallenge } from '../login/cram-md5.ts'
import type { Credentials } from '../login/credentials.ts'
import { hasMd5 } from '../login/md5.ts'
import { type ScramMechanism, scramLogin } from '../login/scram.ts'
import type { Capabilities } from './capabilities.ts'
import { quoted } from './folder-name.ts'
import type { Command, ImapWire, Reply, Said } from './imap-wire.ts'

export interface LoginSettings extends Credentials {
  tls: TlsSettings
  watch?: LoginWatch
}

type Mechanism = 'LOGIN' | 'PLAIN' | 'CRAM-MD5' | ScramMechanism

/** Those that hide the password, the strongest first. */
const HIDING = ['SCRAM-SHA-256', 'SCRAM-SHA-1', 'CRAM-MD5'] as const
const NO_TLS = 'no STARTTLS is offered'
const MAX_QUOTE = 300

/**
 * Logs in once, by one mechanism, chosen before anything is tried: a refusal ends it, since trying on would lock
 * accounts. Throws `auth-not-offered` and `password-needs-tls` as the login of POP3 does. Answers with what the
 * server said beside its OK.
 */
export async function logIn(
  wire: ImapWire,
  settings: LoginSettings,
  { capabilities, cover }: { capabilities: Capabilities; cover: LoginCover | undefined },
  dialogue: Dialogue,
): Promise<Reply> {
  const { tls, watch } = settings
  const mustHide = tls.mode === 'for-password' && cover === 'clear'
  const mechanism = mustHide
    ? (hidingIn(capabilities) ?? needsTls(dialogue))
    : (mechanismFor(capabilities) ?? noneKnown(capabilities, dialogue))
  const tellIfInClear = () => {
    if (cover === 'clear') watch?.saysPassword()
  }
  switch (mechanism) {
    case 'LOGIN':
      tellIfInClear()
      return wire.say(login(settings))
    case 'PLAIN':
      return wire.say(plain(settings, capabilities, tellIfInClear, dialogue))
    case 'CRAM-MD5':
      return wire.say(challenged(settings, dialogue))
    case 'SCRAM-SHA-256':
    case 'SCRAM-SHA-1':
      return authScram(wire, mechanism, settings, { capabilities, dialogue })
    default:
      return mechanism satisfies never
  }
}

function hidingIn({ sasl }: Capabilities): Mechanism | undefined {
  return HIDING.find((name) => sasl.includes(name) && (name !== 'CRAM-MD5' || hasMd5()))
}

/** AUTHENTICATE PLAIN takes any octets, LOGIN is older than it; both say the password. */
function mechanismFor(capabilities: Capabilities): Mechanism | undefined {
  if (capabilities.sasl.includes('PLAIN')) return 'PLAIN'
  return capabilities.login ? 'LOGIN' : hidingIn(capabilities)
}

function needsTls({ side, safe }: Dialogue): never {
  const text = safe(`${NO_TLS}, and no login that hides the password`)
  throw new ProbeError({ side, phase: 'tls', kind: 'password-needs-tls', text })
}

function noneKnown({ sasl }: Capabilities, { side, phase, quote, safe }: Dialogue): never {
  const offered =
    sasl.length > 0
      ? `only ${sasl.join(', ')} is offered, none of PLAIN, ${HIDING.join(', ')}`
      : 'no mechanism of AUTHENTICATE is offered'
  const words = `LOGIN is disabled, and ${offered}`
  const text = safe(words)
  quote(words)
  throw new ProbeError({ side, phase, kind: 'auth-not-offered', text })
}

/** RFC 3501 §6.2.3: in quotes, or as literals where there are octets that quotes must not hold. */
function login({ userid, password }: Credentials): Command {
  if (/^[ -~]*$/.test(userid + password)) {
    return {
      line: `LOGIN ${quoted(userid)} ${quoted(password)}`,
      shown: `LOGIN ${quoted(userid)} ${SECRET_MARK}`,
      secret: password,
    }
  }
  const octets = (text: string) => Buffer.byteLength(text, 'utf8')
  const turns: Said[] = [
    { line: `${userid} {${octets(password)}}` },
    { line: password, shown: SECRET_MARK, secret: password },
  ]
  return {
    line: `LOGIN {${octets(userid)}}`,
    answer: () => turns.shift(),
  }
}

/** RFC 4616: the response at once where that is allowed (RFC 4959), else when the server asks. */
function plain(
  { userid, password }: Credentials,
  { saslIr }: Capabilities,
  beforePassword: () => void,
  dialogue: Dialogue,
): Command {
  const secret = Buffer.from(`\0${userid}\0${password}`, 'utf8').toString('base64')
  if (saslIr) beforePassword()
  let isSaid = saslIr
  return {
    ...(saslIr
      ? { line: `AUTHENTICATE PLAIN ${secret}`, shown: `AUTHENTICATE PLAIN ${SECRET_MARK}`, secret }
      : { line: 'AUTHENTICATE PLAIN' }),
    answer() {
      // A second question: whatever this is, it has not looked at the password.
      if (isSaid) throw outOfTurn(wireProblem(dialogue))
      isSaid = true
      beforePassword()
      return { line: secret, shown: SECRET_MARK, secret }
    },
  }
}

/** RFC 2195. What is no challenge gets no response. */
function challenged({ userid, password }: Credentials, dialogue: Dialogue): Command {
  let isSaid = false
  return {
    line: 'AUTHENTICATE CRAM-MD5',
    answer(text) {
      const challenge = parseChallenge(text)
      if (isSaid) throw outOfTurn(wireProblem(dialogue))
      if (challenge === undefined)
        throw wireProblem(dialogue)('not a challenge as CRAM-MD5 has it', `+ ${text}`)
      isSaid = true
      const { digest, response } = cramMd5(challenge, userid, password)
      dialogue.hide(digest)
      return { line: response, shown: SECRET_MARK, secret: response }
    },
  }
}

/** RFC 5802. The server's last words prove that it knows the password too: without them it is not believed. */
async function authScram(
  wire: ImapWire,
  mechanism: ScramMechanism,
  credentials: Credentials,
  { capabilities: { saslIr }, dialogue }: { capabilities: Capabilities; dialogue: Dialogue },
): Promise<Reply> {
  const scram = scramLogin(mechanism, credentials, randomBytes(18).toString('base64'))
  const first: Said = { line: scram.first, shown: SECRET_MARK, secret: scram.first }
  const server = { isProven: false }
  const turns: ((text: string) => Said | Promise<Said>)[] = [
    async (challenge) => {
      const proof = await scram.answer(challenge)
      if (proof === undefined)
        throw wireProblem(dialogue)(`not a challenge as ${mechanism} has it`, `+ ${challenge}`)
      dialogue.hide(proof)
      return { line: proof, shown: SECRET_MARK, secret: proof }
    },
    (final) => {
      server.isProven = scram.isProven(final)
      if (!server.isProven) throw wireProblem(dialogue)('the server does not prove itself')
      return { line: '' }
    },
  ]
  if (!saslIr) turns.unshift(() => first)
  const reply = await wire.say({
    ...(saslIr
      ? {
          line: `AUTHENTICATE ${mechanism} ${scram.first}`,
          shown: `AUTHENTICATE ${mechanism} ${SECRET_MARK}`,
          secret: scram.first,
        }
      : { line: `AUTHENTICATE ${mechanism}` }),
    answer(text) {
      const turn = turns.shift()
      if (!turn) throw outOfTurn(wireProblem(dialogue))
      return turn(text)
    },
  })
  if (!server.isProven) throw wireProblem(dialogue)('the server does not prove itself')
  return reply
}

type Problem = (problem: string, line?: string) => ProbeError

function outOfTurn(problem: Problem): ProbeError {
  return problem('a reply out of turn')
}

function wireProblem(dialogue: Dialogue): Problem {
  return (problem, line) => {
    const { side, phase } = dialogue
    dialogue.note(`protocol error: ${problem}`)
    const text = line !== undefined && { text: tameLine(dialogue.safe(line), MAX_QUOTE) }
    return new ProbeError({ side, phase, kind: 'protocol', command: 'AUTHENTICATE', ...text })
  }
}
