import { App, Stack } from 'aws-cdk-lib'
import { Template } from 'aws-cdk-lib/assertions'
import * as lambda from 'aws-cdk-lib/aws-lambda'
import * as sqs from 'aws-cdk-lib/aws-sqs'
import { expect, test } from 'vitest'

import { SelfWatch } from '../../../cdk/self-watch/self-watch.ts'
import { Topics } from '../../../cdk/home/topics.ts'
import { resolveSettings } from '../../../cdk/settings/resolve-settings.ts'
import { readable } from '../synthesized.ts'
import { anchorsOf } from '../../support/anchors.ts'

interface Alarm {
  AlarmName: string
  AlarmDescription: string
  AlarmActions: unknown[]
  OKActions: unknown[]
  ComparisonOperator: string
  EvaluationPeriods: number
  Threshold: number
  TreatMissingData: string
  Namespace?: string
  MetricName?: string
  Dimensions?: { Name: string; Value: unknown }[]
  Statistic?: string
  Period?: number
  Metrics?: { Expression?: string; MetricStat?: { Metric: { MetricName: string }; Period: number } }[]
}

/** A stack of stand-ins that watches itself. */
function watched({ functions = 3, settings = {} }: { functions?: number; settings?: object } = {}): Template {
  const resolved = resolveSettings({
    topics: { alerts: { email: ['a@example.com'] }, night: {} },
    ...settings,
  })
  if (!resolved.ok) throw new Error(JSON.stringify(resolved.problems))
  const stack = new Stack(new App({ builtinCloudFormationValidation: false }), 'Watched')
  const standIn = (id: string) =>
    new lambda.Function(stack, id, {
      code: lambda.Code.fromInline('exports.handler = async () => {}'),
      handler: 'index.handler',
      runtime: lambda.Runtime.NODEJS_24_X,
    })
  const topics = new Topics(stack, 'Alerts', resolved.settings)
  const watchdog = standIn('Watchdog')
  const others = Array.from({ length: functions - 1 }, (_, i) => standIn(`F${String(i)}`))
  new SelfWatch(stack, 'SelfWatch', {
    settings: resolved.settings,
    operations: topics.operations,
    topics: topics.all,
    functions: { watchdog, ...Object.fromEntries(others.map((one, i) => [`f${String(i)}`, one])) },
    watchdog,
    deadLetters: new sqs.Queue(stack, 'DeadLetters'),
    unhandled: new sqs.Queue(stack, 'Unhandled'),
    scheduleGroupName: 'Roundtrip-home',
  })
  return Template.fromStack(stack)
}

function alarmsOf(template: Template): Map<string, Alarm> {
  const alarms = Object.values(template.findResources('AWS::CloudWatch::Alarm')) as { Properties: Alarm }[]
  return new Map(
    alarms.map(({ Properties }) => [Properties.AlarmName.replace(/^Roundtrip-/, ''), Properties]),
  )
}

const template = watched()
const alarms = alarmsOf(template)

/** What goes off when: metric, threshold, spans of 5 minutes, and what no number means. */
const ALARMS: Record<string, string> = {
  'function-errors': 'Errors, Errors, Errors > 0, 1 span, notBreaching',
  throttles: 'Throttles, Throttles, Throttles > 0, 1 span, notBreaching',
  'dead-letters-unhandled': 'Maximum ApproximateNumberOfMessagesVisible > 0, 1 span, notBreaching',
  'dead-letters-waiting': 'Maximum ApproximateAgeOfOldestMessage > 600, 1 span, notBreaching',
  'schedule-failures': 'InvocationDroppedCount, TargetErrorCount > 0, 1 span, notBreaching',
  'sns-delivery-failures':
    'NumberOfNotificationsFailed, NumberOfNotificationsFailed, NumberOfNotificationsFailed > 0, 1 span, notBreaching',
  'watchdog-not-running': 'Sum Invocations < 1, 1 span, breaching',
  'subscription-unconfirmed': 'Maximum SubscriptionsUnconfirmed > 0, 3 spans, notBreaching',
  'overdue-items': 'Minimum OverdueItems > 0, 3 spans, notBreaching',
  'secrets-for-any-host': 'Maximum SecretsForAnyHost > 0, 1 span, ignore',
}

test('each alarm goes off when it should', () => {
  const found = Object.fromEntries(
    [...alarms].map(([name, alarm]) => {
      const compared = alarm.ComparisonOperator === 'LessThanThreshold' ? '<' : '>'
      const spans = alarm.EvaluationPeriods === 1 ? '1 span' : `${String(alarm.EvaluationPeriods)} spans`
      return [
        name,
        `${metricsIn(alarm)} ${compared} ${String(alarm.Threshold)}, ${spans}, ${alarm.TreatMissingData}`,
      ]
    }),
  )
  expect(found).toEqual(ALARMS)
})

function metricsIn({ Statistic, MetricName, Metrics = [] }: Alarm): string {
  if (MetricName !== undefined) return `${Statistic ?? ''} ${MetricName}`
  return Metrics.flatMap(({ MetricStat }) => MetricStat?.Metric.MetricName ?? []).join(', ')
}

