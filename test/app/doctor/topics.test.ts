import { describe, expect, test } from 'vitest'

import type { AccountFacts, AccountTopic } from '../../../shared/app/ports/account-facts.ts'
import { PASSED, found, saying } from './doctor-world.ts'

test('a stack with nothing to mend is told nothing', async () => {
  expect(await found(PASSED)).toEqual([])
})

const email = (confirmed: boolean, arn = 'arn:alerts') => ({
  ...{ protocol: 'email', endpoint: 'a@example.com', confirmed },
  ...(confirmed && { arn }),
})
const ops: AccountTopic = { name: 'operations', subscriptions: [email(true, 'arn:operations')] }
const topics = (...all: AccountTopic[]) => ({ account: { topics: () => Promise.resolve(all) } })
const alerts = (...subscriptions: AccountTopic['subscriptions'][number][]) => ({
  name: 'alerts',
  subscriptions,
})

describe('subscriptions', () => {
  const waiting =
    'subscriptions: problem: a@example.com (email) has not confirmed its subscription to alerts.'
  const gone = (many: string) =>
    `subscriptions: problem: ${many} gone: ended by a link in a message, by hand, or never confirmed.`

  test.each<[string, ReturnType<typeof topics>, string[]]>([
    ['one that waits is a problem, and not missing', topics(alerts(email(false)), ops), [waiting]],
    [
      'alerts without any, and operations without any',
      topics(alerts(), { name: 'operations', subscriptions: [] }),
      [
        'subscriptions: problem: Topic alerts has no subscriber.',
        'subscriptions: problem: Topic operations has no subscriber.',
        gone('2 subscriptions of cdk/settings.ts are'),
      ],
    ],
    [
      'one that was ended beside another that stands',
      topics(alerts(email(true, 'arn:by-hand')), ops),
      [gone('One subscription of cdk/settings.ts is')],
    ],
    [
      'a topic of its own that nobody hears is a note',
      topics(alerts(email(true)), ops, { name: 'on-call', subscriptions: [] }),
      ['subscriptions: note: Topic on-call has no subscriber.'],
    ],
    [
      'one by hand beside those of the settings is fine',
      topics(alerts(email(true), email(true, 'arn:by-hand')), ops),
      [],
    ],
  ])('%s', async (_, ill, expected) => {
    expect(await saying(ill)).toEqual(expected)
  })

  test('alarms cannot be published to a topic with the key of SNS', async () => {
    const keyed = { ...ops, kmsKey: 'alias/aws/sns' }
    expect(await saying(topics(alerts(email(true)), keyed))).toEqual([
      'alarms: problem: Topic operations is encrypted with the key alias/aws/sns, which somebody set beside the stack.',
    ])
    expect(await saying(topics(alerts(email(true)), { ...ops, kmsKey: 'arn:aws:kms:x:1:key/a' }))).toEqual([])
  })
})

describe('sms', () => {
  const number = { protocol: 'sms', endpoint: '+15551230100', confirmed: true, arn: 'arn:number' }
  const sandboxed = 'sms: problem: The account is in the SMS sandbox of eu-west-1.'
  const costs = (severity: string, dollars: number) =>
    `sms: ${severity}: SMS of the account may cost ${dollars} US dollars a month.`

  test.each<[Awaited<ReturnType<AccountFacts['sms']>>, string[]]>([
    [{ sandbox: true, monthlyDollars: 1 }, [sandboxed, costs('note', 1)]],
    [{ sandbox: false, monthlyDollars: 1 }, [costs('note', 1)]],
    [{ sandbox: false, monthlyDollars: 0 }, [costs('problem', 0)]],
    [{ sandbox: false, monthlyDollars: 2 }, []],
    [{ sandbox: true }, [sandboxed]],
  ])('with %o', async (limits, expected) => {
    const { account } = topics(alerts(email(true), number), ops)
    expect(await saying({ account: { ...account, sms: () => Promise.resolve(limits) } })).toEqual(expected)
  })

  test('is not asked for where no topic has a number', async () => {
    expect(await saying({ account: { sms: () => Promise.reject(new Error('asked')) } })).toEqual([])
  })
})
