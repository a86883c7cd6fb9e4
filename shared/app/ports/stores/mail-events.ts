import type { MailEvent, MailEvents } from '../../../core/run/sender/mail-events.ts'
import type { RunKey } from '../../../core/run/run.ts'

/** What the built-in sender told of test messages after it took them; kept as long as results are. */
export interface MailEventStore {
  /** Keeps it unless a later one of its kind stands. Events of one message may be noted at once, and twice. */
  noteMailEvent(key: RunKey, event: MailEvent): Promise<void>
  /** Empty where nothing was told. */
  findMailEvents(key: RunKey): Promise<MailEvents>
}
