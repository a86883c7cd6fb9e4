import { Match } from 'aws-cdk-lib/assertions'
import { expect, test } from 'vitest'

import { TABLES, type TableShape } from '../../shared/core/tables.ts'
import { DEFINITION, readable, rulesOfMonitors, templateOf } from './synthesized.ts'

const template = templateOf({
  settings: { subscribers: { email: ['a@example.com', 'b@example.com'], sms: ['+15551230100'] } },
})

test.each(Object.entries<TableShape>(TABLES))(
  'the table %s has the shape that its store expects',
  (_, shape) => {
    const keys = [shape.partitionKey, ...(shape.sortKey ? [shape.sortKey] : [])]
    template.hasResourceProperties('AWS::DynamoDB::Table', {
      KeySchema: keys.map(({ name }, i) => ({ AttributeName: name, KeyType: i === 0 ? 'HASH' : 'RANGE' })),
      AttributeDefinitions: Match.arrayWith(
        keys.map(({ name, type }) => ({ AttributeName: name, AttributeType: type })),
      ),
      TimeToLiveSpecification: shape.timeToLive
        ? { AttributeName: shape.timeToLive, Enabled: true }
        : Match.absent(),
      GlobalSecondaryIndexes: shape.indexes.length
        ? shape.indexes.map(({ name, partitionKey, sortKey, projection }) => ({
            IndexName: name,
            KeySchema: [
              { AttributeName: partitionKey.name, KeyType: 'HASH' },
              { AttributeName: sortKey.name, KeyType: 'RANGE' },
            ],
            Projection: { ProjectionType: projection },
          }))
        : Match.absent(),
    })
  },
)

test('both tables are on demand, restorable, protected, and outlive the stack', () => {
  template.resourceCountIs('AWS::DynamoDB::Table', 2)
  template.allResources('AWS::DynamoDB::Table', {
    DeletionPolicy: 'Retain',
    UpdateReplacePolicy: 'Retain',
    Properties: Match.objectLike({
      BillingMode: 'PAY_PER_REQUEST',
      DeletionProtectionEnabled: true,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    }),
  })
})

test('with removalPolicy destroy the tables go with the stack', () => {
  templateOf({ settings: { removalPolicy: 'destroy' } }).allResources('AWS::DynamoDB::Table', {
    DeletionPolicy: 'Delete',
    Properties: Match.objectLike({ DeletionProtectionEnabled: false }),
  })
})

test('all functions of ours are Node 24 on arm64 with a log group of their own that forgets', () => {
  const ours = Object.values(
    template.findResources('AWS::Lambda::Function', { Properties: { Handler: 'index.handler' } }),
  ) as { Properties: Record<string, unknown> }[]
  expect(ours).toHaveLength(3)
  for (const { Properties } of ours) {
    expect(Properties).toMatchObject({ Runtime: 'nodejs24.x', Architectures: ['arm64'] })
  }
  const groups = Object.values(template.findResources('AWS::Lambda::Function')).map(
    ({ Properties }: Record<string, { LoggingConfig: { LogGroup: unknown } }>) =>
      readable(Properties?.LoggingConfig.LogGroup),
  )
  expect(new Set(groups).size).toBe(4)
  template.resourceCountIs('AWS::Logs::LogGroup', 4)
  template.allResourcesProperties('AWS::Logs::LogGroup', { RetentionInDays: 30 })
})

test('the probe has 360 s, and its events are dropped after 5 minutes or three attempts, into the queue', () => {
  template.hasResourceProperties('AWS::Lambda::Function', {
    Timeout: 360,
    MemorySize: 256,
    DeadLetterConfig: { TargetArn: Match.anyValue() },
    Environment: {
      Variables: {
        ROUNDTRIP_MONITORS_TABLE: Match.anyValue(),
        ROUNDTRIP_RESULTS_TABLE: Match.anyValue(),
        ROUNDTRIP_TOPIC_ARNS: Match.anyValue(),
        ROUNDTRIP_STACK_NAME: 'Roundtrip',
        ROUNDTRIP_LOCATION: { Ref: 'AWS::Region' },
        ROUNDTRIP_SENDER_ADDRESS: '',
      },
    },
  })
  expect(eventInvokeConfigOf('HomeProbeFunction')).toMatchObject({
    MaximumEventAgeInSeconds: 300,
    MaximumRetryAttempts: 2,
  })
})

test('the nightly function has 15 minutes, and 6 hours and three attempts for its event, then the queue', () => {
  template.hasResourceProperties('AWS::Lambda::Function', {
    Timeout: 900,
    MemorySize: 512,
    DeadLetterConfig: { TargetArn: Match.anyValue() },
    Environment: {
      Variables: {
        ROUNDTRIP_MONITORS_TABLE: Match.anyValue(),
        ROUNDTRIP_RESULTS_TABLE: Match.anyValue(),
      },
    },
  })
  expect(eventInvokeConfigOf('NightlyRollupFunction')).toMatchObject({
    MaximumEventAgeInSeconds: 6 * 60 * 60,
    MaximumRetryAttempts: 2,
  })
})

test('its rule fires at 00:30 UTC with the event as it is, which names the day', () => {
  const [rule, ...others] = Object.values(
    template.findResources('AWS::Events::Rule', {
      Properties: { ScheduleExpression: 'cron(30 0 * * ? *)', State: 'ENABLED' },
    }),
  ) as unknown as Rule[]
  expect(others).toEqual([])
  const [target] = rule?.Properties.Targets ?? []
  expect(target).not.toHaveProperty('InputTransformer')
  expect(target).not.toHaveProperty('Input')
  expect(readable(target?.Arn)).toBe('NightlyRollupFunction.Arn')
  expect(target?.RetryPolicy).toEqual({ MaximumEventAgeInSeconds: 6 * 60 * 60, MaximumRetryAttempts: 185 })
  expect(readable(target?.DeadLetterConfig.Arn)).toBe('DeadLettersQueue.Arn')
})

