import { Match, type Template } from 'aws-cdk-lib/assertions'
import { describe, expect, test } from 'vitest'

import { type Statement, allowed, readable, templateOf } from '../synthesized.ts'
import { linesOf, resources } from '../two-locations.ts'

const SENDER = 'Roundtrip@Example.com'
const SETTINGS = { senderAddress: SENDER, builtInSender: 'domain' }
const HERE = '${AWS::Region}:${AWS::AccountId}'
const SET = `arn:\${AWS::Partition}:ses:${HERE}:configuration-set/Roundtrip`

const sending = templateOf({ settings: SETTINGS })

test('the configuration set is called like the stack, and suppresses an address after a complaint, not after a bounce', () => {
  expect(resources(sending, 'AWS::SES::ConfigurationSet')).toEqual([
    {
      Name: 'Roundtrip',
      SuppressionOptions: {
        SuppressedReasons: ['COMPLAINT'],
        ValidationOptions: { ConditionThreshold: { ConditionThresholdEnabled: 'DISABLED' } },
      },
      ReputationOptions: { ReputationMetricsEnabled: false },
      SendingOptions: { SendingEnabled: true },
    },
  ])
  const named = templateOf({ settings: { ...SETTINGS, stackName: 'Mail' } })
  expect(resources(named, 'AWS::SES::ConfigurationSet')).toMatchObject([{ Name: 'Mail' }])
})

test('what becomes of a message is published to a topic of its own, after SES may publish there', () => {
  const [[, told] = [], ...more] = Object.entries(
    sending.findResources('AWS::SES::ConfigurationSetEventDestination'),
  ) as [string, { Properties: Record<string, unknown>; DependsOn: string[] }][]
  expect(more).toEqual([])
  expect(told?.Properties).toEqual({
    ConfigurationSetName: { Ref: expect.stringMatching(/^SenderSet/) as string },
    EventDestination: {
      Name: 'roundtrip',
      Enabled: true,
      MatchingEventTypes: ['delivery', 'deliveryDelay', 'bounce', 'reject', 'complaint'],
      SnsDestination: { TopicARN: { Ref: expect.stringMatching(/^SenderSenderEvents/) as string } },
    },
  })
  expect(told?.DependsOn).toContainEqual(expect.stringMatching(/^SenderSenderEventsPolicy/))
})

test('to that topic SES alone publishes, for this configuration set of this account', () => {
  const policies = resources<{ PolicyDocument: { Statement: Statement[] } }>(sending, 'AWS::SNS::TopicPolicy')
  const statements = policies
    .flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
    .filter(({ Resource }) => readable(Resource) === 'SenderSenderEvents')
  expect(allowed({ Statement: statements })).toEqual(['sns:Publish on SenderSenderEvents'])
  const [letIn] = statements.filter(({ Effect }) => Effect === 'Allow')
  expect(letIn?.Principal).toEqual({ Service: 'ses.amazonaws.com' })
  const { StringEquals, ...other } = letIn?.Condition as { StringEquals: Record<string, unknown> }
  expect(other).toEqual({})
  expect(Object.entries(StringEquals).map(([key, value]) => [key, readable(value)])).toEqual([
    ['aws:SourceAccount', '${AWS::AccountId}'],
    ['aws:SourceArn', SET],
  ])
  expect(statements.filter(({ Effect }) => Effect === 'Deny').map(({ Condition }) => Condition)).toEqual([
    { Bool: { 'aws:SecureTransport': 'false' } },
  ])
})

test('one function notes what is told, and may do nothing else; what it cannot note is for a person', () => {
  expect(linesOf(sending, 'SenderNoteRole')).toEqual([
    'dynamodb:UpdateItem on TablesResults.Arn',
    'logs:CreateLogStream on SenderNoteLogs.Arn',
    'logs:PutLogEvents on SenderNoteLogs.Arn',
    'sqs:SendMessage on DeadLettersUnhandled.Arn',
  ])
  const [subscription] = resources<{ Endpoint: unknown; RedrivePolicy: { deadLetterTargetArn: unknown } }>(
    sending,
    'AWS::SNS::Subscription',
  )
  expect(readable(subscription?.Endpoint)).toBe('SenderNoteFunction.Arn')
  expect(readable(subscription?.RedrivePolicy.deadLetterTargetArn)).toBe('DeadLettersUnhandled.Arn')
  sending.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
    FunctionName: { Ref: Match.stringLikeRegexp('^SenderNoteFunction') },
    MaximumRetryAttempts: 2,
  })
  sending.hasResourceProperties('AWS::Lambda::Function', {
    DeadLetterConfig: {
      TargetArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^DeadLettersUnhandled'), 'Arn'] },
    },
    Environment: {
      Variables: {
        ROUNDTRIP_MONITORS_TABLE: Match.anyValue(),
        ROUNDTRIP_RESULTS_TABLE: Match.anyValue(),
        ROUNDTRIP_RETENTION: '{"resultDays":400,"logDays":30,"failureLogDays":180}',
      },
    },
  })
  const alarm = sending.findResources('AWS::CloudWatch::Alarm', {
    Properties: { AlarmName: 'Roundtrip-function-errors' },
  })
  expect(JSON.stringify(alarm)).toMatch(/SenderNoteFunction/)
})

