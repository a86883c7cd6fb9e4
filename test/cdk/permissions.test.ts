import { expect, test } from 'vitest'

import {
  grantParameterName,
  managedGrantName,
  managedSecretPrefix,
  secretPrefix,
  tokenParameterName,
} from '../../shared/core/aws/secret-names.ts'
import { PARAMETERS, ROLES, RULES, SECRETS } from './roles.ts'
import {
  type Statement,
  allowed,
  definitions,
  denied,
  readable,
  rulesOfMonitors,
  templateOf,
} from './synthesized.ts'
import { longTest } from '../support/thorough.ts'

interface Policy {
  PolicyDocument: { Statement: Statement[] }
  Roles: unknown[]
}

const template = templateOf({ monitors: definitions(60) })
function resources<T>(type: string): T[] {
  return Object.values(template.findResources(type)).map(
    ({ Properties }: Record<string, unknown>) => Properties as T,
  )
}

test('every role may do what its function calls, on the resources it calls, and nothing else', () => {
  const found: Record<string, string[]> = {}
  for (const { PolicyDocument, Roles } of resources<Policy>('AWS::IAM::Policy')) {
    for (const role of Roles) (found[readable(role)] ??= []).push(...allowed(PolicyDocument))
  }
  for (const [role, lines] of Object.entries(ROLES))
    expect(found[role]?.sort(), role).toEqual([...lines].sort())
  expect(Object.keys(found).sort()).toEqual(Object.keys(ROLES).sort())
})

test('probes are kept from grants and refresh tokens, whatever else they may read', () => {
  const kept = resources<Policy>('AWS::IAM::Policy').flatMap(({ PolicyDocument, Roles }) =>
    denied(PolicyDocument).map((line) => `${Roles.map(readable).join()}: ${line}`),
  )
  expect(kept.sort()).toEqual([
    `ProbeRole: secretsmanager:GetSecretValue on ${SECRETS}/grants/*`,
    `ProbeRole: ssm:GetParameters on ${PARAMETERS}/grants/*`,
    `ProbeRole: ssm:GetParameters on ${PARAMETERS}/oauth/refresh/*`,
  ])
})

test('the grants and tokens that the one function works with are where their names say', () => {
  const grant = { store: 'ssm', name: 'x' } as const
  const own = ROLES.TokensRenewRole?.map((line) => line.split(/:parameter|:secret:/)[1] ?? '') ?? []
  for (const name of [
    grantParameterName('Roundtrip', 'x'),
    managedGrantName('Roundtrip', 'x'),
    tokenParameterName('Roundtrip', 'access', grant),
    tokenParameterName('Roundtrip', 'refresh', grant),
  ]) {
    expect(own.some((path) => path.endsWith('/*') && name.startsWith(path.slice(0, -1)))).toBe(true)
  }
})

test('no role has permissions from elsewhere, and only Lambda may take one on; Scheduler the one of its group', () => {
  const roles = template.findResources('AWS::IAM::Role') as Record<
    string,
    { Properties: Record<string, unknown> & { AssumeRolePolicyDocument: { Statement: Statement[] } } }
  >
  expect(Object.keys(roles)).toHaveLength(Object.keys(ROLES).length)
  for (const [id, { Properties }] of Object.entries(roles)) {
    expect(Object.keys(Properties)).toEqual(['AssumeRolePolicyDocument'])
    const [{ Condition, ...trusted } = { Condition: undefined }, ...more] =
      Properties.AssumeRolePolicyDocument.Statement
    expect(more).toEqual([])
    const isScheduler = id.startsWith('SchedulesInvoker')
    const Service = isScheduler ? 'scheduler.amazonaws.com' : 'lambda.amazonaws.com'
    expect(trusted).toEqual({ Action: 'sts:AssumeRole', Effect: 'Allow', Principal: { Service } })
    expect(Condition === undefined).toBe(!isScheduler)
    if (!isScheduler) continue
    const { StringEquals } = Condition as { StringEquals: Record<string, unknown> }
    expect(readable(StringEquals['aws:SourceArn'])).toBe('SchedulesGroup.Arn')
    expect(readable(StringEquals['aws:SourceAccount'])).toBe('${AWS::AccountId}')
  }
  for (const type of ['AWS::IAM::User', 'AWS::IAM::Group']) {
    template.resourceCountIs(type, 0)
  }
})

