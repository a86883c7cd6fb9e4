import { Annotations, Match } from 'aws-cdk-lib/assertions'
import { describe, expect, test } from 'vitest'

import { ALERTS_TO_WATCHED_DOMAIN } from '../../../cdk/home/watched-domains.ts'
import { DEFINITION, type Statement, appOf, readable, templateOf } from '../synthesized.ts'

const QUEUE = 'arn:aws:sqs:eu-west-1:111122223333:alerts'
const template = templateOf({
  settings: {
    topics: {
      alerts: { email: ['a@example.com', 'b@example.com'], sms: ['+15551230100'] },
      operations: { email: ['a@example.com'], https: ['https://hooks.example.com/x'] },
      'night-shift': { sqs: [QUEUE], https: ['http://127.0.0.1:8080/x'] },
    },
  },
})

test('the alert topic keeps the logical id of the first release, and with it its confirmed subscriptions', () => {
  const topics = Object.keys(template.findResources('AWS::SNS::Topic'))
  expect(topics).toContain('AlertsTopicCF7C81C9')
  expect(topics).toHaveLength(3)
  const subscriptions = Object.keys(template.findResources('AWS::SNS::Subscription'))
  expect(subscriptions).toContain('AlertsTopicaexamplecom74F99C45')
})

test('each subscriber has a subscription to its topic, and a queue alone gets the message raw', () => {
  const subscriptions = Object.values(template.findResources('AWS::SNS::Subscription')).map(
    ({ Properties }: Record<string, Record<string, unknown>>) =>
      [
        Properties?.TopicArn,
        Properties?.Protocol,
        Properties?.Endpoint,
        Properties?.RawMessageDelivery ?? 'not raw',
      ]
        .map((part) => (part === true ? 'raw' : readable(part)))
        .join(' '),
  )
  expect(subscriptions.sort()).toEqual(
    [
      'Alertsnightshift http http://127.0.0.1:8080/x not raw',
      `Alertsnightshift sqs ${QUEUE} raw`,
      'AlertsOperations email a@example.com not raw',
      'AlertsOperations https https://hooks.example.com/x not raw',
      'AlertsTopic email a@example.com not raw',
      'AlertsTopic email b@example.com not raw',
      'AlertsTopic sms +15551230100 not raw',
    ].sort(),
  )
})

test('the probe knows and may publish to every topic but operations', () => {
  const [probe] = Object.values(
    template.findResources('AWS::Lambda::Function', {
      Properties: { Environment: { Variables: { ROUNDTRIP_TOPIC_ARNS: Match.anyValue() } } },
    }),
  ) as { Properties: { Environment: { Variables: Record<string, unknown> } } }[]
  expect(JSON.parse(readable(probe?.Properties.Environment.Variables.ROUNDTRIP_TOPIC_ARNS))).toEqual({
    alerts: 'AlertsTopic',
    'night-shift': 'Alertsnightshift',
  })
})

describe('what is published is encrypted', () => {
  const keys = (from: typeof template) =>
    Object.fromEntries(
      Object.entries(from.findResources('AWS::SNS::Topic')).map(
        ([id, { Properties }]: [string, Record<string, Record<string, unknown>>]) => [
          id,
          readable(Properties?.KmsMasterKeyId ?? 'none'),
        ],
      ),
    )

  test("by SNS's own key, but for operations, since alarms cannot use that", () => {
    expect(Object.values(keys(template)).sort()).toEqual(['alias/aws/sns', 'alias/aws/sns', 'none'])
    expect(keys(template)).toHaveProperty('AlertsTopicCF7C81C9', 'alias/aws/sns')
    template.resourceCountIs('AWS::KMS::Key', 0)
  })

  test('by a key of the stack, where the settings want one: for all topics', () => {
    const own = templateOf({ settings: { topicsKey: 'own' } })
    expect(new Set(Object.values(keys(own)))).toEqual(new Set(['AlertsKey.Arn']))
  })

  test('and that key serves alarms of this account, whoever may publish, and nobody else', () => {
    const own = templateOf({ settings: { topicsKey: 'own' } })
    const [key] = Object.values(own.findResources('AWS::KMS::Key')) as {
      Properties: { EnableKeyRotation: boolean; KeyPolicy: { Statement: Statement[] } }
    }[]
    const { EnableKeyRotation, KeyPolicy } = key?.Properties ?? {}
    expect(EnableKeyRotation).toBe(true)
    const account = { Ref: 'AWS::AccountId' }
    const using = { Action: ['kms:Decrypt', 'kms:GenerateDataKey*'], Effect: 'Allow', Resource: '*' }
    expect(KeyPolicy?.Statement.slice(1)).toEqual([
      {
        ...using,
        Principal: { AWS: '*' },
        Condition: {
          StringEquals: {
            'kms:ViaService': { 'Fn::Join': ['', ['sns.', { Ref: 'AWS::Region' }, '.amazonaws.com']] },
            'kms:CallerAccount': account,
          },
        },
      },
      {
        ...using,
        Principal: { Service: 'cloudwatch.amazonaws.com' },
        Condition: { StringEquals: { 'aws:SourceAccount': account } },
      },
    ])
  })

  test('without a right more for any function', () => {
    const policies = (settings: object) =>
      Object.values(templateOf({ settings }).findResources('AWS::IAM::Policy')).map(({ Properties }) =>
        JSON.stringify(Properties),
      )
    expect(policies({ topicsKey: 'own' })).toEqual(policies({}))
  })
})

