import type { SessionSender } from '../../../shared/http/answers/session-sender.ts'

/** What the field of the server says where it may be left blank. */
export function leftBlankWords(sender: SessionSender | undefined): string | undefined {
  switch (sender?.kind) {
    case undefined:
      return undefined
    case 'amazon-ses':
      return `Leave it blank to send through Amazon SES, from ${sender.address}.`
    case 'server':
      return `Leave it blank to send through ${sender.server}, as the settings say.`
    case 'demo-server':
      return 'Left blank, the demo server sends, which delivers only to the demo mailbox.'
    default:
      return sender satisfies never
  }
}
