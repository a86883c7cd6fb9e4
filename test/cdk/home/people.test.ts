import { expect, test } from 'vitest'

import {
  OPERATED_ATTRIBUTES,
  PEOPLE_POLICIES,
  type PeoplePolicy,
  actionsOf,
} from '../../../shared/core/aws/people.ts'
import { type Statement, allowed, denied, readable, templateOf } from '../synthesized.ts'
import { longTest } from '../../support/thorough.ts'

interface ManagedPolicy {
  ManagedPolicyName: unknown
  Description: string
  PolicyDocument: { Statement: Statement[] }
  Roles?: unknown
  Users?: unknown
  Groups?: unknown
}

/** Characters without spaces that a managed policy may have (IAM, "IAM and AWS STS quotas"). */
const MOST_CHARACTERS = 6144

const HERE = '${AWS::Region}:${AWS::AccountId}'
const arn = (service: string, rest: string) => `arn:\${AWS::Partition}:${service}:${HERE}:${rest}`
const on = (resource: string, ...actions: string[]) => actions.map((action) => `${action} on ${resource}`)

const LOOK = [
  ...on(
    arn('cloudformation', 'stack/Roundtrip/*'),
    'cloudformation:DescribeStacks',
    'cloudformation:ListStackResources',
  ),
  ...on('TablesMonitors.Arn', 'dynamodb:GetItem', 'dynamodb:Scan'),
  ...on('TablesResults.Arn', 'dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:Query'),
  ...on('TablesResults.Arn/index/incidents', 'dynamodb:Query'),
  ...on('TablesResults.Arn/index/due', 'dynamodb:Query'),
  ...on('AlertsTopic', 'sns:GetTopicAttributes', 'sns:ListSubscriptionsByTopic'),
  ...on('AlertsOperations', 'sns:GetTopicAttributes', 'sns:ListSubscriptionsByTopic'),
  ...on(arn('ssm', 'parameter/roundtrip/Roundtrip/*'), 'ssm:ListTagsForResource'),
  ...on(arn('secretsmanager', 'secret:roundtrip/Roundtrip/*'), 'secretsmanager:DescribeSecret'),
  ...on(arn('lambda', 'event-source-mapping:*'), 'lambda:GetEventSourceMapping'),
  ...on('*', 'lambda:GetAccountSettings', 'sns:GetSMSAttributes', 'sns:GetSMSSandboxAccountStatus'),
]
/** Of a stack with a built-in sender: what `doctor` asks SES for. */
const SENDER = [
  ...['probe@mail.example.com', 'mail.example.com', 'example.com'].flatMap((name) =>
    on(arn('ses', `identity/${name}`), 'ses:GetEmailIdentity'),
  ),
  ...on(
    arn('ses', 'configuration-set/Roundtrip'),
    'ses:GetConfigurationSet',
    'ses:GetConfigurationSetEventDestinations',
  ),
  ...on('*', 'ses:GetAccount', 'ses:ListEmailIdentities'),
]
const OPERATE = [
  ...LOOK,
  ...on('TablesMonitors.Arn', 'dynamodb:UpdateItem'),
  ...on('TablesResults.Arn', 'dynamodb:PutItem'),
  ...on('ProbeFunction.Arn', 'lambda:InvokeFunction'),
  ...on('TokensRenewFunction.Arn', 'lambda:InvokeFunction'),
]
const ADMINISTER = [
  ...OPERATE,
  ...on('TablesMonitors.Arn', 'dynamodb:DeleteItem', 'dynamodb:PutItem'),
  ...on('TablesResults.Arn', 'dynamodb:DeleteItem'),
  ...on(arn('ssm', 'parameter/roundtrip/Roundtrip/*'), 'ssm:PutParameter'),
  ...on(
    arn('secretsmanager', 'secret:roundtrip/Roundtrip/*'),
    'secretsmanager:CreateSecret',
    'secretsmanager:PutSecretValue',
    'secretsmanager:UpdateSecret',
  ),
]
const EXPECTED: Record<PeoplePolicy, string[]> = { look: LOOK, operate: OPERATE, administer: ADMINISTER }

function policiesOf(settings: object = {}): Map<string, ManagedPolicy> {
  const found = Object.values(templateOf({ settings }).findResources('AWS::IAM::ManagedPolicy'))
  const policies = found.map(({ Properties }: Record<string, unknown>) => Properties as ManagedPolicy)
  return new Map(policies.map((policy) => [readable(policy.ManagedPolicyName), policy]))
}

