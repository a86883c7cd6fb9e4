import { randomBytes } from 'node:crypto'
import type { Dialogue } from '../../../app/ports/dialogue.ts'
import { ProbeError } from '../../../app/ports/probe-error.ts'
import { SECRET_MARK } from '../../../core/redaction/redact.ts'
import { cramMd5, parseChallenge } from '../login/cram-md5.ts'
import type { Credentials } from '../login/credentials.ts'
import { type ScramMechanism, scramLogin } from '../login/scram.ts'
import { quotation } from '../quotation.ts'
import type { Answer, Pop3Wire } from './pop3-wire.ts'

/** An AUTH command with its initial response must fit into this many octets, CRLF included (RFC 5034 §4). */
const MAX_AUTH_LINE = 255

/**
 * RFC 4616 over RFC 5034: the response at once where it fits, else (or again) when the server asks with `+`.
 */
export async function authPlain(
  wire: Pop3Wire,
  { userid, password }: Credentials,
  dialogue: Dialogue,
  beforePassword: () => void,
): Promise<void> {
  const response = Buffer.from(`\0${userid}\0${password}`, 'utf8').toString('base64')
  const fits = `AUTH PLAIN ${response}\r\n`.length <= MAX_AUTH_LINE
  if (fits) beforePassword()
  const first = await (fits
    ? wire.say(`AUTH PLAIN ${response}`, `AUTH PLAIN ${SECRET_MARK}`)
    : wire.say('AUTH PLAIN'))
  if (first.kind === 'continue') beforePassword()
  const last = first.kind === 'continue' ? await respond(wire, response) : first
  // A second question, or content without an answer: whatever this is, it has not looked at the password.
  if (last.kind === 'continue' || (first.kind === 'ok' && !fits)) throw outOfTurn(dialogue)
}

/** RFC 2195 over RFC 5034: challenge and response. What is no challenge gets no response. */
export async function authCramMd5(
  wire: Pop3Wire,
  { userid, password }: Credentials,
  dialogue: Dialogue,
): Promise<void> {
  const asked = await wire.say('AUTH CRAM-MD5')
  if (asked.kind === 'ok') throw outOfTurn(dialogue)
  const challenge = parseChallenge(asked.text)
  if (challenge === undefined) {
    throw protocolError(dialogue, 'not a challenge as CRAM-MD5 has it', `+ ${asked.text}`)
  }
  const { digest, response } = cramMd5(challenge, userid, password)
  dialogue.hide(digest)
  const answer = await respond(wire, response)
  if (answer.kind === 'continue') throw outOfTurn(dialogue)
}

/**
 * RFC 5802 over RFC 5034. The server's last words prove that it knows the password too: without them it is
 * somebody else, and what it shows is not believed. Old servers say them behind `+OK`.
 */
export async function authScram(
  wire: Pop3Wire,
  mechanism: ScramMechanism,
  credentials: Credentials,
  dialogue: Dialogue,
): Promise<void> {
  const login = scramLogin(mechanism, credentials, randomBytes(18).toString('base64'))
  const asked = await sayFirst(wire, mechanism, login.first)
  if (asked.kind === 'ok') throw outOfTurn(dialogue)
  const proof = await login.answer(asked.text)
  if (proof === undefined) {
    throw protocolError(dialogue, `not a challenge as ${mechanism} has it`, `+ ${asked.text}`)
  }
  dialogue.hide(proof)
  const final = await respond(wire, proof)
  if (!login.isProven(final.text)) throw protocolError(dialogue, 'the server does not prove itself')
  if (final.kind === 'continue' && (await respond(wire, '')).kind === 'continue') throw outOfTurn(dialogue)
}

/** The first response with the command where it fits, else when the server asks with `+`. */
async function sayFirst(wire: Pop3Wire, mechanism: string, response: string): Promise<Answer> {
  if (`AUTH ${mechanism} ${response}\r\n`.length <= MAX_AUTH_LINE) {
    return wire.say(`AUTH ${mechanism} ${response}`, `AUTH ${mechanism} ${SECRET_MARK}`)
  }
  const asked = await wire.say(`AUTH ${mechanism}`)
  return asked.kind === 'continue' ? respond(wire, response) : asked
}

function respond(wire: Pop3Wire, response: string): Promise<Answer> {
  return wire.say(response, SECRET_MARK)
}

function outOfTurn(dialogue: Dialogue): ProbeError {
  return protocolError(dialogue, 'a reply out of turn')
}

function protocolError(dialogue: Dialogue, problem: string, line?: string): ProbeError {
  const { side, phase } = dialogue
  dialogue.note(`protocol error: ${problem}`)
  const text = line !== undefined && { text: quotation(line, dialogue) }
  return new ProbeError({ side, phase, kind: 'protocol', command: 'AUTH', ...text })
}
