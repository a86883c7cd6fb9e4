import { Match } from 'aws-cdk-lib/assertions'
import { expect, test } from 'vitest'

import { definitions, readable, templateOf } from '../synthesized.ts'

const template = templateOf()

test('the stream of the Monitors table is followed from its beginning, and what keeps failing is put aside', () => {
  template.hasResourceProperties('AWS::DynamoDB::Table', {
    StreamSpecification: { StreamViewType: 'KEYS_ONLY' },
  })
  template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
    FunctionName: { Ref: Match.stringLikeRegexp('^ReconcilerFunction') },
    EventSourceArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^TablesMonitors'), 'StreamArn'] },
    StartingPosition: 'TRIM_HORIZON',
    FunctionResponseTypes: ['ReportBatchItemFailures'],
    BisectBatchOnFunctionError: true,
    MaximumRetryAttempts: 5,
    MaximumRecordAgeInSeconds: 3600,
    DestinationConfig: {
      OnFailure: { Destination: { 'Fn::GetAtt': [Match.stringLikeRegexp('^DeadLettersUnhandled'), 'Arn'] } },
    },
  })
})

test('the schedules of a location are one group, named after stack and location', () => {
  const groups = Object.values(template.findResources('AWS::Scheduler::ScheduleGroup')) as {
    Properties: { Name: unknown }
  }[]
  expect(groups.map(({ Properties }) => readable(Properties.Name))).toEqual(['Roundtrip-${AWS::Region}'])
})

test('drift is repaired each night, and after a deploy that changes what a schedule depends on', () => {
  template.hasResourceProperties('AWS::Events::Rule', {
    ScheduleExpression: 'cron(45 0 * * ? *)',
    Targets: [Match.objectLike({ Input: '{"reconcile":true}' })],
  })
  const properties = (of = template) =>
    Object.values(of.findResources('Custom::RoundtripReconcile')).map(
      ({ Properties }: Record<string, unknown>) => Properties as Record<string, unknown>,
    )
  const [reconcile] = properties()
  expect(Object.keys(reconcile ?? {}).sort()).toEqual([
    'ServiceToken',
    'code',
    'deadLettersArn',
    'groupName',
    'location',
    'locations',
    'probeArn',
    'roleArn',
    'table',
    'topics',
  ])
  // Monitors of the stack have rules: a deploy that changes them alone has nothing to repair.
  expect(properties(templateOf({ monitors: definitions(5) }))).toEqual([reconcile])
  // A topic that comes or goes mends rows, or breaks them.
  const settings = { topics: { night: {}, operations: { email: ['a@b.example'] } } }
  expect(properties(templateOf({ settings }))).toEqual([{ ...reconcile, topics: ['alerts', 'night'] }])
})

test('the function that follows rows knows the names of topics that carry alerts, before rows of the stack name them', () => {
  const withNight = templateOf({ settings: { topics: { night: {} } } })
  const [[id, follower] = []] = Object.entries(
    withNight.findResources('AWS::Lambda::Function', {
      Properties: { Environment: { Variables: { ROUNDTRIP_TOPIC_NAMES: Match.anyValue() } } },
    }),
  ) as [string, { Properties: { Environment: { Variables: Record<string, string> } } }][]
  expect(id).toMatch(/^Reconciler/)
  expect(JSON.parse(follower?.Properties.Environment.Variables.ROUNDTRIP_TOPIC_NAMES ?? '')).toEqual([
    'alerts',
    'night',
  ])
  const [rows] = Object.values(withNight.findResources('Custom::RoundtripStackMonitors')) as {
    DependsOn?: string[]
  }[]
  expect(rows?.DependsOn).toContain(id)
})

test('the watchdog is woken every minute, and a pass that fails is not tried again', () => {
  template.hasResourceProperties('AWS::Events::Rule', {
    ScheduleExpression: 'rate(1 minute)',
    Targets: [Match.objectLike({ RetryPolicy: { MaximumEventAgeInSeconds: 60, MaximumRetryAttempts: 0 } })],
  })
  template.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
    FunctionName: { Ref: Match.stringLikeRegexp('^WatchdogWatchFunction') },
    MaximumEventAgeInSeconds: 60,
    MaximumRetryAttempts: 0,
  })
})

test('the watchdog knows heartbeat, runbook, page and how many subscribers each topic should have', () => {
  const settings = {
    heartbeatUrl: 'https://heartbeat.example.com/4f1d',
    runbookUrl: 'https://wiki.example.com/roundtrip',
    pageUrl: 'https://mail-monitor.example.com/',
    topics: { alerts: { email: ['a@example.com', 'b@example.com'] }, operations: { sms: ['+15551230100'] } },
  }
  const found = Object.values(
    templateOf({ settings }).findResources('AWS::Lambda::Function', {
      Properties: { Environment: { Variables: { ROUNDTRIP_HEARTBEAT_URL: settings.heartbeatUrl } } },
    }),
  ) as { Properties: { Environment: { Variables: Record<string, unknown> } } }[]
  const [watchdog, ...more] = found.map(({ Properties }) => Properties.Environment.Variables)
  expect(more).toEqual([])
  expect(watchdog?.ROUNDTRIP_RUNBOOK_URL).toBe('https://wiki.example.com/roundtrip')
  expect(watchdog?.ROUNDTRIP_PAGE_URL).toBe('https://mail-monitor.example.com')
  const topics = JSON.parse(readable(watchdog?.ROUNDTRIP_SUBSCRIPTIONS)) as object[]
  expect(topics).toEqual(
    expect.arrayContaining([
      { topicArn: 'AlertsTopic', subscribers: 2 },
      { topicArn: 'AlertsOperations', subscribers: 1 },
    ]),
  )
})
