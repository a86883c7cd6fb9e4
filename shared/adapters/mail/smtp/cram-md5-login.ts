import type { SMTPConnectionCustomAuthHandler } from 'nodemailer/lib/smtp-connection'

import type { Dialogue } from '../../../app/ports/dialogue.ts'
import { cramMd5, parseChallenge } from '../login/cram-md5.ts'
import { type Reply, isRefusal, wordsOf } from './reply.ts'
import type { SmtpWire } from './smtp-wire.ts'

/**
 * AUTH CRAM-MD5 (RFC 2195, RFC 4954 §4), in the place of nodemailer's own: that answers whatever stands in
 * the challenge, does not take a bare `235` for a yes, and keeps the digest to itself, so that it could not
 * be hidden from the log.
 */
export function cramMd5Login(wire: SmtpWire, dialogue: Dialogue): SMTPConnectionCustomAuthHandler {
  return async ({ auth, sendCommand }) => {
    const { user, pass } = auth.credentials
    const asked = await say('AUTH CRAM-MD5')
    const challenge = asked.code === 334 ? parseChallenge(asked.words.join(' ')) : undefined
    if (challenge === undefined) throw notAnAnswer(asked)
    const { digest, response } = cramMd5(challenge, user, pass)
    dialogue.hide(digest)
    const answer = await say(response)
    if (answer.code === 334) throw notAnAnswer(answer)

    /** The answer, unless it refuses: the library tells of that by what was heard last. */
    async function say(line: string): Promise<Reply> {
      await sendCommand(line)
      const reply = wire.exchange('AUTH')?.reply
      if (!reply || isRefusal(reply)) throw new Error('the login was refused')
      return reply
    }
  }

  /** Ends the connection: whatever was said next would be taken for a response. */
  function notAnAnswer(reply: Reply): Error {
    wire.end({ kind: 'protocol', command: 'AUTH', words: wordsOf(reply) })
    return new Error('not an answer as CRAM-MD5 has it')
  }
}
