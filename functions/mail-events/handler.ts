import type { MailEventStore } from '../../shared/app/ports/stores/mail-events.ts'
import { runName } from '../../shared/core/run/run-id.ts'
import type { JsonLog } from '../runtime/json-log.ts'
import { logErrors } from '../runtime/log-errors.ts'
import { type TopicMessage, parseEvent } from './parse-event.ts'
import { readMailEvent } from './read-mail-event.ts'

export interface MailEventsHandlerOptions {
  runs: Pick<MailEventStore, 'noteMailEvent'>
  log: JsonLog
}

/**
 * The handler of what Amazon SES tells of test messages after it took them. A message that is no such event is
 * logged and passed over, since another attempt would not help. If the store failed it throws, after all of them
 * were tried, and Lambda tries the event again: to note it twice changes nothing.
 */
export function mailEventsHandler({ runs, log }: MailEventsHandlerOptions) {
  return logErrors(log, handle, 'mail events not noted')

  async function handle(event: unknown): Promise<void> {
    const noted = await Promise.allSettled(parseEvent(event).map(note))
    const failures = noted.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []))
    if (failures.length > 0) {
      throw new AggregateError(failures, `${failures.length} of ${noted.length} mail events were not noted`)
    }
  }

  async function note({ messageId, text }: TopicMessage): Promise<void> {
    const read = readMailEvent(text)
    switch (read.kind) {
      case 'event': {
        const { run, event } = read
        await runs.noteMailEvent(run, event)
        log.write('INFO', 'mail event noted', { messageId, runId: runName(run), kind: event.kind })
        return
      }
      case 'other':
        log.write('INFO', 'message passed over', { messageId, what: read.what })
        return
      case 'unreadable':
        log.write('ERROR', 'message passed over', { messageId, why: read.why })
        return
      default:
        read satisfies never
    }
  }
}