test('the secrets that may be read are the ones that "secret set" writes', () => {
  const onStore = (service: string) => ROLES.ProbeRole?.find((line) => line.startsWith(`${service}:`))
  expect(onStore('ssm')).toMatch(new RegExp(`:parameter${secretPrefix('Roundtrip')}/\\*$`))
  expect(onStore('secretsmanager')).toMatch(new RegExp(`:secret:${managedSecretPrefix('Roundtrip')}/\\*$`))
})

longTest(
  'a KMS key of the settings may be used through the stores of secrets alone, to encrypt by who keeps tokens',
  () => {
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
    const used = statements.map(({ Action, Resource, Effect, Condition, role }) => {
      const { StringEquals } = Condition as { StringEquals: Record<string, unknown> }
      expect([Effect, Resource, Object.keys(Condition as object)]).toEqual([
        'Allow',
        secretsKeyArn,
        ['StringEquals'],
      ])
      const via = [StringEquals['kms:ViaService']].flat().map(readable)
      return `${role.join()} ${[Action].flat().join()} by ${via.join()}`
    })
    const [ssm, secretsmanager] = ['ssm', 'secretsmanager'].map(
      (one) => `${one}.\${AWS::Region}.amazonaws.com`,
    )
    expect(used.sort()).toEqual([
      `ProbeRole kms:Decrypt by ${String(ssm)},${String(secretsmanager)}`,
      `TokensRenewRole kms:Decrypt by ${String(ssm)},${String(secretsmanager)}`,
      `TokensRenewRole kms:Encrypt,kms:GenerateDataKey by ${String(ssm)}`,
    ])
  },
)

test('without a KMS key in the settings no role may use any', () => {
  expect(JSON.stringify(resources('AWS::IAM::Policy'))).not.toContain('kms')
})

test('one permission lets all 60 rules of monitors in, and each timer of the stack has its own', () => {
  const permissions = resources<Record<string, unknown>>('AWS::Lambda::Permission').map(
    ({ Action, Principal, FunctionName, SourceArn, ...rest }) => {
      expect([Action, Principal, rest]).toEqual(['lambda:InvokeFunction', 'events.amazonaws.com', {}])
      return `${readable(FunctionName)} by ${readable(SourceArn)}`
    },
  )
  expect(permissions.sort()).toEqual([
    'NightlyRollupFunction.Arn by NightlyRule.Arn',
    `ProbeFunction.Arn by ${RULES}`,
    'ReconcilerFunction.Arn by ReconcilerNightly.Arn',
    'WatchdogWatchFunction.Arn by WatchdogEveryMinute.Arn',
  ])
  expect(rulesOfMonitors(template)).toHaveLength(60)
})

test('each queue lets in the rules that it is for, the operations topic its alarms, and nobody comes without TLS', () => {
  const policies = [
    ...resources<Policy>('AWS::SQS::QueuePolicy'),
    ...resources<Policy>('AWS::SNS::TopicPolicy'),
  ].map(({ PolicyDocument }) => PolicyDocument)
  expect(policies).toHaveLength(4)
  const statements = policies.flatMap(({ Statement }) => Statement)
  const allows = statements.filter(({ Effect }) => Effect === 'Allow')
  expect(
    allows.map((statement) => [...allowed({ Statement: [statement] }), limitOf(statement)]).sort(),
  ).toEqual([
    ['sns:Publish on AlertsOperations', 'cloudwatch.amazonaws.com: ${AWS::AccountId}'],
    ['sqs:SendMessage on DeadLettersQueue.Arn', `events.amazonaws.com: ${RULES}`],
    ['sqs:SendMessage on DeadLettersUnhandled.Arn', 'events.amazonaws.com: NightlyRule.Arn'],
    ['sqs:SendMessage on DeadLettersUnhandled.Arn', 'events.amazonaws.com: ReconcilerNightly.Arn'],
  ])
  const denied = statements.filter(({ Effect }) => Effect === 'Deny')
  expect(denied.map(({ Condition }) => Condition)).toEqual(
    Array(policies.length).fill({ Bool: { 'aws:SecureTransport': 'false' } }),
  )
})

/** Who is let in, and on whose behalf alone. */
function limitOf({ Principal, Condition }: Statement): string {
  const [sources = {}] = Object.values(Condition as Record<string, Record<string, unknown>>)
  const { Service } = Principal as { Service: string }
  return `${Service}: ${Object.values(sources).map(readable).join()}`
}
