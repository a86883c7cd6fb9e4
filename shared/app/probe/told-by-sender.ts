import type { Outcome } from '../../core/run/run.ts'
import { toldOutcome } from '../../core/run/sender/told-outcome.ts'
import { mailEventWords } from '../../core/wording/words/mail-event-words.ts'
import { type Millis, SECOND } from '../../core/time/units.ts'
import { alarm } from '../concurrency/timing.ts'
import { type ProbeContext, isSent } from './probe-context.ts'

/** The deadline has passed, and the run is to be recorded. */
const READING_TIMEOUT: Millis = 1 * SECOND

/**
 * What a run comes to whose message was not seen, with what the built-in sender told of it. It is read once, at the
 * end: a bounce ends no run sooner, and one that comes later stands in the run's view alone. Where it cannot be read
 * the outcome stays, and the log says so.
 */
export async function withToldBySender(context: ProbeContext, untold: Outcome): Promise<Outcome> {
  const { ports, monitor, ledger, log } = context
  if (!ports.mailEvents || monitor.smtp || !isOpen(context, untold)) return untold
  const { monitorId, runId } = ledger.open
  const late = alarm(ports.clock, READING_TIMEOUT, 'no answer in time')
  const isLate = new Promise<never>((_, reject) => {
    late.signal.addEventListener('abort', () => reject(new Error(String(late.signal.reason))), { once: true })
  })
  try {
    const events = await Promise.race([ports.mailEvents.findMailEvents({ monitorId, runId }), isLate])
    const kinds = Object.keys(events).join(', ') || 'nothing'
    log.note(`Amazon SES has told of the message so far: ${kinds}`, { side: 'smtp', phase: 'submit' })
    // What a server said to SES is quoted as what one says to us is.
    return toldOutcome(untold, events, (event) => log.safe(mailEventWords(event)))
  } catch (error) {
    log.note(`what Amazon SES told of the message could not be read: ${String(error)}`)
    return untold
  } finally {
    late.disarm()
  }
}

/** Whether SES may hold a message that nobody has seen, and the run had its time to see it. */
function isOpen(context: ProbeContext, { kind }: Outcome): boolean {
  const { signal, resumed } = context
  if (signal.aborted && signal.reason !== 'deadline') return false
  return kind === 'lost' || (kind === 'inconclusive' && (resumed || isSent(context)))
}
