import { expect, test } from 'vitest'

import { managedSecretPrefix, secretPrefix } from '../../shared/core/secret-names.ts'
import { allowed, definitions, readable, templateOf, type Statement } from './synthesized.ts'

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
    `secretsmanager:GetSecretValue on arn:\${AWS::Partition}:secretsmanager:${HERE}:secret:roundtrip/Roundtrip/*`,
    'sns:Publish on AlertsTopic',
    'sqs:SendMessage on DeadLettersQueue.Arn',
    `ssm:GetParameters on arn:\${AWS::Partition}:ssm:${HERE}:parameter/roundtrip/Roundtrip/*`,
  ],
  DeadLetterRunsRecordRole: [
    'dynamodb:DeleteItem on TablesResults.Arn',
    'dynamodb:GetItem on TablesMonitors.Arn',
    'dynamodb:GetItem on TablesResults.Arn',
    'dynamodb:PutItem on TablesResults.Arn',
    'dynamodb:Query on TablesResults.Arn',
    'dynamodb:Scan on TablesMonitors.Arn',
    'logs:CreateLogStream on DeadLetterRunsRecordLogs.Arn',
    'logs:PutLogEvents on DeadLetterRunsRecordLogs.Arn',
    'sns:Publish on AlertsTopic',
    'sqs:ChangeMessageVisibility on DeadLettersQueue.Arn',
    'sqs:DeleteMessage on DeadLettersQueue.Arn',
    'sqs:GetQueueAttributes on DeadLettersQueue.Arn',
    'sqs:GetQueueUrl on DeadLettersQueue.Arn',
    'sqs:ReceiveMessage on DeadLettersQueue.Arn',
  ],
  NightlyRollupRole: [
    'dynamodb:PutItem on TablesResults.Arn',
    'dynamodb:Query on TablesResults.Arn',
    'dynamodb:Scan on TablesMonitors.Arn',
    'logs:CreateLogStream on NightlyRollupLogs.Arn',
    'logs:PutLogEvents on NightlyRollupLogs.Arn',
    'sqs:SendMessage on DeadLettersUnhandled.Arn',
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
  const onStore = (service: string) => ROLES.HomeProbeRole?.find((line) => line.startsWith(`${service}:`))
  expect(onStore('ssm')).toMatch(new RegExp(`:parameter${secretPrefix('Roundtrip')}/\\*$`))
  expect(onStore('secretsmanager')).toMatch(new RegExp(`:secret:${managedSecretPrefix('Roundtrip')}/\\*$`))
})

test('a KMS key of the settings may be used to decrypt, through the two stores of secrets alone', () => {
  const secretsKeyArn = 'arn:aws:kms:eu-west-1:111122223333:key/0a1b'
  const withKey = templateOf({ settings: { secretsKeyArn } })
  const policies = Object.values(withKey.findResources('AWS::IAM::Policy')).map(
    ({ Properties }: Record<string, unknown>) => Properties as Policy,
  )
  const statements = policies.flatMap(({ PolicyDocument, Roles }) =>
    PolicyDocument.Statement.filter((statement) => JSON.stringify(statement).includes('kms')).map(
      (statement) => ({ ...statement, role: Roles.map(readable) }),
    ),
  )
  expect(statements).toHaveLength(1)
  const [{ Condition, ...decrypt } = { Condition: undefined }] = statements
  expect(decrypt).toEqual({
    Effect: 'Allow',
    Action: 'kms:Decrypt',
    Resource: secretsKeyArn,
    role: ['HomeProbeRole'],
  })
  const { StringEquals } = Condition as { StringEquals: Record<string, unknown[]> }
  expect(Object.keys(Condition as object)).toEqual(['StringEquals'])
  expect(StringEquals['kms:ViaService']?.map(readable)).toEqual([
    'ssm.${AWS::Region}.amazonaws.com',
    'secretsmanager.${AWS::Region}.amazonaws.com',
  ])
})

test('without a KMS key in the settings no role may use any', () => {
  expect(JSON.stringify(resources('AWS::IAM::Policy'))).not.toContain('kms')
})

test('one permission lets all 60 rules in, and only rules of this stack', () => {
  const permissions = resources<Record<string, unknown>>('AWS::Lambda::Permission')
  expect(permissions.map(({ SourceArn, ...rest }) => ({ ...rest, SourceArn: readable(SourceArn) }))).toEqual([
    {
      Action: 'lambda:InvokeFunction',
      FunctionName: expect.anything() as unknown,
      Principal: 'events.amazonaws.com',
      SourceArn: RULES,
    },
  ])
  template.resourceCountIs('AWS::Events::Rule', 60)
})

test('the queues let in the rules of this stack, the operations topic its alarms, and nobody comes without TLS', () => {
  const policies = [
    ...resources<Policy>('AWS::SQS::QueuePolicy'),
    ...resources<Policy>('AWS::SNS::TopicPolicy'),
  ].map(({ PolicyDocument }) => PolicyDocument)
  expect(policies).toHaveLength(3)
  expect(policies.flatMap(allowed).sort()).toEqual([
    'sns:Publish on AlertsOperations',
    'sqs:SendMessage on DeadLettersQueue.Arn',
  ])

  const statements = policies.flatMap(({ Statement }) => Statement)
  const [letIn] = statements.filter(
    ({ Effect, Action }) => Effect === 'Allow' && Action === 'sqs:SendMessage',
  )
  expect(letIn?.Principal).toEqual({ Service: 'events.amazonaws.com' })
  const { ArnLike } = letIn?.Condition as { ArnLike: Record<string, unknown> }
  expect(readable(ArnLike['aws:SourceArn'])).toBe(RULES)

  const denied = statements.filter(({ Effect }) => Effect === 'Deny')
  expect(denied.map(({ Condition }) => Condition)).toEqual(
    Array(3).fill({ Bool: { 'aws:SecureTransport': 'false' } }),
  )
})
