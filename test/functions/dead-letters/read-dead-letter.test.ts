import { describe, expect, test } from 'vitest'

import { readDeadLetter } from '../../../functions/dead-letters/read-dead-letter.ts'
import { ruleName } from '../../../shared/core/aws/rule-names.ts'
import type { RunRequest } from '../../../shared/core/run/run.ts'
import { MINUTE, SECOND } from '../../../shared/core/time/units.ts'
import { LOCATION, type QueueRecord, STACK, letter, ofLambda, ofRule, ofSchedule } from './letters.ts'

const NOON = Date.UTC(2026, 0, 5, 12)
const about = { at: NOON }
const RUN: RunRequest = { monitorId: 'inbox', location: LOCATION, scheduledAt: NOON, trigger: 'schedule' }
const UNRESOLVED = { scheduledAt: '<aws.scheduler.scheduled-time>' }

const read = (record: unknown) => readDeadLetter(record, { location: LOCATION, stackName: STACK })

describe('the run and the reason', () => {
  test.each<[string, QueueRecord, Partial<RunRequest>, string]>([
    [
      "Lambda's queue",
      ofLambda(about),
      {},
      'Lambda gave up: DynamoDB GetItem (Monitors, inbox): connect ETIMEDOUT',
    ],
    [
      "Lambda's queue, on demand",
      ofLambda(about, { trigger: 'on-demand', requestId: 'r-1' }),
      { trigger: 'on-demand', requestId: 'r-1' },
      'Lambda gave up: DynamoDB GetItem (Monitors, inbox): connect ETIMEDOUT',
    ],
    [
      "Lambda's queue, where the function was never called",
      letter(about, ofLambda(about).body, {
        RequestID: 'r',
        ErrorCode: '429',
        ErrorMessage: 'Rate Exceeded.',
      }),
      {},
      'Lambda gave up: 429: Rate Exceeded.',
    ],
    [
      'a schedule',
      ofSchedule(about),
      {},
      'EventBridge gave up after 12 retries: Lambda.TooManyRequestsException: Rate Exceeded.',
    ],
    [
      'a schedule that says nothing',
      letter(about, ofSchedule(about).body, { SCHEDULE_ARN: 'arn' }),
      {},
      'EventBridge gave up, without a reason',
    ],
    [
      'a rule whose target got its input',
      letter(about, ofLambda(about).body, { RULE_ARN: 'arn', ERROR_CODE: 'NO_PERMISSIONS' }),
      {},
      'EventBridge gave up: NO_PERMISSIONS',
    ],
    [
      'somebody who says nothing',
      letter(about, ofLambda(about).body, {}),
      {},
      'AWS gave up, without a reason',
    ],
  ])('of %s', (_, record, change, detail) => {
    expect(read(record)).toEqual({ run: { ...RUN, ...change }, detail })
  })

  test("of a rule: its name, and the event's own time for whose it turns out to be", () => {
    const { run, detail } = read(ofRule({ at: NOON + 31 * SECOND }))
    if (!('ruleName' in run)) throw new Error('no rule')
    expect(run.ruleName).toBe(ruleName(STACK, 'inbox'))
    expect(run.requestOf('inbox')).toEqual(RUN)
    expect(detail).toBe(
      'EventBridge gave up: NO_PERMISSIONS: Lambda function is not authorized to be invoked by the rule',
    )
  })
})

describe('the time of a schedule that was never put in', () => {
  test('is the one that the letter names', () => {
    const named = ofSchedule(about, UNRESOLVED, { SCHEDULED_TIME: '2026-01-05T12:00:31Z' })
    expect(read(named).run).toEqual(RUN)
  })

  test('is the minute of the letter, where it names none', () => {
    expect(read(ofSchedule(about, UNRESOLVED)).run).toEqual({ ...RUN, scheduledAt: NOON + 5 * MINUTE })
  })
})

test('what AWS says is tamed and cut to 300 characters', () => {
  const hostile = `\u001b[31m<script>\r\n${'x'.repeat(200_000)}`
  const { detail } = read(letter(about, ofLambda(about).body, { RequestID: 'r', ErrorMessage: hostile }))
  expect(detail).toMatch(/^Lambda gave up: \\x1b\[31m<script>\\x0d\\x0ax+ \[\d+ more characters\]$/)
  expect(detail.length).toBeLessThanOrEqual(300)
})

describe('a letter that cannot be understood is refused', () => {
  const input = JSON.parse(ofLambda(about).body) as object
  const withBody = (body: unknown) =>
    letter(about, typeof body === 'string' ? body : JSON.stringify(body), { RequestID: 'r' })
  const fired = JSON.parse(ofRule(about).body) as object
  const ofRuleWith = (event: object, RULE_ARN: string) => letter(about, JSON.stringify(event), { RULE_ARN })
  const { RULE_ARN } = ofRule(about).messageAttributes
  const ourRule = RULE_ARN?.stringValue ?? ''

  test.each<[string, unknown, string]>([
    ['no JSON', withBody('hello'), 'body: expected JSON, got 5 characters of something else'],
    ['nothing', withBody(''), 'body: expected JSON, got 0 characters'],
    ['300 KB of noise', withBody('<'.repeat(300_000)), 'got 300000 characters of something else'],
    ['a list', withBody([input]), "body: expected a run's event or a rule's, got no object"],
    ['null', withBody(null), "body: expected a run's event"],
    ['an object of something else', withBody({ hello: 'world' }), 'monitorId: expected'],
    ['no time', withBody({ ...input, scheduledAt: undefined }), 'scheduledAt: expected'],
    ['a time that is none', withBody({ ...input, scheduledAt: 'noon' }), 'scheduledAt: expected an instant'],
    ['an id that is none', withBody({ ...input, monitorId: '../etc' }), 'monitorId: expected a monitor id'],
    ['300 KB for an id', withBody({ ...input, monitorId: 'x'.repeat(300_000) }), 'monitorId: expected'],
    ['another location', withBody({ ...input, location: 'us-east-1' }), 'location: expected eu-west-1'],
    [
      "another stack's rule",
      ofRule(about, 'Other'),
      'RULE_ARN: expected a rule of the stack Roundtrip, got Other.',
    ],
    ['a rule of no name', ofRuleWith(fired, ''), 'RULE_ARN: expected a rule of the stack Roundtrip, got '],
    [
      'a rule with a hostile name',
      ofRuleWith(fired, `rule/Roundtrip.\n${'x'.repeat(999)}`),
      'got Roundtrip.\\x0axx',
    ],
    [
      "a rule's event without time",
      ofRuleWith({ ...fired, time: undefined }, ourRule),
      'scheduledAt: expected',
    ],
    ['no record', undefined, 'not a message of SQS: '],
    ['a record without body', { ...ofLambda(about), body: undefined }, 'not a message of SQS: body: '],
    [
      'a record without times',
      { ...ofLambda(about), attributes: {} },
      'not a message of SQS: attributes.SentTimestamp: ',
    ],
  ])('%s', (_, record, message) => {
    const reading = () => read(record)
    expect(reading).toThrow(message)
    expect(reading).toThrow(/^[^\n]{1,300}$/)
    expect(reading).toThrow(/^(?!.*(?:x{90}|<{90}))/)
  })
})
