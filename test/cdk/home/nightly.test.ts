import { expect, test } from 'vitest'

import { type Statement, readable, templateOf } from '../synthesized.ts'

const template = templateOf()

function resources<T>(type: string, logicalId: string): T[] {
  return Object.entries(template.findResources(type))
    .filter(([id]) => id.startsWith(logicalId))
    .map(([, { Properties }]: [string, Record<string, unknown>]) => Properties as T)
}

test('the nightly function has 15 minutes, and 6 hours and three attempts for its event, then the queue', () => {
  const [made] = resources<Record<string, unknown>>('AWS::Lambda::Function', 'NightlyRollupFunction')
  expect(made).toMatchObject({ Timeout: 900, MemorySize: 512 })
  expect(readable((made?.DeadLetterConfig as { TargetArn: unknown }).TargetArn)).toBe(
    'DeadLettersUnhandled.Arn',
  )
  const { Variables } = made?.Environment as { Variables: Record<string, unknown> }
  expect(Object.entries(Variables).map(([name, value]) => `${name} ${readable(value)}`)).toEqual([
    'ROUNDTRIP_MONITORS_TABLE TablesMonitors',
    'ROUNDTRIP_RESULTS_TABLE TablesResults',
    'ROUNDTRIP_STACK_NAME Roundtrip',
  ])
  expect(resources('AWS::Lambda::EventInvokeConfig', 'NightlyRollupFunction')).toEqual([
    expect.objectContaining({ MaximumEventAgeInSeconds: 6 * 60 * 60, MaximumRetryAttempts: 2 }),
  ])
})

interface Rule {
  ScheduleExpression: string
  State: string
  Targets: { Arn: unknown; RetryPolicy: unknown; DeadLetterConfig: { Arn: unknown } }[]
}

test('its rule fires at 00:30 UTC with the event as it is, which names the day', () => {
  const [rule, ...others] = resources<Rule>('AWS::Events::Rule', 'NightlyRule')
  expect(others).toEqual([])
  expect(rule).toMatchObject({ ScheduleExpression: 'cron(30 0 * * ? *)', State: 'ENABLED' })
  const [target] = rule?.Targets ?? []
  expect(target).not.toHaveProperty('InputTransformer')
  expect(target).not.toHaveProperty('Input')
  expect(readable(target?.Arn)).toBe('NightlyRollupFunction.Arn')
  expect(target?.RetryPolicy).toEqual({ MaximumEventAgeInSeconds: 6 * 60 * 60, MaximumRetryAttempts: 185 })
  expect(readable(target?.DeadLetterConfig.Arn)).toBe('DeadLettersUnhandled.Arn')
})

test('its rule alone may invoke it, and may put into the queue what it gives up', () => {
  const permissions = resources<Record<string, unknown>>('AWS::Lambda::Permission', 'Nightly')
  expect(
    permissions.map(({ SourceArn, FunctionName }) => [readable(SourceArn), readable(FunctionName)]),
  ).toEqual([['NightlyRule.Arn', 'NightlyRollupFunction.Arn']])
  const [policy] = resources<{ PolicyDocument: { Statement: Statement[] } }>(
    'AWS::SQS::QueuePolicy',
    'DeadLettersUnhandledPolicy',
  )
  const sources = (policy?.PolicyDocument.Statement ?? []).flatMap(({ Effect, Condition }) =>
    Effect === 'Allow' ? Object.values(Condition as Record<string, Record<string, unknown>>) : [],
  )
  expect(sources.map((source) => readable(source['aws:SourceArn']))).toContain('NightlyRule.Arn')
})
