import { gmailAccount, isGmailPop3, isGmailSubmission, isRecent } from '../../run/gmail.ts'
import { SCHEMES, type MailScheme } from '../../run/schemes.ts'
import { isRecord } from './fields.ts'

/** Of a monitor whose test messages its own mailbox would never list. */
export const NOT_LISTED_TO_ITSELF = notListed('smtp.userid', 'send from another account')
/** The same of one that names no server to send by, where `localSender` does. */
export const NOT_LISTED_TO_LOCAL_SENDER = notListed(
  'localSender in cdk/settings.ts',
  'name another server in smtp.server',
)

/**
 * Whether the sections, as they were read, send as the Gmail account whose POP3 is read, in the mode in which
 * that lists nothing of it. False where one of the fields is mistaken.
 */
export function isSentByItself(mailbox: unknown, smtp: unknown): boolean {
  if (!isRecord(mailbox) || !isRecord(smtp)) return false
  if (typeof mailbox.userid !== 'string' || typeof smtp.userid !== 'string') return false
  const pop3 = addressOf(mailbox.server)
  const submission = addressOf(smtp.server)
  return (
    pop3 !== undefined &&
    submission !== undefined &&
    SCHEMES[pop3.scheme].protocol === 'POP3' &&
    isGmailPop3(pop3.host) &&
    isGmailSubmission(submission.host) &&
    !isRecent(mailbox.userid) &&
    gmailAccount(mailbox.userid) === gmailAccount(smtp.userid)
  )
}

/** A mistaken address stands there as it was written. */
function addressOf(server: unknown): { scheme: MailScheme; host: string } | undefined {
  return isRecord(server) && typeof server.host === 'string'
    ? (server as { scheme: MailScheme; host: string })
    : undefined
}

function notListed(field: string, remedy: string): string {
  return `contradicts ${field}: Gmail does not list over POP3 what the same account has sent; write mailbox.userid with "recent:" before it, use mailbox.server imaps://imap.gmail.com, or ${remedy}`
}
