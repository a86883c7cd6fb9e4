import type { Dialogue } from '../../../app/ports/dialogue.ts'
import { type Exchange, OutOfTurn, turnTaker } from '../login/exchange.ts'
import { errorOf } from '../net/connection-life.ts'
import { toldWith } from '../refusal.ts'
import { type Reply, isRefusal, refusalOf, wordsOf } from './reply.ts'
import type { SmtpWire } from './smtp-wire.ts'

/**
 * AUTH (RFC 4954 §4) by an exchange of ours, past nodemailer: that answers whatever stands in the challenge of
 * CRAM-MD5, does not take a bare `235` for a yes, keeps the digest to itself, so that it could not be hidden from the
 * log, and says a refused XOAUTH2 once more. The first response always has a line of its own: a command has 512 octets
 * (RFC 5321 §4.5.3.1.4), of which an access token takes several times as many. To be called `within` the wire;
 * `beforeSecret` is called before a line that says the password or the token.
 */
export async function authenticate(
  wire: SmtpWire,
  exchange: Exchange,
  dialogue: Dialogue,
  beforeSecret: () => void,
): Promise<void> {
  const taker = turnTaker(exchange)
  let reply = await say(`AUTH ${exchange.mechanism}`)
  try {
    while (reply.code === 334) {
      const line = await taker.next(reply.words.join(' '))
      if (exchange.saysSecret && taker.taken === 1) beforeSecret()
      reply = await say(line)
    }
    exchange.granted(taker.taken, reply.words.join(' '))
  } catch (error) {
    if (!(error instanceof OutOfTurn)) throw error
    dialogue.note(`protocol error: ${error.message}`)
    // Whatever was said next would be taken for a response.
    const failure = { kind: 'protocol', command: 'AUTH', words: wordsOf(reply) } as const
    wire.end(failure)
    throw errorOf(failure, dialogue)
  }

  async function say(line: string): Promise<Reply> {
    const answer = await wire.say(line)
    if (!isRefusal(answer)) return answer
    return toldWith(exchange.toldByRefusal?.() ?? [])(errorOf(refusalOf('AUTH', answer), dialogue))
  }
}
