import { expect, test } from 'vitest'

import { type Statement, allowed, denied } from './synthesized.ts'
import { ACCOUNT, type Policy, home, linesOf, resources, there } from './two-locations.ts'

test("home's functions may act at the locations of the settings by those names, and nowhere else", () => {
  const places = [
    ['eu-west-1', 'Roundtrip-eu-west-1'],
    ['ap-southeast-2', 'Roundtrip-ap-southeast-2'],
  ] as const
  const elsewhere = (role: string) =>
    linesOf(home, role).filter((line) => /:(?:eu-west-1|ap-southeast-2):|Roundtrip-.*-schedules/.test(line))
  expect(elsewhere('ReconcilerRole')).toEqual(
    places
      .flatMap(([region, stack]) => [
        ...['Create', 'Delete', 'Get', 'Update'].map(
          (what) => `scheduler:${what}Schedule on arn:aws:scheduler:${region}:${ACCOUNT}:schedule/${stack}/*`,
        ),
        `iam:PassRole on arn:aws:iam::${ACCOUNT}:role/${stack}-schedules`,
      ])
      .sort(),
  )
  expect(elsewhere('WatchdogWatchRole')).toEqual(
    places
      .flatMap(([region, stack]) => [
        `lambda:InvokeFunction on arn:aws:lambda:${region}:${ACCOUNT}:function:${stack}-probe`,
        `sqs:GetQueueAttributes on arn:aws:sqs:${region}:${ACCOUNT}:${stack}-dead-letters`,
        `sqs:GetQueueAttributes on arn:aws:sqs:${region}:${ACCOUNT}:${stack}-unhandled`,
      ])
      .sort(),
  )
})

test('people reach the locations by the pattern of their names, in whatever Region', () => {
  const people = resources<{ ManagedPolicyName: string; PolicyDocument: { Statement: Statement[] } }>(
    home,
    'AWS::IAM::ManagedPolicy',
  )
  const anywhere = people.map(({ ManagedPolicyName, PolicyDocument }) => [
    ManagedPolicyName.split('-').at(-1),
    allowed(PolicyDocument).filter((line) => line.includes(':*:')),
  ])
  const look = [
    `cloudformation:DescribeStacks on arn:aws:cloudformation:*:${ACCOUNT}:stack/Roundtrip-*/*`,
    `cloudformation:ListStackResources on arn:aws:cloudformation:*:${ACCOUNT}:stack/Roundtrip-*/*`,
    `lambda:GetEventSourceMapping on arn:aws:lambda:*:${ACCOUNT}:event-source-mapping:*`,
  ]
  const operate = [...look, `lambda:InvokeFunction on arn:aws:lambda:*:${ACCOUNT}:function:Roundtrip-*-probe`]
  expect(Object.fromEntries(anywhere)).toEqual({ look, operate, administer: operate })
})

test("a location's probe writes no rows, and reads the secrets of its own installation at home, no grants", () => {
  const secrets = `arn:aws:secretsmanager:us-east-1:${ACCOUNT}:secret:roundtrip/Roundtrip`
  const parameters = `arn:aws:ssm:us-east-1:${ACCOUNT}:parameter/roundtrip/Roundtrip`
  const [monitorsTable, resultsTable] = ['MonitorsTable', 'ResultsTable'].map(
    (name) => `arn:aws:dynamodb:us-east-1:${ACCOUNT}:table/HomeOutputs.${name}`,
  ) as [string, string]
  expect(linesOf(there, 'ProbeRole')).toEqual(
    [
      `dynamodb:GetItem on ${monitorsTable}`,
      ...['DeleteItem', 'GetItem', 'PutItem', 'Query', 'UpdateItem'].map(
        (action) => `dynamodb:${action} on ${resultsTable}`,
      ),
      'kms:Decrypt on arn:aws:kms:us-east-1:111122223333:key/0a1b',
      'lambda:InvokeFunction on HomeOutputs.TokensFunction',
      'lambda:InvokeFunction on ProbeFunction.Arn',
      'logs:CreateLogStream on ProbeLogs.Arn',
      'logs:PutLogEvents on ProbeLogs.Arn',
      `secretsmanager:GetSecretValue on ${secrets}/*`,
      'sns:Publish on HomeOutputs.Topic0',
      'sns:Publish on HomeOutputs.Topic1',
      'sqs:SendMessage on DeadLettersQueue.Arn',
      `ssm:GetParameters on ${parameters}/*`,
    ].sort(),
  )
  expect(linesOf(there, 'ProbeRole', denied)).toEqual([
    `secretsmanager:GetSecretValue on ${secrets}/grants/*`,
    `ssm:GetParameters on ${parameters}/grants/*`,
    `ssm:GetParameters on ${parameters}/oauth/refresh/*`,
  ])
  const keys = resources<Policy>(there, 'AWS::IAM::Policy').flatMap(({ PolicyDocument }) =>
    PolicyDocument.Statement.filter(({ Action }) => Action === 'kms:Decrypt'),
  )
  expect(keys.map(({ Condition }) => Condition)).toEqual([
    {
      StringEquals: {
        'kms:ViaService': ['ssm.us-east-1.amazonaws.com', 'secretsmanager.us-east-1.amazonaws.com'],
      },
    },
  ])
})

test('what registers a location reads the one stack of home, and writes the items of locations alone', () => {
  expect(linesOf(there, 'HomeFunctionRole')).toEqual([
    `cloudformation:DescribeStacks on arn:aws:cloudformation:us-east-1:${ACCOUNT}:stack/Roundtrip/*`,
    `dynamodb:DeleteItem on arn:aws:dynamodb:us-east-1:${ACCOUNT}:table/HomeOutputs.ResultsTable`,
    `dynamodb:PutItem on arn:aws:dynamodb:us-east-1:${ACCOUNT}:table/HomeOutputs.ResultsTable`,
    'lambda:InvokeFunction on HomeOutputs.ReconcilerFunction',
    'logs:CreateLogStream on HomeFunctionLogs.Arn',
    'logs:PutLogEvents on HomeFunctionLogs.Arn',
  ])
  const registering = there.findResources('AWS::IAM::Policy')
  expect(JSON.stringify(registering)).toContain(
    '{"ForAllValues:StringEquals":{"dynamodb:LeadingKeys":["#locations"]}}',
  )
})
