import { tameLine } from '../../redaction/tame.ts'
import type { AlertedMonitor } from '../alerted-monitor.ts'
import { MAX_NAME, MAX_NOTE, labelled } from './email-blocks.ts'

/** Which monitor a mail is about, and what its people wrote down for whoever reads it. */
export function monitorLines(monitorId: string, { emailAddress, tags, note }: AlertedMonitor): string[] {
  const address = emailAddress ? `, ${tameLine(emailAddress, MAX_NAME)}` : ''
  return [
    labelled('Monitor', tameLine(monitorId, MAX_NAME) + address),
    ...(tags.length > 0 ? [labelled('Tags', tagWords(tags))] : []),
    ...(note ? [labelled('Note', tameLine(note, MAX_NOTE))] : []),
  ]
}

export function tagWords(tags: readonly string[]): string {
  return tameLine(tags.join(', '), MAX_NAME)
}