const policies = policiesOf()
const policy = (name: PeoplePolicy, of = policies, stackName = 'Roundtrip') => {
  const found = of.get(`${stackName}-\${AWS::Region}-${name}`)
  if (!found) throw new Error(`no policy ${name} among ${[...of.keys()].join()}`)
  return found
}
const statementOn = (name: PeoplePolicy, action: string, resource: string) =>
  policy(name).PolicyDocument.Statement.find((one) =>
    allowed({ Statement: [one] }).includes(`${action} on ${resource}`),
  )

test.each(PEOPLE_POLICIES)('%s allows what its commands call, and nothing else', (name) => {
  expect(allowed(policy(name).PolicyDocument)).toEqual([...EXPECTED[name]].sort())
})

test.each(PEOPLE_POLICIES)('%s of a stack with a built-in sender allows what doctor asks SES for', (name) => {
  const of = policiesOf({ senderAddress: 'probe@mail.example.com', builtInSender: 'existing' })
  const expected = [...EXPECTED[name], ...SENDER].sort()
  expect(allowed(policy(name, of).PolicyDocument)).toEqual(expected)
  expect(actionsOf(name)).toEqual(new Set(expected.map((line) => line.split(' ')[0])))
  expect(JSON.stringify(policy(name, of).PolicyDocument).length).toBeLessThan(MOST_CHARACTERS)
})

test.each(PEOPLE_POLICIES)('%s is attached to nobody, and as small as IAM wants it', (name) => {
  const { Roles, Users, Groups, Description, PolicyDocument } = policy(name)
  expect([Roles, Users, Groups]).toEqual([undefined, undefined, undefined])
  // Another description would replace the policy, which fails while it is attached.
  expect(Description).toBe(`Roundtrip, for people who ${name}`)
  expect(JSON.stringify(PolicyDocument).length).toBeLessThan(MOST_CHARACTERS)
})

longTest('each stack and Region has policies of its own name, which outputs tell', () => {
  expect([...policiesOf({ stackName: 'Mail' }).keys()]).toEqual(
    PEOPLE_POLICIES.map((name) => `Mail-\${AWS::Region}-${name}`),
  )
  const outputs = templateOf().findOutputs('*')
  for (const name of ['LookPolicy', 'OperatePolicy', 'AdministerPolicy'])
    expect(readable(outputs[name]?.Value)).toMatch(/^People/)
})

test('who administers writes grants beside passwords, and no tokens; nobody of them reads any of it', () => {
  expect(denied(policy('administer').PolicyDocument)).toEqual([
    `ssm:PutParameter on ${arn('ssm', 'parameter/roundtrip/Roundtrip/oauth/*')}`,
  ])
  for (const name of PEOPLE_POLICIES)
    expect([...actionsOf(name)].join()).not.toMatch(/ssm:Get|GetSecretValue/)
})

test('who operates changes in a row what a pause and a window change, and writes no definition', () => {
  expect(statementOn('operate', 'dynamodb:UpdateItem', 'TablesMonitors.Arn')?.Condition).toEqual({
    'ForAllValues:StringEquals': { 'dynamodb:Attributes': OPERATED_ATTRIBUTES },
    StringEqualsIfExists: { 'dynamodb:ReturnValues': ['NONE', 'UPDATED_OLD', 'UPDATED_NEW'] },
  })
  expect(statementOn('operate', 'dynamodb:PutItem', 'TablesResults.Arn')?.Condition).toEqual({
    'ForAllValues:StringNotEquals': { 'dynamodb:Attributes': 'definition' },
  })
})

test('who administers is not held to that', () => {
  const { Statement } = policy('administer').PolicyDocument
  expect(Statement.filter(({ Condition }) => Condition !== undefined)).toEqual([])
})

test('a KMS key of the settings may be used by who administers, through the two stores alone', () => {
  const secretsKeyArn = 'arn:aws:kms:eu-west-1:111122223333:key/0a1b'
  const withKey = policiesOf({ secretsKeyArn })
  const [use, ...more] = policy('administer', withKey).PolicyDocument.Statement.filter(
    ({ Resource }) => Resource === secretsKeyArn,
  )
  expect(more).toEqual([])
  expect(use?.Action).toEqual(['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey'])
  const { StringEquals } = use?.Condition as { StringEquals: Record<string, unknown[]> }
  expect(StringEquals['kms:ViaService']?.map(readable)).toEqual([
    'ssm.${AWS::Region}.amazonaws.com',
    'secretsmanager.${AWS::Region}.amazonaws.com',
  ])
  expect(JSON.stringify(policy('operate', withKey))).not.toContain('kms')
})
