import { SESv2Client } from '@aws-sdk/client-sesv2'

import { FUNCTION_PATIENCE, clientInTime } from '../../shared/adapters/aws/client-in-time.ts'
import { sesSender } from '../../shared/adapters/mail/ses/ses-sender.ts'
import type { Clock } from '../../shared/app/ports/clock.ts'
import type { MailSender } from '../../shared/app/ports/mail.ts'
import { type Millis, SECOND } from '../../shared/core/time/units.ts'

/** An answer that is not waited for may be of a message that was taken: then only the mailbox can tell. */
const SEND_MS: Millis = 30 * SECOND

export interface OwnSenderOptions {
  /** Where the identity and the configuration set are. */
  region: string
  configurationSet: string
  clock: Clock
}

/** Sends by Amazon SES, in one attempt: a second request could be a second message. */
export function ownSender({ region, configurationSet, clock }: OwnSenderOptions): MailSender {
  const patience = { ...FUNCTION_PATIENCE, answerMs: SEND_MS }
  const client = clientInTime(SESv2Client, patience, { maxAttempts: 1, region })
  return sesSender({ client, configurationSet, clock })
}
