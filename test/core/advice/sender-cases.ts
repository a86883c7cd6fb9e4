import type { Reason } from '../../../shared/core/run/statuses.ts'
import { AWS, type AdviceCase } from './own-fault-cases.ts'

const aws = (detail: string) => ({ ...AWS, detail })

/** What the built-in sender, Amazon SES, said. */
export const SENDER_CASES = {
  'sender-not-verified': [
    [
      'the domain waits for its records',
      aws(
        'MessageRejected: Email address is not verified. The following identities failed the check in region EU-CENTRAL-1: probe@example.com',
      ),
    ],
  ],
  'sender-in-sandbox': [
    [
      'a new account',
      aws(
        'MessageRejected: Email address is not verified. The following identities failed the check in region EU-CENTRAL-1: inbox@example.net',
      ),
    ],
  ],
  'sender-quota-reached': [
    ['a day', aws('TooManyRequestsException: Daily message quota exceeded.')],
    ['a second', aws('TooManyRequestsException: Maximum sending rate exceeded.')],
  ],
  'sender-paused': [
    ['the account', aws('MessageRejected: Sending paused for this account.')],
    ['the configuration set', aws('MessageRejected: Sending paused for configuration set Roundtrip.')],
  ],
  'sender-refused': [
    ['nothing more is known', { ...AWS }],
    [
      'a right is missing',
      aws(
        "AccessDeniedException: User `arn:aws:sts::123456789012:assumed-role/Probe/Probe' is not authorized to perform `ses:SendRawEmail' on resource `arn:aws:ses:eu-central-1:123456789012:identity/example.com'",
      ),
    ],
    [
      'the configuration set is missing',
      aws('NotFoundException: Configuration set <Roundtrip> does not exist.'),
    ],
    ['a virus', aws('Amazon SES found a virus in it and did not send it: "Bad content"')],
  ],
  'sender-unavailable': [
    ['no answer', aws('no answer to SendEmail')],
    ['an error of its own', aws('InternalFailure: HTTP 500')],
  ],
  'recipient-suppressed': [
    [
      'of the account',
      aws("Amazon SES did not send it, because the address is on the account's suppression list"),
    ],
  ],
  'message-bounced': [
    [
      'no such mailbox',
      aws('Amazon SES says that it bounced (Permanent, General): "550 5.1.1 user unknown"'),
    ],
    [
      'a full mailbox',
      aws('Amazon SES says that it bounced (Transient, MailboxFull): "552 5.2.2 mailbox full"'),
    ],
  ],
  'delivery-pending': [
    ['nothing was told', aws('Amazon SES accepted the message and told of no delivery')],
    ['delayed', aws('Amazon SES could not deliver it yet (MailboxFull): "452 4.2.2 mailbox full"')],
  ],
} as const satisfies Partial<Record<Reason, readonly AdviceCase[]>>
