import { ruleName } from '../../../shared/core/aws/rule-names.ts'
import { type EpochMs, MINUTE } from '../../../shared/core/time/units.ts'

export const LOCATION = 'eu-west-1'
export const STACK = 'Roundtrip'

const ARN = `${LOCATION}:111122223333`
const PROBE = `arn:aws:lambda:${ARN}:function:Roundtrip-Probe`

/** One record of SQS as Lambda hands it over (AWS Lambda, "Using Lambda with Amazon SQS"). */
export interface QueueRecord {
  messageId: string
  body: string
  attributes: { SentTimestamp: string }
  messageAttributes: Record<string, { stringValue?: string; dataType: string }>
}

/** Which run a letter is about; it is sent five minutes after its time. */
export interface About {
  monitorId?: string
  at: EpochMs
  messageId?: string
}

/** From Lambda's queue of asynchronous calls: the event as it was invoked with. */
export function ofLambda(about: About, more: object = {}): QueueRecord {
  return letter(about, JSON.stringify({ ...inputOf(about), ...more }), {
    RequestID: '6f0ee4f4-0001-4000-8000-000000000000',
    ErrorCode: { stringValue: '200', dataType: 'Number' },
    ErrorMessage: 'DynamoDB GetItem (Monitors, inbox): connect ETIMEDOUT',
  })
}

/** From a rule: the event that fired it, whatever its target's input is. */
export function ofRule(about: About, stackName = STACK): QueueRecord {
  const ruleArn = `arn:aws:events:${ARN}:rule/${ruleName(stackName, about.monitorId ?? 'inbox')}`
  const event = {
    version: '0',
    id: '89d1a02d-5ec7-412e-82f5-13505f849b41',
    'detail-type': 'Scheduled Event',
    source: 'aws.events',
    account: '111122223333',
    time: eventTime(about.at),
    region: LOCATION,
    resources: [ruleArn],
    detail: {},
  }
  return letter(about, JSON.stringify(event), {
    RULE_ARN: ruleArn,
    TARGET_ARN: PROBE,
    ERROR_CODE: 'NO_PERMISSIONS',
    ERROR_MESSAGE: 'Lambda function is not authorized to be invoked by the rule',
  })
}

/** From a schedule: its target's input, in which the time may never have been put. */
export function ofSchedule(about: About, input: object = {}, attributes: Attributes = {}): QueueRecord {
  const { monitorId = 'inbox' } = about
  return letter(about, JSON.stringify({ ...inputOf(about), ...input }), {
    SCHEDULE_ARN: `arn:aws:scheduler:${ARN}:schedule/Roundtrip/${monitorId}`,
    TARGET_ARN: PROBE,
    ERROR_CODE: 'Lambda.TooManyRequestsException',
    ERROR_MESSAGE: 'Rate Exceeded.',
    RETRY_ATTEMPTS: '12',
    EXHAUSTED_RETRY_CONDITION: 'MaximumEventAgeInSeconds',
    ...attributes,
  })
}

type Attributes = Record<string, string | { stringValue: string; dataType: string }>

export function letter({ at, messageId = 'm1' }: About, body: string, attributes: Attributes): QueueRecord {
  return {
    messageId,
    body,
    attributes: { SentTimestamp: String(at + 5 * MINUTE + 1234) },
    messageAttributes: Object.fromEntries(
      Object.entries(attributes).map(([name, value]) => [
        name,
        typeof value === 'string' ? { stringValue: value, dataType: 'String' } : value,
      ]),
    ),
  }
}

function inputOf({ monitorId = 'inbox', at }: About) {
  return { monitorId, location: LOCATION, scheduledAt: eventTime(at) }
}

/** EventBridge writes no fractions of a second. */
function eventTime(at: EpochMs): string {
  return new Date(at).toISOString().replace('.000Z', 'Z')
}
