import type { LogLine } from '../../../run/run.ts'

/** What a log tells of the message itself, to find it in the servers' own logs. */
export interface MessageFacts {
  from?: string
  to?: string
  /** With its angle brackets. */
  messageId?: string
  /** Under which the SMTP server took it. */
  queueId?: string
  /** How the server answered the whole message. */
  answer?: LogLine
}

/** The last of each, since a message that was refused for a while is offered again. */
export function messageFacts(log: readonly LogLine[]): MessageFacts {
  const smtp = log.filter(({ dialogue }) => dialogue === 'smtp')
  const said = (pattern: RegExp) => smtp.map(({ side, text }) => side !== 'server' && pattern.exec(text)?.[1])
  const last = (pattern: RegExp) => said(pattern).findLast((found) => typeof found === 'string')
  const dot = smtp.findLastIndex(({ side, text }) => side === 'client' && text === '.')
  const answer = dot < 0 ? undefined : smtp.slice(dot).find(({ side }) => side === 'server')
  const facts = {
    from: last(/^MAIL FROM:<([^>]*)>/i),
    to: last(/^RCPT TO:<([^>]*)>/i),
    messageId: last(/^Message-ID: (<[^>]*>)/),
    queueId: answer && queueIdIn(answer.text),
    answer,
  }
  return Object.fromEntries(Object.entries(facts).filter(([, fact]) => fact))
}

/** Where servers put the id under which they took a message. */
const QUEUE_IDS = [
  /** Postfix, Haraka and many more; Exim; Exchange. */
  /\bqueued as ([^\s,;()<>]+)/i,
  /\bid=([^\s,;()<>]+)/i,
  /\[InternalId=(\d+)/i,
  /** Haraka. */
  /\bqueued \(([^\s()]+)\)/i,
  /** Sendmail and OpenSMTPD; qmail; Gmail; Amazon SES. */
  /^250 2\.0\.0 (\w+) Message accepted/i,
  /\bqp (\d+)/,
  /^250 2\.0\.0 OK +\d+ ([\w.-]+) - gsmtp/,
  /^250 Ok ([0-9a-f-]{30,})$/,
]

function queueIdIn(answer: string): string | undefined {
  if (!answer.startsWith('2')) return undefined
  return QUEUE_IDS.map((pattern) => pattern.exec(answer)?.[1]).find(Boolean)
}
