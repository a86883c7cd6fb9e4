import type { Dialogue } from '../../../app/ports/dialogue.ts'
import { ProbeError } from '../../../app/ports/probe-error.ts'
import { SECRET_MARK } from '../../../core/redaction/redact.ts'
import { type Exchange, OutOfTurn, turnTaker } from '../login/exchange.ts'
import { quotation } from '../quotation.ts'
import { toldWith } from '../refusal.ts'
import type { Answer, Pop3Wire } from './pop3-wire.ts'

/** An AUTH command with its initial response must fit into this many octets, CRLF included (RFC 5034 §4). */
const MAX_AUTH_LINE = 255

/**
 * AUTH (RFC 5034 §4): the first response with the command where it may be and fits, else when the server asks with
 * `+`. `inTwoLines`: never with the command, as Microsoft wants it of tokens however short.
 */
export async function authenticate(
  wire: Pop3Wire,
  exchange: Exchange,
  { dialogue, inTwoLines, beforeSecret }: Carrying,
): Promise<void> {
  const { mechanism, beginsUnasked, saysSecret } = exchange
  const command = `AUTH ${mechanism}`
  let taker = turnTaker(exchange)
  const respond = async (challenge: string): Promise<Answer> => {
    const line = await taker.next(challenge)
    if (saysSecret && taker.taken === 1) beforeSecret()
    return wire.say(line, SECRET_MARK, 'AUTH')
  }

  async function begin(): Promise<Answer> {
    const first = beginsUnasked && !inTwoLines ? await turnTaker(exchange).next('') : undefined
    if (first === undefined || `${command} ${first}\r\n`.length > MAX_AUTH_LINE) return wire.say(command)
    const line = await taker.next('')
    if (saysSecret) beforeSecret()
    const answer = await wire.say(`${command} ${line}`, `${command} ${SECRET_MARK}`)
    // Some servers of PLAIN ask for what they have got already.
    if (mechanism === 'PLAIN' && answer.kind === 'continue') taker = turnTaker(exchange)
    return answer
  }

  try {
    let answer = await begin()
    while (answer.kind === 'continue') answer = await respond(answer.text)
    exchange.granted(taker.taken, answer.text)
  } catch (error) {
    if (error instanceof OutOfTurn) throw protocolError(error, dialogue)
    toldWith(exchange.toldByRefusal?.() ?? [])(error)
  }
}

interface Carrying {
  dialogue: Dialogue
  inTwoLines: boolean
  /** Called before a line that says the password or the token. */
  beforeSecret: () => void
}

function protocolError({ message, challenge }: OutOfTurn, dialogue: Dialogue): ProbeError {
  const { side, phase } = dialogue
  dialogue.note(`protocol error: ${message}`)
  const text = challenge !== undefined && { text: quotation(`+ ${challenge}`, dialogue) }
  return new ProbeError({ side, phase, kind: 'protocol', command: 'AUTH', ...text })
}