test('alarms of this account may publish to operations, and to no other topic', () => {
  const policies = Object.values(template.findResources('AWS::SNS::TopicPolicy')) as {
    Properties: { PolicyDocument: { Statement: Statement[] } }
  }[]
  const allowing = policies
    .flatMap(({ Properties }) => Properties.PolicyDocument.Statement)
    .filter(({ Effect }) => Effect === 'Allow')
  expect(allowing).toHaveLength(1)
  expect(allowing[0]).toMatchObject({
    Action: 'sns:Publish',
    Principal: { Service: 'cloudwatch.amazonaws.com' },
    Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
  })
  expect(readable(allowing[0]?.Resource)).toBe('AlertsOperations')
})

test.each<[string, object, string[]]>([
  ['no subscriber at all', {}, ['mail fails', 'Roundtrip itself has a problem']],
  [
    'one of a named topic alone',
    { night: { email: ['a@example.com'] } },
    ['mail fails', 'Roundtrip itself has a problem'],
  ],
  ['one of alerts', { alerts: { sms: ['+15551230100'] } }, ['Roundtrip itself has a problem']],
  ['one of operations', { operations: { https: ['https://hooks.example.com/x'] } }, ['mail fails']],
  ['one of each', { alerts: { email: ['a@b.example'] }, operations: { email: ['a@b.example'] } }, []],
])('with %s the synth warns that nobody is told when: %j', (_, topics, unheard) => {
  const { stack } = appOf({ settings: { topics } })
  const warnings = Annotations.fromStack(stack).findWarning(
    '*',
    Match.stringLikeRegexp('No alert will be sent'),
  )
  const text = JSON.stringify(warnings)
  expect(warnings).toHaveLength(unheard.length)
  for (const when of unheard)
    expect(text).toContain(`No alert will be sent when ${when}: add a subscriber to `)
})

describe('alerts by email to a domain that is watched', () => {
  const warningsOf = (topics: object, alerts: object[] | undefined) => {
    const { stack } = appOf({
      settings: { topics },
      monitors: [{ ...DEFINITION, ...(alerts && { alerts }) }],
    })
    const warnings = Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('^Topic '))
    return warnings.map(({ entry }) => entry.data as string)
  }
  const elsewhere = { operations: { email: ['ops@example.com'] } }

  test('are a warning, which can be acknowledged, and no mistake', () => {
    const alerts = { email: ['ops@example.com', 'ops@example.org'] }
    expect(warningsOf({ ...elsewhere, alerts }, undefined)).toEqual([
      'Topic alerts sends email to ops@example.com, and monitor contact-form tests that domain: ' +
        'when its mail fails, the alert may not arrive. Add a subscriber by SMS, HTTPS or an address in another domain ' +
        `[ack: ${ALERTS_TO_WATCHED_DOMAIN}]`,
    ])
  })

  test.each<[string, object, object[] | undefined]>([
    ['another domain', { alerts: { email: ['ops@example.org'] } }, undefined],
    ['a topic that no policy names', { night: { email: ['ops@example.com'] } }, undefined],
    ['a monitor that tells nobody', { alerts: { email: ['ops@example.com'] } }, [{ onError: false }]],
  ])('are none with %s', (_what, topics, alerts) => {
    expect(warningsOf({ ...elsewhere, ...topics }, alerts)).toEqual([])
  })

  test('are found in named topics', () => {
    expect(warningsOf({ night: { email: ['ops@mail.example.com'] } }, [{}, { topic: 'night' }])).toHaveLength(
      1,
    )
  })
})

test('tags of the settings are on the stack, and CloudFormation puts them on all that is in it', () => {
  const { app, stack } = appOf({
    settings: { tags: { team: 'mail' }, topics: { alerts: { email: ['a@example.com'] } } },
  })
  expect(app.synth().getStackByName(stack.stackName).tags).toEqual({ team: 'mail' })
})

test('the stack says by which names policies may mean its topics, and their ARNs in the same order', () => {
  const outputs = template.findOutputs('*') as Record<string, { Value: unknown } | undefined>
  expect(outputs.AlertTopics?.Value).toBe('alerts,night-shift')
  expect(readable(outputs.AlertTopicArns?.Value)).toBe('AlertsTopic,Alertsnightshift')
})
