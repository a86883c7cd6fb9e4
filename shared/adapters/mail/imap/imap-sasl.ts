import type { Dialogue } from '../../../app/ports/dialogue.ts'
import { ProbeError } from '../../../app/ports/probe-error.ts'
import { SECRET_MARK } from '../../../core/redaction/redact.ts'
import { type Exchange, OutOfTurn, turnTaker } from '../login/exchange.ts'
import { quotation } from '../quotation.ts'
import { toldWith } from '../refusal.ts'
import type { ImapWire, Reply, Said } from './imap-wire.ts'

interface Carrying {
  /** The first response may stand behind the command (RFC 4959). */
  saslIr: boolean
  dialogue: Dialogue
  /** Called before a line that says the password or the token. */
  beforeSecret: () => void
}

/** AUTHENTICATE (RFC 3501 §6.2.2). More questions than the mechanism has turns are an error of the protocol. */
export async function authenticate(
  wire: ImapWire,
  exchange: Exchange,
  { saslIr, dialogue, beforeSecret }: Carrying,
): Promise<Reply> {
  const { mechanism, beginsUnasked, saysSecret, toldByRefusal } = exchange
  const taker = turnTaker(exchange)
  const command = `AUTHENTICATE ${mechanism}`

  async function take(challenge: string): Promise<string> {
    const line = await taker.next(challenge)
    if (saysSecret && taker.taken === 1) beforeSecret()
    return line
  }

  async function answer(challenge: string): Promise<Said> {
    try {
      const line = await take(challenge)
      return line === '' ? { line } : { line, shown: SECRET_MARK, secret: line }
    } catch (error) {
      throw outOfTurn(error)
    }
  }

  function outOfTurn(error: unknown): unknown {
    return error instanceof OutOfTurn ? protocolError(error, dialogue) : error
  }

  const first = saslIr && beginsUnasked ? await take('') : undefined
  const said: Said =
    first === undefined
      ? { line: command }
      : { line: `${command} ${first}`, shown: `${command} ${SECRET_MARK}`, secret: first }
  const reply = await wire
    .say({ ...said, answer })
    .catch((error: unknown) => toldWith(toldByRefusal?.() ?? [])(error))
  try {
    exchange.granted(taker.taken, '')
  } catch (error) {
    throw outOfTurn(error)
  }
  return reply
}

function protocolError({ message, challenge }: OutOfTurn, dialogue: Dialogue): ProbeError {
  const { side, phase } = dialogue
  dialogue.note(`protocol error: ${message}`)
  const text = challenge !== undefined && { text: quotation(`+ ${challenge}`, dialogue) }
  return new ProbeError({ side, phase, kind: 'protocol', command: 'AUTHENTICATE', ...text })
}
