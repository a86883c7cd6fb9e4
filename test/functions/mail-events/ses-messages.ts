import { NOON, lostResult } from '../../contracts/run-fixtures.ts'

export const RUN = { monitorId: 'inbox', runId: lostResult().runId }
export const AT = new Date(NOON + 12_000).toISOString()
export const TAKEN_AT = new Date(NOON).toISOString()

/** The header of a test message, as SES quotes it. */
const MARK = [
  'installation=0123456789abcdef;',
  `monitor=${RUN.monitorId};`,
  `run=${RUN.runId};`,
  'token=0123456789abcdef0123456789abcdef;',
  'deadline=2026-01-05T12:01:00.000Z',
].join(' ')

/** The `mail` object of an event that a configuration set publishes. */
export const MAIL = {
  timestamp: TAKEN_AT,
  source: 'probe@example.com',
  sourceArn: 'arn:aws:ses:us-east-1:111122223333:identity/example.com',
  sendingAccountId: '111122223333',
  messageId: '0100017c44f053b-61b59c11-9236-11e6-8f96-7be8aexample-000000',
  destination: ['inbox@example.net'],
  headersTruncated: false,
  headers: [
    { name: 'From', value: 'probe@example.com' },
    { name: 'To', value: 'inbox@example.net' },
    { name: 'X-Roundtrip', value: MARK },
  ],
  commonHeaders: { from: ['probe@example.com'], to: ['inbox@example.net'] },
  tags: {
    'ses:configuration-set': ['Roundtrip'],
    'ses:source-ip': ['192.0.2.1'],
    'ses:from-domain': ['example.com'],
    'ses:caller-identity': ['probe'],
    'roundtrip-monitor': [RUN.monitorId],
    'roundtrip-run': [RUN.runId],
  },
}

export const DELIVERY = {
  eventType: 'Delivery',
  mail: MAIL,
  delivery: {
    timestamp: AT,
    processingTimeMillis: 11_893,
    recipients: ['inbox@example.net'],
    smtpResponse: '250 2.6.0 Message received',
    remoteMtaIp: '192.0.2.25',
    reportingMTA: 'a8-70.smtp-out.amazonses.com',
  },
}

export const DELAY = {
  eventType: 'DeliveryDelay',
  mail: MAIL,
  deliveryDelay: {
    timestamp: AT,
    delayType: 'TransientCommunicationFailure',
    expirationTime: '2026-01-06T00:00:00.000Z',
    delayedRecipients: [
      {
        emailAddress: 'inbox@example.net',
        status: '4.4.1',
        diagnosticCode: 'smtp; 421 4.4.1 Unable to connect to remote host',
      },
    ],
  },
}

export const BOUNCE = {
  eventType: 'Bounce',
  mail: MAIL,
  bounce: {
    bounceType: 'Permanent',
    bounceSubType: 'General',
    bouncedRecipients: [
      {
        emailAddress: 'inbox@example.net',
        action: 'failed',
        status: '5.1.1',
        diagnosticCode: 'smtp; 550 5.1.1 user unknown',
      },
    ],
    timestamp: AT,
    feedbackId: '01000157c44f053b-61b59c11-9236-11e6-8f96-7be8aexample-000000',
    reportingMTA: 'dsn; mta.example.com',
  },
}

export const SUPPRESSED = {
  eventType: 'Bounce',
  mail: MAIL,
  bounce: {
    bounceType: 'Permanent',
    bounceSubType: 'OnAccountSuppressionList',
    bouncedRecipients: [
      {
        emailAddress: 'inbox@example.net',
        action: 'failed',
        status: '5.1.1',
        diagnosticCode:
          'Amazon SES did not send the message to this address because it is on the suppression list',
      },
    ],
    timestamp: AT,
    feedbackId: '01000157c44f053b-61b59c11-9236-11e6-8f96-7be8aexample-000000',
    reportingMTA: 'dns; amazonses.com',
  },
}

export const REJECT = { eventType: 'Reject', mail: MAIL, reject: { reason: 'Bad content' } }

export const TOPIC_TEST = 'Successfully validated SNS topic for Amazon SES event publishing.'

/** As Lambda gets messages of a topic. */
export function fromTopic(...messages: unknown[]) {
  return {
    Records: messages.map((message, n) => ({
      EventSource: 'aws:sns',
      EventVersion: '1.0',
      EventSubscriptionArn: 'arn:aws:sns:us-east-1:111122223333:SenderEvents:subscription',
      Sns: {
        Type: 'Notification',
        MessageId: `message-${n}`,
        TopicArn: 'arn:aws:sns:us-east-1:111122223333:SenderEvents',
        Subject: 'Amazon SES Email Event Notification',
        Message: typeof message === 'string' ? message : JSON.stringify(message),
        Timestamp: AT,
        MessageAttributes: {},
      },
    })),
  }
}
