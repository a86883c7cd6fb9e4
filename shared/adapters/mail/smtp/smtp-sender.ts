import type { MailSender } from '../../../app/ports/mail.ts'
import { GREETING_TIMEOUT } from '../../../core/run/patience.ts'
import { mustBeSayable } from '../login/credentials.ts'
import type { Network } from '../net/network.ts'
import { type SmtpSettings, connect, greet, greetAgain, upgrade } from './connection.ts'
import { logIn } from './log-in.ts'
import { sendingSession } from './sending-session.ts'

/**
 * Sends by SMTP (RFC 5321), over TLS from the start (`smtps`) or by STARTTLS (RFC 3207), with AUTH (RFC 4954)
 * by PLAIN, LOGIN or CRAM-MD5, or with a token by XOAUTH2 or OAUTHBEARER, if there is a login. The login is never
 * left out, and its secret never said where the certificate does not hold, nor in the clear with TLS `for-password`.
 * Throws `TypeError` for CR, LF
 * or NUL in the settings, before anything is dialled.
 */
export function smtpSender(settings: SmtpSettings, network: Network): MailSender {
  return {
    async open(dialogue, signal, greetingMs = GREETING_TIMEOUT) {
      const { heloName = '', login } = settings
      if (/[\r\n\0]/.test(heloName)) throw new TypeError('CR, LF or NUL in a name')
      if (login) mustBeSayable(login)
      const opening = {
        settings,
        network,
        dialogue,
        signal,
        greetingMs: network.greetingMs ?? greetingMs,
      }
      let connection = await connect(opening)
      try {
        await greet(connection, opening)
        const upgraded = await upgrade(connection, opening)
        if (upgraded !== connection) {
          connection = upgraded
          await greetAgain(connection, opening)
        }
        if (login) await logIn(connection, login, opening)
      } catch (error) {
        connection.wire.hangUp()
        throw error
      }
      return sendingSession(connection, dialogue, network.clock)
    },
  }
}
