import type { Dialogue } from '../../app/diagnostic-log.ts'
import { ProbeError } from '../../app/probe-error.ts'
import { SECRET_MARK } from '../../core/redact.ts'
import type { Capabilities } from './capabilities.ts'
import type { Pop3Wire } from './pop3-wire.ts'

export interface Credentials {
  userid: string
  password: string
}

/** An AUTH command with its initial response must fit into this many octets, CRLF included (RFC 5034 §4). */
const MAX_AUTH_LINE = 255

/**
 * Logs in once, by one mechanism: USER and PASS (RFC 1939 §7), or AUTH PLAIN where the server has it and either has no
 * USER or could misread these credentials. A refusal ends it; trying on would lock accounts.
 */
export async function logIn(
  wire: Pop3Wire,
  credentials: Credentials,
  capabilities: Capabilities | undefined,
  dialogue: Dialogue,
): Promise<void> {
  const { userid, password } = credentials
  const exact = isAwkward(userid) || isAwkward(password)
  if (capabilities?.saslPlain && (!capabilities.user || exact)) {
    await authPlain(wire, credentials, dialogue)
    return
  }
  await wire.say('USER', { wire: userid, shown: userid })
  await wire.say('PASS', { wire: password, shown: SECRET_MARK })
}

/** Credentials that many servers trim or read in another character set when they come in USER and PASS. */
function isAwkward(text: string): boolean {
  return /^ | $|[^ -~]/.test(text)
}

/** RFC 4616 over RFC 5034: the response at once where it fits, else (or again) when the server asks with `+`. */
async function authPlain(
  wire: Pop3Wire,
  { userid, password }: Credentials,
  dialogue: Dialogue,
): Promise<void> {
  const response = Buffer.from(`\0${userid}\0${password}`, 'utf8').toString('base64')
  const fits = `AUTH PLAIN ${response}\r\n`.length <= MAX_AUTH_LINE
  const initial = fits
    ? { wire: `PLAIN ${response}`, shown: `PLAIN ${SECRET_MARK}` }
    : { wire: 'PLAIN', shown: 'PLAIN' }
  const first = await wire.say('AUTH', initial)
  const last = first === 'continue' ? await wire.say('', { wire: response, shown: SECRET_MARK }) : first
  // A second question, or content without an answer: whatever this is, it has not looked at the password.
  if (last === 'continue' || (first === 'ok' && !fits)) {
    dialogue.note('protocol error: a reply out of turn')
    throw new ProbeError({ side: dialogue.side, phase: dialogue.phase, kind: 'protocol', command: 'AUTH' })
  }
}
