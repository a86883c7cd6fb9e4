import { serverUrl } from '../../../core/definition/fields/server-address.ts'
import type { ServerAddress } from '../../../core/definition/monitor.ts'
import { greetingPatience } from '../../../core/run/patience.ts'
import type { Seen } from '../../../core/run/run.ts'
import { reasonOf } from '../../../core/run/verdict.ts'
import { type Millis, SECOND } from '../../../core/time/units.ts'
import { reasonWords } from '../../../core/wording/words/reason-words.ts'
import { alarm } from '../../concurrency/timing.ts'
import { ProbeError } from '../../ports/probe-error.ts'
import type { ProbeContext } from '../probe-context.ts'
import { endLook } from './end-look.ts'
import { mailboxMemory } from './mailbox-memory.ts'
import { searchListing } from './search-listing.ts'
import { seenMessage } from './seen-message.ts'

/** A look over IMAP takes a second or two; a run of a short timeout has no more than this share for it. */
const LONGEST: Millis = 10 * SECOND
const SHARE = 0.25

/** The one look into the junk folder that a POP3 run makes, at its `junkServer`. */
export interface JunkLook {
  /** How long it may take; 0 once it is made, and where none is to be made. */
  readonly reserveMs: Millis
  /** What fails is a warning, never a verdict. Throws what is ours. */
  look(): Promise<Seen | undefined>
}

export function junkLook(context: ProbeContext, cancel: AbortSignal): JunkLook {
  const { monitor, log, warnings, logins, ports } = context
  const { junkServer, junk = 'off' } = monitor.mailbox
  const share = Math.min(LONGEST, SHARE * monitor.timeoutSeconds * SECOND)
  let reserveMs = junkServer && junk !== 'off' ? share : 0

  function notLooked(why: string): void {
    log.note(`the junk folder was not looked into: ${why}`, { side: 'mailbox' })
    warnings.add('junk-not-looked-into')
  }

  async function lookOnce(server: ServerAddress, signal: AbortSignal): Promise<Seen | undefined> {
    const login = logins.junk?.() ?? { kind: 'not-for-host', detail: 'there is no login for it' }
    if (login.kind === 'not-for-host') {
      notLooked(login.detail)
      return undefined
    }
    const greetingMs = greetingPatience(monitor.timeoutSeconds)
    const { dialogue, session } = await login.logIn(async (said) => {
      const dialogue = log.dialogue('mailbox')
      dialogue.note(`one look into the junk folder of mailbox.junkServer: ${serverUrl(server)}`)
      const mailbox = ports.mail.junkFolder(monitor.mailbox, said, context.watches.junk)
      const connection = await mailbox.connect(dialogue, signal, { greetingMs })
      return { dialogue, session: await connection.logIn(signal) }
    }, signal)
    try {
      const listed = await session.listJunk?.(signal)
      if (!listed) {
        if (session.warnings.length === 0) notLooked('the server has none')
        return undefined
      }
      const as = { mayHoldOurs: true, goesOn: false }
      const { found, sight } = await searchListing(session, listed, mailboxMemory(), as, context, signal)
      const seen = seenMessage(found.ours, sight, dialogue, context)
      if (found.ours.length > 1) warnings.add('duplicate')
      if (seen) context.lastSessionTimes = dialogue.times
      if (seen || !found.isCutOff) await endLook(session, found, seen, context, signal)
      return seen
    } finally {
      for (const warning of session.warnings) warnings.add(warning)
      await session.close()
    }
  }

  return {
    get reserveMs() {
      return reserveMs
    },
    async look() {
      reserveMs = 0
      if (!junkServer) return undefined
      const patience = alarm(ports.clock, share, 'no time left for the junk folder')
      try {
        return await lookOnce(junkServer, AbortSignal.any([cancel, patience.signal]))
      } catch (error) {
        if (!(error instanceof ProbeError)) throw error
        if (!cancel.aborted) notLooked(reasonWords(reasonOf(error.evidence)))
        return undefined
      } finally {
        patience.disarm()
      }
    },
  }
}