test('all are within the ten that cost nothing, look at 5 minutes, and tell operations when it begins and when it ends', () => {
  expect(alarms.size).toBeLessThanOrEqual(10)
  for (const { AlarmActions, OKActions, Period, Metrics = [] } of alarms.values()) {
    expect([AlarmActions, OKActions].map((actions) => actions.map(readable))).toEqual([
      ['AlertsOperations'],
      ['AlertsOperations'],
    ])
    const periods = [Period, ...Metrics.map(({ MetricStat }) => MetricStat?.Period)]
    expect(new Set(periods.filter((period) => period !== undefined))).toEqual(new Set([300]))
  }
})

test('a metric that has nothing to tell does not hide the others in a sum', () => {
  const expressions = alarms.get('schedule-failures')?.Metrics?.flatMap(({ Expression }) => Expression ?? [])
  expect(expressions).toEqual(['SUM([FILL(m0, 0), FILL(m1, 0)])'])
})

test('what our own functions write is looked for under the name of the stack, and nothing else', () => {
  const own = [...alarmsOf(watched({ settings: { stackName: 'Mail' } })).values()].filter(
    ({ Namespace }) => Namespace === 'Roundtrip',
  )
  expect(own).toHaveLength(3)
  for (const { Dimensions } of own) expect(Dimensions).toEqual([{ Name: 'Stack', Value: 'Mail' }])
})

test('each alarm says in one sentence what is wrong, and links to its entry in docs/operations.md', () => {
  const headings = anchorsOf('docs/operations.md')
  for (const [name, { AlarmDescription }] of alarms) {
    expect(AlarmDescription).toMatch(/^[A-Z][^.]*\. docs\/operations\.md#[a-z-]+$/)
    expect(AlarmDescription.split('#')[1]).toBe(name)
    expect(headings, `docs/operations.md has no entry for the alarm ${name}`).toContain(name)
  }
  const elsewhere = alarmsOf(watched({ settings: { runbookUrl: 'https://wiki.example.com/roundtrip' } }))
  expect(elsewhere.get('throttles')?.AlarmDescription).toMatch(
    / https:\/\/wiki\.example\.com\/roundtrip#throttles$/,
  )
})

test('more functions than one alarm can add up are refused at synth', () => {
  expect(() => watched({ functions: 10 })).not.toThrow()
  expect(() => watched({ functions: 11 })).toThrow(
    'Errors of all functions: expected at most 10 metrics for one alarm, got 11; split the alarm',
  )
})

test('the dashboard is one, named after stack and Region, and shows every alarm and every function', () => {
  template.resourceCountIs('AWS::CloudWatch::Dashboard', 1)
  const [dashboard] = Object.values(template.findResources('AWS::CloudWatch::Dashboard')) as {
    Properties: { DashboardName: unknown; DashboardBody: unknown }
  }[]
  expect(readable(dashboard?.Properties.DashboardName)).toBe('Roundtrip-${AWS::Region}')
  const body = readable(dashboard?.Properties.DashboardBody)
  const { widgets } = JSON.parse(body) as { widgets: { properties: { title: string; alarms?: unknown[] } }[] }
  expect(widgets.map(({ properties }) => properties.title)).toEqual([
    'Alarms',
    'Runs',
    'Waiting',
    'Functions: calls',
    'Functions: errors',
    'Functions: longest call',
    'Schedules',
    'Dead letters',
    'Deliveries',
  ])
  expect(widgets[0]?.properties.alarms).toHaveLength(alarms.size)
  for (const name of ['watchdog', 'f0', 'f1']) expect(body).toContain(`"label":"${name}"`)
})

test('locations beside home have an alarm, which is the eleventh, and a place on the dashboard', () => {
  const locations = { homeRegion: 'us-east-1', locations: { 'eu-west-1': {} } }
  const elsewhere = watched({ settings: locations })
  const added = [...alarmsOf(elsewhere)].filter(([name]) => !alarms.has(name))
  expect(added).toMatchObject([
    [
      'location-problems',
      { MetricName: 'LocationProblems', Statistic: 'Minimum', EvaluationPeriods: 3, Threshold: 0 },
    ],
  ])
  expect(added[0]?.[1].AlarmDescription).toMatch(/^[A-Z][^.]*\. docs\/operations\.md#location-problems$/)
  expect(anchorsOf('docs/operations.md')).toContain('location-problems')
  const pageOf = (of: Template) => JSON.stringify(of.findResources('AWS::CloudWatch::Dashboard'))
  expect(pageOf(elsewhere)).toContain('LocationProblems')
  expect(pageOf(template)).not.toContain('LocationProblems')
})

test('a stack can do without the dashboard, and then has all its alarms', () => {
  const without = watched({ settings: { cloudWatchDashboard: false } })
  without.resourceCountIs('AWS::CloudWatch::Dashboard', 0)
  expect([...alarmsOf(without).keys()]).toEqual([...alarms.keys()])
})
