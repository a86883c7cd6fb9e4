import type { Dialogue } from '../../../app/ports/dialogue.ts'
import type { Clock } from '../../../app/ports/clock.ts'
import type { SendingSession, Submitted } from '../../../app/ports/mail.ts'
import { alarm } from '../../../app/concurrency/timing.ts'
import { type Millis, SECOND } from '../../../core/time/units.ts'
import { FINAL_DOT } from './commands.ts'
import type { Connection } from './connection.ts'
import { isRefusal } from './reply.ts'

/** Longest wait for the answer to QUIT. */
const QUIT_TIMEOUT: Millis = 1 * SECOND

/** A session that is ready for its message: greeted, upgraded and logged in, so far as it was to be. */
export function sendingSession(
  { wire, library, trusted }: Connection,
  dialogue: Dialogue,
  clock: Clock,
): SendingSession {
  function accepted(): Submitted | undefined {
    const mailFrom = wire.exchange('MAIL FROM')?.saidAt
    const { reply, heardAt } = wire.exchange(FINAL_DOT) ?? {}
    return mailFrom && heardAt && reply && !isRefusal(reply) ? { mailFrom, accepted: heardAt } : undefined
  }

  return {
    warnings: trusted ? [] : ['certificate-not-verified'],
    get mailFrom() {
      return wire.exchange('MAIL FROM')?.saidAt
    },
    get mayBeAccepted() {
      const dot = wire.exchange(FINAL_DOT)
      // 421 is about the session: some say it of a message that they deliver all the same.
      return dot !== undefined && (dot.reply === undefined || dot.reply.code === 421)
    },
    async submit(message, signal) {
      if (/[\r\n\0]/.test(message.from + message.to)) throw new TypeError('CR, LF or NUL in an address')
      try {
        await dialogue.during('submit', () => wire.within(signal, () => library.send(message)))
      } catch (error) {
        // The 250 after the dot stands, whatever else came in the same moment.
        if (!accepted()) throw error
      }
      const submitted = accepted()
      if (!submitted) throw new Error('the library says that it sent what it did not send')
      return submitted
    },
    async close() {
      if (wire.maySpeak) {
        const { signal, disarm } = alarm(clock, QUIT_TIMEOUT, 'QUIT was not answered')
        await wire.within(signal, () => wire.say('QUIT')).catch(() => undefined)
        disarm()
      }
      wire.hangUp()
    },
  }
}
