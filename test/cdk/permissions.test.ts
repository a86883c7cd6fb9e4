import { expect, test } from 'vitest'

import { secretPrefix } from '../../shared/core/secret-names.ts'
import { allowed, definitions, readable, rulesOfMonitors, templateOf, type Statement } from './synthesized.ts'

interface Policy {
  PolicyDocument: { Statement: Statement[] }
  Roles: unknown[]
}

const template = templateOf({ monitors: definitions(60) })
const HERE = '${AWS::Region}:${AWS::AccountId}'
const RULES = `arn:\${AWS::Partition}:events:${HERE}:rule/Roundtrip.*`

function resources<T>(type: string): T[] {
  return Object.values(template.findResources(type)).map(
    ({ Properties }: Record<string, unknown>) => Properties as T,
  )
}

/** All that each role may do; whatever is not listed here fails the test. */
const ROLES: Record<string, string[]> = {
  HomeProbeRole: [
    'dynamodb:DeleteItem on TablesResults.Arn',
    'dynamodb:GetItem on TablesMonitors.Arn',
    'dynamodb:GetItem on TablesResults.Arn',
    'dynamodb:PutItem on TablesResults.Arn',
    'dynamodb:Query on TablesResults.Arn',
    'dynamodb:UpdateItem on TablesResults.Arn',
    'logs:CreateLogStream on HomeProbeLogs.Arn',
    'logs:PutLogEvents on HomeProbeLogs.Arn',
    'sns:Publish on AlertsTopic',
    'sqs:SendMessage on DeadLettersQueue.Arn',
    `ssm:GetParameters on arn:\${AWS::Partition}:ssm:${HERE}:parameter/roundtrip/Roundtrip/*`,
  ],
  NightlyRollupRole: [
    'dynamodb:PutItem on TablesResults.Arn',
    'dynamodb:Query on TablesResults.Arn',
    'dynamodb:Scan on TablesMonitors.Arn',
    'logs:CreateLogStream on NightlyRollupLogs.Arn',
    'logs:PutLogEvents on NightlyRollupLogs.Arn',
    'sqs:SendMessage on DeadLettersQueue.Arn',
  ],
  StackMonitorsSyncRole: [
    'dynamodb:DeleteItem on TablesMonitors.Arn',
    'dynamodb:GetItem on TablesMonitors.Arn',
    'dynamodb:PutItem on TablesMonitors.Arn',
    'dynamodb:Scan on TablesMonitors.Arn',
    'logs:CreateLogStream on StackMonitorsSyncLogs.Arn',
    'logs:PutLogEvents on StackMonitorsSyncLogs.Arn',
  ],
  StackMonitorsFrameworkRole: [
    'lambda:GetFunction on StackMonitorsSyncFunction.Arn',
    'lambda:InvokeFunction on StackMonitorsSyncFunction.Arn',
    'lambda:InvokeFunction on StackMonitorsSyncFunction.Arn:*',
    'logs:CreateLogStream on StackMonitorsFrameworkLogs.Arn',
    'logs:PutLogEvents on StackMonitorsFrameworkLogs.Arn',
  ],
}

test('every role may do what its function calls, on the resources it calls, and nothing else', () => {
  const found: Record<string, string[]> = {}
  for (const { PolicyDocument, Roles } of resources<Policy>('AWS::IAM::Policy')) {
    for (const role of Roles) (found[readable(role)] ??= []).push(...allowed(PolicyDocument))
  }
  expect(found).toEqual(ROLES)
})

test('no role has permissions from elsewhere, and only Lambda may take one on', () => {
  const roles = resources<Record<string, unknown> & { AssumeRolePolicyDocument: { Statement: Statement[] } }>(
    'AWS::IAM::Role',
  )
  expect(roles).toHaveLength(Object.keys(ROLES).length)
  for (const role of roles) {
    expect(Object.keys(role)).toEqual(['AssumeRolePolicyDocument'])
    expect(role.AssumeRolePolicyDocument.Statement).toEqual([
      { Action: 'sts:AssumeRole', Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' } },
    ])
  }
  for (const type of ['AWS::IAM::ManagedPolicy', 'AWS::IAM::User', 'AWS::IAM::Group']) {
    template.resourceCountIs(type, 0)
  }
})

test('the secrets that may be read are the ones that "secret set" writes', () => {
  const parameters = ROLES.HomeProbeRole?.find((line) => line.startsWith('ssm:'))
  expect(parameters).toMatch(new RegExp(`:parameter${secretPrefix('Roundtrip')}/\\*$`))
})

test('one permission lets all 60 rules of monitors in, another the nightly one, and only rules of this stack', () => {
  const permissions = resources<Record<string, unknown>>('AWS::Lambda::Permission').map((permission) => ({
    ...permission,
    FunctionName: readable(permission.FunctionName),
    SourceArn: readable(permission.SourceArn),
  }))
  const eventBridge = { Action: 'lambda:InvokeFunction', Principal: 'events.amazonaws.com' }
  expect(permissions).toEqual([
    { ...eventBridge, FunctionName: 'HomeProbeFunction.Arn', SourceArn: RULES },
    { ...eventBridge, FunctionName: 'NightlyRollupFunction.Arn', SourceArn: 'NightlyRule.Arn' },
  ])
  expect(rulesOfMonitors(template)).toHaveLength(60)
})

test('queue and topic let in the rules of this stack, and nobody without TLS', () => {
  const policies = [
    ...resources<Policy>('AWS::SQS::QueuePolicy'),
    ...resources<Policy>('AWS::SNS::TopicPolicy'),
  ].map(({ PolicyDocument }) => PolicyDocument)
  expect(policies).toHaveLength(2)
  expect(policies.flatMap(allowed)).toEqual(Array(2).fill('sqs:SendMessage on DeadLettersQueue.Arn'))

  const statements = policies.flatMap(({ Statement }) => Statement)
  const letIn = statements.filter(({ Effect }) => Effect === 'Allow')
  for (const { Principal } of letIn) expect(Principal).toEqual({ Service: 'events.amazonaws.com' })
  const sources = letIn.flatMap(({ Condition }) => Object.values(Condition as Record<string, object>))
  expect(sources.map((source) => readable((source as Record<string, unknown>)['aws:SourceArn']))).toEqual([
    RULES,
    'NightlyRule.Arn',
  ])

  const denied = statements.filter(({ Effect }) => Effect === 'Deny')
  expect(denied.map(({ Condition }) => Condition)).toEqual(
    Array(2).fill({ Bool: { 'aws:SecureTransport': 'false' } }),
  )
})