function eventInvokeConfigOf(functionName: string): object | undefined {
  const configs = Object.values(template.findResources('AWS::Lambda::EventInvokeConfig')).map(
    ({ Properties }: Record<string, { FunctionName?: unknown }>) => Properties ?? {},
  )
  return configs.find(({ FunctionName }) => readable(FunctionName) === functionName)
}

test('dead letters are encrypted and kept 14 days', () => {
  template.hasResourceProperties('AWS::SQS::Queue', {
    SqsManagedSseEnabled: true,
    MessageRetentionPeriod: 14 * 24 * 60 * 60,
  })
})

test('each subscriber of the settings has a subscription to the alert topic', () => {
  const subscriptions = Object.values(template.findResources('AWS::SNS::Subscription')).map(
    ({ Properties }: Record<string, { Protocol: string; Endpoint: string }>) =>
      `${Properties?.Protocol ?? ''} ${Properties?.Endpoint ?? ''}`,
  )
  expect(subscriptions.sort()).toEqual(['email a@example.com', 'email b@example.com', 'sms +15551230100'])
})

test('sender, memory and name of the settings reach the probe', () => {
  const changed = templateOf({
    settings: { stackName: 'Mail', senderAddress: 'probe@example.com', memoryMb: 512 },
  })
  changed.hasResourceProperties('AWS::Lambda::Function', {
    MemorySize: 512,
    Timeout: 360,
    Environment: {
      Variables: Match.objectLike({
        ROUNDTRIP_STACK_NAME: 'Mail',
        ROUNDTRIP_SENDER_ADDRESS: 'probe@example.com',
      }),
    },
  })
  changed.hasResourceProperties('AWS::Events::Rule', { Name: Match.stringLikeRegexp('^Mail\\.') })
})

interface Rule {
  Properties: {
    Name: string
    ScheduleExpression: string
    State: string
    Targets: {
      InputTransformer: { InputPathsMap: Record<string, string>; InputTemplate: unknown }
      RetryPolicy: unknown
      DeadLetterConfig: { Arn: unknown }
      Arn: unknown
    }[]
  }
  DependsOn: string[]
}

function rulesOf(monitors: object[]): Rule[] {
  return rulesOfMonitors(templateOf({ monitors })) as Rule[]
}

test("a monitor gets one rule, which sends id, location and the event's own time, for 5 minutes at most", () => {
  const [rule, ...more] = rulesOf([DEFINITION])
  expect(more).toHaveLength(0)
  const [target, ...others] = rule?.Properties.Targets ?? []
  expect(others).toHaveLength(0)
  expect(readable(target?.Arn)).toBe('HomeProbeFunction.Arn')
  expect(target?.InputTransformer.InputPathsMap).toEqual({ time: '$.time' })
  expect(readable(target?.InputTransformer.InputTemplate)).toBe(
    '{"monitorId":"contact-form","location":"${AWS::Region}","scheduledAt":<time>}',
  )
  expect(target?.RetryPolicy).toEqual({ MaximumEventAgeInSeconds: 300, MaximumRetryAttempts: 185 })
  expect(readable(target?.DeadLetterConfig.Arn)).toBe('DeadLettersQueue.Arn')
})

test('rules come after the rows that they start runs of', () => {
  const [rule] = rulesOf([DEFINITION])
  expect(rule?.DependsOn).toEqual([expect.stringMatching(/^StackMonitorsRows/)])
})

test.each([
  [{ intervalMinutes: 1, timeoutSeconds: 30 }, 'rate(1 minute)', 'ENABLED'],
  [{}, 'rate(10 minutes)', 'ENABLED'],
  [{ intervalMinutes: 60 }, 'rate(1 hour)', 'ENABLED'],
  [{ intervalMinutes: 90 }, 'rate(90 minutes)', 'ENABLED'],
  [{ intervalMinutes: 1440 }, 'rate(1 day)', 'ENABLED'],
  [{ enabled: false }, 'rate(10 minutes)', 'DISABLED'],
])('%o has the schedule %s, %s', (change, schedule, state) => {
  const [rule] = rulesOf([{ ...DEFINITION, ...change }])
  expect(rule?.Properties).toMatchObject({ ScheduleExpression: schedule, State: state })
})

test('rule names begin with the stack and a dot, fit in 64 characters and differ where ids differ late', () => {
  const long = 'a'.repeat(63)
  const monitors = [`${long}b`, `${long}c`, 'a'].map((monitorId) => ({ ...DEFINITION, monitorId }))
  const names = rulesOf(monitors).map(({ Properties }) => Properties.Name)
  expect(new Set(names).size).toBe(3)
  for (const name of names) expect(name).toMatch(/^Roundtrip\.a[a-z0-9-]{0,53}$/)
})

test('the definitions reach the table as they were written, in one string', () => {
  const written = [{ ...DEFINITION, intervalMinutes: 15, enabled: false, tags: ['web'] }]
  const [rows] = Object.values(
    templateOf({ monitors: written }).findResources('Custom::RoundtripStackMonitors'),
  ) as { Properties: { Definitions: string } }[]
  expect(JSON.parse(rows?.Properties.Definitions ?? '')).toEqual(written)
})
