import { isRunId } from './run-id.ts'
import { type EpochMs, isoInstant } from '../time/units.ts'

/**
 * Whose a test message is: what its `X-Roundtrip` header carries, so that whoever finds it knows what to do
 * with it.
 */
export interface MessageMark {
  installation: string
  monitorId: string
  runId: string
  /** 128 bits in hex; also in the subject, for people and for servers that drop headers. */
  token: string
  /** Nobody but its own run deletes it before this, and 60 s more. */
  deadline: EpochMs
}

const HEADER = 'X-Roundtrip'
/** How the text of every test message begins. */
export const OPENING_WORDS = 'This message was sent by Roundtrip'

/**
 * The test message as RFC 5322 text, all ASCII, lines of at most 78 characters with CRLF ends. It asks not to
 * be answered (RFC 3834 §5, and Exchange's own header).
 */
export function testMessage(mark: MessageMark, from: string, to: string, sentAt: EpochMs): string {
  return [
    `From: ${from}`,
    `To: ${to}`,
    // Early in the header and on one line: some servers tell messages apart by a hash of such lines.
    `Subject: Roundtrip test ${mark.token}`,
    ` ${mark.monitorId}`,
    `Date: ${new Date(sentAt).toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: ${messageIdOf(mark, from)}`,
    `${HEADER}: installation=${mark.installation};`,
    ` monitor=${mark.monitorId};`,
    ` run=${mark.runId};`,
    ` token=${mark.token};`,
    ` deadline=${isoInstant(mark.deadline)}`,
    'Auto-Submitted: auto-generated',
    'X-Auto-Response-Suppress: All',
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=us-ascii',
    '',
    `${OPENING_WORDS}, which measures whether and how fast mail`,
    'comes back. It deletes the message when it finds it. Nobody need answer.',
    '',
  ].join('\r\n')
}

/**
 * The message's own id, as it stands between angle brackets in its header. It carries the whole mark, so that
 * a message is known where a gateway took the header away. A slash may stand in an id (RFC 5322 §3.6.4).
 */
export function messageIdOf(mark: MessageMark, from: string): string {
  const { token, installation, monitorId, runId, deadline } = mark
  const parts = [token, installation, monitorId, runId, deadline.toString(36)]
  return `<${parts.join('/')}@${from.slice(from.lastIndexOf('@') + 1)}>`
}

/** The mark that an id of ours carries; `undefined` for every other id. */
function markInMessageId(messageId: string): MessageMark | undefined {
  const [token = '', installation = '', monitorId = '', run = '', deadline = ''] =
    /^\s*<([^@]*)@/.exec(messageId)?.[1]?.split('/') ?? []
  const mark = {
    installation,
    monitorId,
    // A colon may not stand in a Message-ID: the ids of runs had some at first.
    runId: run.includes('#') ? run.replaceAll('_', ':') : run,
    token,
    deadline: deadline === '' ? NaN : Number.parseInt(deadline, 36),
  }
  return isWhole(mark) ? mark : undefined
}

/**
 * Reads the mark from a message's own header section, or from its id where a gateway took the header away.
 * Only top-level headers count: a bounce quotes ours in its body. `undefined` for every message that is not a
 * test message of some installation.
 */
export function readMark(header: string): MessageMark | undefined {
  const value = fieldValue(header, HEADER)
  if (value === undefined) return markInMessageId(fieldValue(header, 'Message-ID') ?? '')
  const parts = new Map(value.split(';').map((part) => splitOnce(part.replace(/\s+/g, ''), '=')))
  const deadline = Date.parse(parts.get('deadline') ?? '')
  const mark = {
    installation: parts.get('installation') ?? '',
    monitorId: parts.get('monitor') ?? '',
    runId: parts.get('run') ?? '',
    token: parts.get('token') ?? '',
    deadline,
  }
  return isWhole(mark) ? mark : undefined
}

/**
 * Anybody can send mail to the mailbox, and what stands here becomes keys of the store: only our own shapes
 * count.
 */
function isWhole({ installation, monitorId, runId, token, deadline }: MessageMark): boolean {
  return (
    /^[\w-]{1,64}$/.test(installation) &&
    /^[a-z0-9-]{1,64}$/.test(monitorId) &&
    isRunId(runId) &&
    /^[0-9a-f]{32}$/.test(token) &&
    !Number.isNaN(deadline)
  )
}

/** The first field of that name in a header section, unfolded (RFC 5322 §2.2.3). */
export function fieldValue(header: string, name: string): string | undefined {
  const section = header.split(/\r?\n\r?\n/, 1)[0] ?? ''
  const prefix = `${name.toLowerCase()}:`
  const field = section
    .replace(/\r?\n(?=[ \t])/g, '')
    .split(/\r?\n/)
    .find((line) => line.toLowerCase().startsWith(prefix))
  return field?.slice(prefix.length)
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator)
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)]
}