describe('the identity', () => {
  const outputs = (template: Template) =>
    Object.entries(
      template.toJSON().Outputs as Record<string, { Value: unknown; Description?: string }>,
    ).filter(([name]) => name.includes('Sender') && name !== 'SenderEventsTopic')

  /** SES mails no bounces beside telling of them. */
  const identityOf = (EmailIdentity: string) => ({
    EmailIdentity,
    FeedbackAttributes: { EmailForwardingEnabled: false },
  })

  test('of a domain is that of the address, and its three records are outputs that say where they go', () => {
    expect(resources(sending, 'AWS::SES::EmailIdentity')).toEqual([identityOf('example.com')])
    const told = outputs(sending).map(([name, { Value, Description }]) => [
      name,
      readable(Value),
      Description,
    ])
    const Description = `Add this record to the DNS of example.com: with all three Amazon SES sends as ${SENDER}`
    expect(told).toEqual([
      ...[1, 2, 3].map((place) => [
        `SenderDkimRecord${String(place)}`,
        `SenderDomain.DkimDNSTokenName${String(place)} CNAME SenderDomain.DkimDNSTokenValue${String(place)}`,
        Description,
      ]),
      ['BuiltInSender', SENDER, expect.stringContaining('once the DKIM records are in the DNS')],
    ])
  })

  test('of an address is the address as it is written, and the output says that a link comes', () => {
    const template = templateOf({ settings: { ...SETTINGS, builtInSender: 'address' } })
    expect(resources(template, 'AWS::SES::EmailIdentity')).toEqual([identityOf(SENDER)])
    expect(outputs(template).map(([name, { Value, Description }]) => [name, Value, Description])).toEqual([
      ['BuiltInSender', SENDER, expect.stringContaining('link is followed that AWS mails to this address')],
    ])
  })

  test('that exists is left alone', () => {
    const template = templateOf({ settings: { ...SETTINGS, builtInSender: 'existing' } })
    template.resourceCountIs('AWS::SES::EmailIdentity', 0)
    template.resourceCountIs('AWS::SES::ConfigurationSet', 1)
    expect(outputs(template).map(([name, { Value }]) => [name, Value])).toEqual([['BuiltInSender', SENDER]])
  })

  test.each([
    ['retain', 'RetainExceptOnCreate', 'Retain'],
    ['destroy', 'Delete', 'Delete'],
  ])('is treated as the tables are: %s', (removalPolicy, DeletionPolicy, UpdateReplacePolicy) => {
    const template = templateOf({ settings: { ...SETTINGS, removalPolicy } })
    template.hasResource('AWS::SES::EmailIdentity', { DeletionPolicy, UpdateReplacePolicy })
  })
})

test("a change of the setting has the reconciler look at the table's rows", () => {
  const properties = (template: Template) => resources(template, 'Custom::RoundtripReconcile')[0]
  expect(properties(sending)).toMatchObject({ builtInSender: 'true' })
  expect(properties(templateOf())).not.toHaveProperty('builtInSender')
})

test('without the setting the template has nothing of it; with it, no more changes than has to', () => {
  const bare = templateOf({ settings: { senderAddress: SENDER } })
  expect(JSON.stringify(bare.toJSON())).not.toMatch(/ses[:.]|AWS::SES|Sender(?!_ADDRESS)[A-Z]/)
  const [before, after] = [bare, sending].map((one) => one.toJSON().Resources as Record<string, unknown>)
  const changed = Object.keys(before ?? {}).filter(
    (id) => JSON.stringify(before?.[id]) !== JSON.stringify(after?.[id]),
  )
  expect(changed.map((id) => id.replace(/[0-9A-F]{8}$/, '')).sort()).toEqual([
    'DeadLetterRunsRecordFunction',
    'DeadLettersUnhandledPolicy',
    'Peopleadminister',
    'Peoplelook',
    'Peopleoperate',
    'ProbeFunction',
    'ProbeRoleDefaultPolicy',
    'Queriescoldstarts',
    'Querieserrors',
    'Queriesmemoryandtime',
    'ReconcilerFunction',
    'ReconcilerReconcile',
    'SelfWatchDashboardPage',
    'SelfWatchfunctionerrors',
    'SelfWatchthrottles',
    'WatchdogWatchFunction',
  ])
})
