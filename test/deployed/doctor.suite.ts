import { SNSClient, SetTopicAttributesCommand } from '@aws-sdk/client-sns'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { accountDoor } from './account/account-door.ts'
import { doctorSaid } from './account/doctor-said.ts'
import { PASSWORD } from './account/demo-mail.ts'
import { stackWith } from './account/shared-stack.ts'

const stack = await stackWith()
const door = await accountDoor()

beforeAll(async () => {
  await stack.setSecret('contact-form', PASSWORD)
  await stack.removeSecret('orders')
})
afterAll(async () => {
  await stack.removeSecret('contact-form')
  await door.close()
})

/** Other suites leave monitors of their own, which are not looked at here. */
const told = () => doctorSaid(door)

test('right after a deploy to a new account it says what is unconfirmed and limited, and nothing else wrong', async () => {
  const { code, said, unanswered } = await told()
  expect({ code, unanswered }).toEqual({ code: 1, unanswered: [] })
  const region = stack.location
  expect(said).toMatchObject({
    deploy: [],
    versions: [],
    locations: [],
    subscriptions: [
      'problem: postmaster@example.com (email) has not confirmed its subscription to alerts.',
      'problem: Topic operations has no subscriber.',
    ],
    alarms: [],
    sms: [
      `problem: The account is in the SMS sandbox of ${region}.`,
      'note: SMS of the account may cost 1 US dollars a month.',
    ],
    concurrency: [
      expect.stringContaining(`Lambda runs at most 10 functions at once in ${region}.`) as string,
    ],
    'event-sources': [],
    grants: [],
    'port-25': [],
  })
  expect(said.secrets).toContain('problem: Password ssm:orders is not stored.')
  expect(said.secrets).not.toContain('problem: Password ssm:contact-form is not stored.')
})

test('a key that somebody gave the topic of the alarms since is named, and that no alarm comes through', async () => {
  const client = new SNSClient({})
  const encrypt = (AttributeValue: string) =>
    client.send(
      new SetTopicAttributesCommand({
        TopicArn: stack.output('OperationsTopic'),
        AttributeName: 'KmsMasterKeyId',
        AttributeValue,
      }),
    )
  await encrypt('alias/aws/sns')
  try {
    const { said } = await told()
    expect(said.alarms).toEqual([
      'problem: Topic operations is encrypted with the key alias/aws/sns, which somebody set beside the stack.',
    ])
  } finally {
    await encrypt('')
  }
  expect((await told()).said.alarms).toEqual([])
})
