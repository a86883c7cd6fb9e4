import { expect, test } from 'vitest'

import { missingRight, missingRightText } from '../../../shared/core/aws/missing-right.ts'
import { PEOPLE_POLICIES } from '../../../shared/core/aws/people.ts'

const ROLE = 'User: arn:aws:sts::111122223333:assumed-role/Looker/me is not authorized to perform: '
const TABLE = 'arn:aws:dynamodb:eu-west-1:111122223333:table/Roundtrip-TablesMonitors1A-2B'

test.each([
  [
    'DynamoDB, since no policy allows it',
    `dynamodb:PutItem on resource: ${TABLE} because no identity-based policy allows the dynamodb:PutItem action`,
    { action: 'dynamodb:PutItem', resource: TABLE },
  ],
  [
    'an index',
    `dynamodb:Query on resource: ${TABLE}/index/incidents because no session policy allows the dynamodb:Query action`,
    { action: 'dynamodb:Query', resource: `${TABLE}/index/incidents` },
  ],
  [
    'CloudFormation, by the name of the stack',
    'cloudformation:DescribeStacks on resource: arn:aws:cloudformation:eu-west-1:111122223333:stack/Roundtrip/*',
    {
      action: 'cloudformation:DescribeStacks',
      resource: 'arn:aws:cloudformation:eu-west-1:111122223333:stack/Roundtrip/*',
    },
  ],
  [
    'an organization that forbids it',
    `dynamodb:Scan on resource: ${TABLE} with an explicit deny in a service control policy`,
    {
      action: 'dynamodb:Scan',
      resource: TABLE,
      forbidden: 'an explicit deny in a service control policy',
    },
  ],
  [
    'SNS, which writes its name in capitals',
    'SNS:ListSubscriptionsByTopic on resource: arn:aws:sns:eu-west-1:111122223333:alerts',
    { action: 'sns:ListSubscriptionsByTopic', resource: 'arn:aws:sns:eu-west-1:111122223333:alerts' },
  ],
  [
    'a policy that forbids it and is named',
    `sns:Publish on resource: arn:aws:sns:eu-west-1:111122223333:alerts with an explicit deny in an identity-based policy: arn:aws:iam::111122223333:policy/No`,
    {
      action: 'sns:Publish',
      resource: 'arn:aws:sns:eu-west-1:111122223333:alerts',
      forbidden: 'an explicit deny in an identity-based policy',
    },
  ],
  ['no resource', 'ssm:PutParameter', { action: 'ssm:PutParameter' }],
  ['any resource', 'kms:CreateKey on resource: * because …', { action: 'kms:CreateKey' }],
])('a refusal by %s names action and resource', (_what, words, right) => {
  expect(missingRight(new Error(ROLE + words))).toEqual(right)
  const wrapped = new Error('DynamoDB PutItem', { cause: new Error(ROLE + words) })
  expect(missingRight(wrapped)).toEqual(right)
})

test.each(['The security token included in the request is expired', 'Rate exceeded', ''])(
  'other errors are no missing right: %s',
  (message) => {
    expect(missingRight(new Error(message))).toBeUndefined()
    expect(missingRight(message)).toBeUndefined()
  },
)

test('an error that is its own cause ends', () => {
  const error = new Error('again')
  error.cause = error
  expect(missingRight(error)).toBeUndefined()
})

const asked = { stackName: 'Mail', needs: 'administer' } as const

test('the sentence names action, resource and the policy that has it, by the Region of the resource', () => {
  expect(missingRightText({ action: 'dynamodb:PutItem', resource: TABLE }, asked)).toBe(
    'AWS does not allow you dynamodb:PutItem on table/Roundtrip-TablesMonitors1A-2B: the policy Mail-eu-west-1-administer does',
  )
})

test('it names no policy for what none of them has, or what is forbidden', () => {
  expect(missingRightText({ action: 'ssm:GetParameters' }, asked)).toBe(
    "AWS does not allow you ssm:GetParameters, and none of the stack's policies for people does",
  )
  expect(
    missingRightText({ action: 'dynamodb:Scan', forbidden: 'an explicit deny in a policy' }, asked),
  ).toBe('AWS does not allow you dynamodb:Scan: there is an explicit deny in a policy')
})

test('without a resource the policy has no Region to be named by', () => {
  expect(missingRightText({ action: 'ssm:PutParameter' }, asked)).toBe(
    "AWS does not allow you ssm:PutParameter: the stack's policy administer does",
  )
})

test.each(PEOPLE_POLICIES)('%s: reading the stack is part of it', (needs) => {
  const resource = 'arn:aws:cloudformation:eu-west-1:111122223333:stack/Mail/*'
  expect(missingRightText({ action: 'cloudformation:DescribeStacks', resource }, { ...asked, needs })).toBe(
    `AWS does not allow you cloudformation:DescribeStacks on stack/Mail/*: the policy Mail-eu-west-1-${needs} does`,
  )
})
