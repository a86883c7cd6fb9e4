import { Match } from 'aws-cdk-lib/assertions'
import { expect, test } from 'vitest'

import { TABLES, type TableShape } from '../../shared/core/aws/tables.ts'
import { DEFINITION, definitions, readable, rulesOfMonitors, templateOf } from './synthesized.ts'

const template = templateOf({
  settings: { topics: { alerts: { email: ['a@example.com', 'b@example.com'], sms: ['+15551230100'] } } },
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

test('the functions of ours are Node 24 on arm64 with a log group of their own that forgets', () => {
  const ours = Object.values(
    template.findResources('AWS::Lambda::Function', { Properties: { Handler: 'index.handler' } }),
  ) as { Properties: Record<string, unknown> }[]
  expect(ours).toHaveLength(9)
  for (const { Properties } of ours) {
    expect(Properties).toMatchObject({ Runtime: 'nodejs24.x', Architectures: ['arm64'] })
  }
  const groups = Object.values(template.findResources('AWS::Lambda::Function')).map(
    ({ Properties }: Record<string, { LoggingConfig: { LogGroup: unknown } }>) =>
      readable(Properties?.LoggingConfig.LogGroup),
  )
  expect(new Set(groups).size).toBe(13)
  template.resourceCountIs('AWS::Logs::LogGroup', 13)
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
        ROUNDTRIP_BUILT_IN_SENDER: '',
        ROUNDTRIP_RETENTION: '{"resultDays":400,"logDays":30,"failureLogDays":180}',
        ROUNDTRIP_ALERT_CAP: '10',
        ROUNDTRIP_RUNBOOK_URL: 'docs/operations.md',
        ROUNDTRIP_PAGE_URL: '',
        ROUNDTRIP_WORDING: '{}',
      },
    },
  })
  template.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
    FunctionName: { Ref: Match.stringLikeRegexp('^ProbeFunction') },
    MaximumEventAgeInSeconds: 300,
    MaximumRetryAttempts: 2,
  })
})

test('dead letters are encrypted, kept 14 days, and put aside after five tries', () => {
  template.resourceCountIs('AWS::SQS::Queue', 2)
  template.allResourcesProperties('AWS::SQS::Queue', {
    SqsManagedSseEnabled: true,
    MessageRetentionPeriod: 14 * 24 * 60 * 60,
  })
  const [queue, ...more] = Object.values(
    template.findResources('AWS::SQS::Queue', { Properties: { RedrivePolicy: Match.anyValue() } }),
  ) as { Properties: { RedrivePolicy: { deadLetterTargetArn: unknown; maxReceiveCount: number } } }[]
  expect(more).toHaveLength(0)
  const { deadLetterTargetArn, maxReceiveCount } = queue?.Properties.RedrivePolicy ?? {}
  expect([readable(deadLetterTargetArn), maxReceiveCount]).toEqual(['DeadLettersUnhandled.Arn', 5])
})

test('the queue that stood before keeps its logical id, so that an upgrade keeps what is in it', () => {
  expect(Object.keys(template.findResources('AWS::SQS::Queue'))).toContain('DeadLettersQueue631681B1')
})

test('dead letters are read ten at a time, told apart, two batches at once, none twice while one is at it', () => {
  const [mapping, ...others] = Object.values(
    template.findResources('AWS::Lambda::EventSourceMapping', {
      Properties: { FunctionName: { Ref: Match.stringLikeRegexp('^DeadLetterRuns') } },
    }),
  ) as { Properties: Record<string, unknown> }[]
  expect(others).toHaveLength(0)
  expect(mapping?.Properties).toMatchObject({
    BatchSize: 10,
    FunctionResponseTypes: ['ReportBatchItemFailures'],
    ScalingConfig: { MaximumConcurrency: 2 },
  })
  expect(readable(mapping?.Properties.EventSourceArn)).toBe('DeadLettersQueue.Arn')
  template.hasResourceProperties('AWS::SQS::Queue', { VisibilityTimeout: 6 * 60 })
  template.hasResourceProperties('AWS::Lambda::Function', {
    Timeout: 60,
    Environment: {
      Variables: {
        ROUNDTRIP_MONITORS_TABLE: Match.anyValue(),
        ROUNDTRIP_RESULTS_TABLE: Match.anyValue(),
        ROUNDTRIP_TOPIC_ARNS: Match.anyValue(),
        ROUNDTRIP_STACK_NAME: 'Roundtrip',
        ROUNDTRIP_LOCATION: { Ref: 'AWS::Region' },
      },
    },
  })
})

test('sender, memory, name and retention of the settings reach the probe', () => {
  const changed = templateOf({
    settings: {
      stackName: 'Mail',
      senderAddress: 'probe@example.com',
      memoryMb: 512,
      retention: { resultDays: 90, failureLogDays: 60, functionLogDays: 7 },
    },
  })
  changed.hasResourceProperties('AWS::Lambda::Function', {
    MemorySize: 512,
    Timeout: 360,
    Environment: {
      Variables: Match.objectLike({
        ROUNDTRIP_STACK_NAME: 'Mail',
        ROUNDTRIP_SENDER_ADDRESS: 'probe@example.com',
        ROUNDTRIP_RETENTION: '{"resultDays":90,"logDays":30,"failureLogDays":60}',
      }),
    },
  })
  changed.allResourcesProperties('AWS::Logs::LogGroup', { RetentionInDays: 7 })
  changed.hasResourceProperties('AWS::Events::Rule', { Name: Match.stringLikeRegexp('^Mail\\.') })
})

test("the settings' own wording reaches the three functions that publish alerts", () => {
  const wording = { sms: '{state}: {monitor}' }
  const told = templateOf({ settings: { wording } }).findResources('AWS::Lambda::Function', {
    Properties: { Environment: { Variables: { ROUNDTRIP_WORDING: JSON.stringify(wording) } } },
  })
  const names = Object.keys(told).map((name) => name.slice(0, 8))
  expect(names.sort()).toEqual(['DeadLett', 'ProbeFun', 'Watchdog'])
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
  expect(readable(target?.Arn)).toBe('ProbeFunction.Arn')
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

const SCHEDULES: [object, string, string][] = [
  [{ intervalMinutes: 1, timeoutSeconds: 30 }, 'rate(1 minute)', 'ENABLED'],
  [{}, 'rate(10 minutes)', 'ENABLED'],
  [{ intervalMinutes: 60 }, 'rate(1 hour)', 'ENABLED'],
  [{ intervalMinutes: 90 }, 'rate(90 minutes)', 'ENABLED'],
  [{ intervalMinutes: 1440 }, 'rate(1 day)', 'ENABLED'],
  [{ enabled: false }, 'rate(10 minutes)', 'DISABLED'],
]
const scheduled = rulesOf(definitions(SCHEDULES.length).map((one, i) => ({ ...one, ...SCHEDULES[i]?.[0] })))

test.each(SCHEDULES)('%o has the schedule %s, %s', (change, ScheduleExpression, State) => {
  const rule = scheduled[SCHEDULES.findIndex(([one]) => one === change)]
  expect(rule?.Properties).toMatchObject({ ScheduleExpression, State })
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
