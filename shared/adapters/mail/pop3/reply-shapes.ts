import type { ReplyShape } from './reply-reader.ts'

const KB = 1024
/** A mailbox of 100,000 messages; no server needs more than 80 octets a line. */
const LISTING: ReplyShape = { body: { maxOctets: 8 * KB * KB, maxLines: 100_000 } }
/** A header, with a body where a server sends one; nothing larger is ever asked for. */
const MESSAGE: ReplyShape = { body: { maxOctets: 256 * KB, maxLines: 256 * KB } }

const SHAPES: Readonly<Partial<Record<string, ReplyShape>>> = {
  CAPA: { body: { maxOctets: 32 * KB, maxLines: 200 } },
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
