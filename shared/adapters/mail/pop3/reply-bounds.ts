import { MAX_MESSAGE_OCTETS } from '../../../app/ports/mail.ts'
import type { ReplyShape } from './reply-reader.ts'

const KB = 1024
const MB = KB * KB
/** Both ends of a mailbox of 100,000 messages and more: no server needs more than 80 octets a line. */
const LISTING: ReplyShape = { body: { first: 4 * MB, last: 4 * MB, most: 32 * MB, mostOfLine: 4 * KB } }
/**
 * A header. What follows is dropped: some servers send all of a message, whatever number of its lines was
 * asked for.
 */
const MESSAGE: ReplyShape = { body: { first: 256 * KB, most: MAX_MESSAGE_OCTETS } }

const SHAPES: Readonly<Partial<Record<string, ReplyShape>>> = {
  CAPA: { body: { first: 32 * KB, most: 32 * KB } },
  UIDL: LISTING,
  LIST: LISTING,
  TOP: MESSAGE,
  RETR: MESSAGE,
  AUTH: { continuation: true },
}

/** How the reply to a command may look, as we say it: UIDL and LIST without an argument. */
export function shapeOf(command: string): ReplyShape {
  return SHAPES[command] ?? {}
}
