import type { Subscription, Topic } from '../../shared/app/ports/topics.ts'
import { OPERATIONS_TOPIC } from '../../shared/core/definition/built-in-topics.ts'
import { webhookName } from '../../shared/core/wording/webhook-name.ts'
import type { LocalSettings } from '../local-settings.ts'

const NO_SMTP = 'no localAlerts.smtp in cdk/settings.ts'
const OF_AWS = 'AWS alone can'

/** The topics of alerts by the settings, and whom of their subscribers this machine does not reach. */
export function topicsHere({ topics, localAlerts }: Pick<LocalSettings, 'topics' | 'localAlerts'>): Topic[] {
  const mail = localAlerts?.smtp ? undefined : NO_SMTP
  return Object.entries(topics)
    .filter(([name]) => name !== OPERATIONS_TOPIC)
    .map(([name, { email, https, sms, sqs }]) => ({
      name,
      subscriptions: [
        ...email.map((address) => subscription('email', address, mail)),
        ...https.map((url) => subscription('https', webhookName(url))),
        ...sms.map((number) => subscription('sms', number, OF_AWS)),
        ...sqs.map((arn) => subscription('sqs', arn, OF_AWS)),
      ],
    }))
}

/** Nobody is asked first whether they want to hear. */
function subscription(protocol: string, endpoint: string, notSent?: string): Subscription {
  return { protocol, endpoint, confirmed: true, ...(notSent !== undefined && { notSent }) }
}
