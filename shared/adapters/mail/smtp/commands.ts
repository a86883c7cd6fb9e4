import { SECRET_MARK } from '../../../core/redaction/redact.ts'
import { type Reply, isRefusal } from './reply.ts'

/** The greeting, as the answer to nothing. */
export const GREETING = ''
/** The end of the message, which is answered like a command (RFC 5321 §4.1.1.4). */
export const FINAL_DOT = '.'

/** The replies that let a dialogue go on, where not any 2xx does. */
const GOES_ON: Readonly<Record<string, RegExp>> = {
  [GREETING]: /^220$/,
  STARTTLS: /^220$/,
  AUTH: /^(?:2..|334)$/,
  DATA: /^354$/,
}

/** The command that a line says, without its arguments. */
export function commandOf(line: string): string {
  return /^(?:MAIL FROM|RCPT TO|\w+)/.exec(line)?.[0] ?? line
}

/** False for a reply that neither refuses the command nor lets it go on: the sides are out of step then. */
export function isAnswer(command: string, reply: Reply): boolean {
  return isRefusal(reply) || (GOES_ON[command] ?? /^2/).test(String(reply.code))
}

/** A line as the log may show it, and what its mark stands for. */
export interface ShownLine {
  shown: string
  sent?: string
}

/** What follows the name of a SASL mechanism is the login's; amid a login all is. */
export function shownLine(line: string, isAmidLogin: boolean): ShownLine {
  if (isAmidLogin) return { shown: SECRET_MARK, sent: line }
  const [, command, sent] = /^(AUTH \S+) (.+)/s.exec(line) ?? []
  return sent === undefined ? { shown: line } : { shown: `${command} ${SECRET_MARK}`, sent }
}
