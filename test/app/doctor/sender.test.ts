import { expect, test } from 'vitest'

import type { SenderFacts, SenderIdentityFacts } from '../../../shared/app/ports/account-facts.ts'
import { type Ill, MONITOR, SENDER_TOPIC, SENDS, examined } from './doctor-world.ts'

const SENDER = 'probe@mail.example.com'

/** A monitor that sends by it, to a mailbox of its domain. */
const { smtp, ...BY_SES } = { ...MONITOR, emailAddress: 'inbox@example.com' }

/** As `problem: what is so | what mends it`. */
async function said(facts: Partial<SenderFacts>, ill: Ill = {}): Promise<string[]> {
  const found = await examined({
    stack: { builtInSender: SENDER, senderTopic: SENDER_TOPIC },
    account: { sender: () => Promise.resolve({ ...SENDS, ...facts }) },
    definitions: [BY_SES],
    ...ill,
  })
  const [check] = found.filter(({ check }) => check === 'sender')
  return (check?.findings ?? []).map(({ severity, seen, mend }) => `${severity}: ${seen} | ${mend}`)
}

test('nothing is said of a sender that works', async () => {
  expect(await said({})).toEqual([])
})

test('where the stack has none, SES is not asked', async () => {
  const asked: string[] = []
  const sender = (address: string) => {
    asked.push(address)
    return Promise.resolve(SENDS)
  }
  await examined({ account: { sender } })
  expect(asked).toEqual([])
  await examined({ account: { sender }, stack: { builtInSender: SENDER } })
  expect(asked).toEqual([SENDER])
})

const domain = (change: Partial<SenderIdentityFacts>, dkim: object = {}): SenderIdentityFacts => ({
  kind: 'domain',
  name: 'mail.example.com',
  verified: false,
  dkim: {
    status: 'PENDING',
    signing: true,
    records: ['a', 'b', 'c'].map((token) => ({
      name: `${token}._domainkey.mail.example.com`,
      value: `${token}.dkim.amazonses.com`,
    })),
    ...dkim,
  },
  ...change,
})
const ADDRESS: SenderIdentityFacts = { kind: 'address', name: SENDER, verified: false }
const RECORDS =
  'Add to the DNS of mail.example.com what is missing of: a._domainkey.mail.example.com CNAME a.dkim.amazonses.com; b._domainkey.mail.example.com CNAME b.dkim.amazonses.com; c._domainkey.mail.example.com CNAME c.dkim.amazonses.com.'
const CONSOLE = 'https://eu-west-1.console.aws.amazon.com/ses/home?region=eu-west-1'
const PAGE = `${CONSOLE}#/identities/mail.example.com`

test.each<[string, readonly SenderIdentityFacts[], string[]]>([
  [
    'there is no identity',
    [],
    [
      'problem: Amazon SES knows neither probe@mail.example.com nor mail.example.com in eu-west-1. | aws sesv2 create-email-identity --email-identity mail.example.com --region eu-west-1, then add the three CNAME records that it answers with to the DNS.',
    ],
  ],
  [
    'the link was not followed',
    [ADDRESS],
    [
      'problem: probe@mail.example.com is not verified in Amazon SES in eu-west-1. | Follow the link in the mail that AWS sent to probe@mail.example.com; aws ses verify-email-identity --email-address probe@mail.example.com --region eu-west-1 sends another one, which holds for 24 hours.',
    ],
  ],
  [
    'records are missing',
    [domain({})],
    [
      `problem: The domain mail.example.com is not verified in Amazon SES in eu-west-1 (DKIM: PENDING). | ${RECORDS} SES looks for up to 72 hours: ${PAGE}`,
    ],
  ],
  [
    'records were missing for too long',
    [domain({}, { status: 'FAILED' })],
    [
      `problem: The domain mail.example.com is not verified in Amazon SES in eu-west-1 (DKIM: FAILED). | ${RECORDS} SES has given up looking: restart it at ${PAGE}`,
    ],
  ],
  [
    'records are gone',
    [domain({ verified: true }, { status: 'TEMPORARY_FAILURE' })],
    [
      `note: Amazon SES does not find the DKIM records of mail.example.com (TEMPORARY_FAILURE). | ${RECORDS} See ${PAGE}`,
    ],
  ],
  [
    'nothing is signed',
    [domain({ verified: true }, { status: 'SUCCESS', signing: false })],
    [
      'note: DKIM is off for mail.example.com in Amazon SES in eu-west-1. | aws sesv2 put-email-identity-dkim-attributes --email-identity mail.example.com --signing-enabled --region eu-west-1',
    ],
  ],
  ['the domain above is verified, the nearer ones are not', [ADDRESS, domain({}), ...SENDS.identities], []],
  ['the address is verified', [{ ...ADDRESS, verified: true }], []],
])('the identity: %s', async (_case, identities, expected) => {
  expect(await said({ identities })).toEqual(expected)
})

test.each<[string, Partial<SenderFacts>, string[]]>([
  [
    'SES sends for nobody',
    { sending: false },
    [
      'problem: Amazon SES does not send for this account in eu-west-1. | aws sesv2 put-account-sending-attributes --sending-enabled --region eu-west-1',
    ],
  ],
  [
    'AWS has paused it',
    { sending: false, enforcement: 'SHUTDOWN' },
    [
      `problem: Amazon SES does not send for this account in eu-west-1: AWS has paused it. | Answer the case that AWS opened in its support center; ${CONSOLE}#/account`,
    ],
  ],
  [
    'it is under review',
    { enforcement: 'PROBATION' },
    [
      `note: Amazon SES has the account under review in eu-west-1. | See to what that mail asks for: ${CONSOLE}#/account`,
    ],
  ],
  [
    'the set is gone',
    { configurationSet: undefined } as unknown as Partial<SenderFacts>,
    [
      'problem: The configuration set Roundtrip of Amazon SES is gone in eu-west-1. | Create it again as docs/built-in-sender.md#a-deleted-configuration-set says: a deploy does not.',
    ],
  ],
  [
    'the set does not send',
    { configurationSet: { sending: false, destinations: [] } },
    [
      'problem: Sending is off in the configuration set Roundtrip of Amazon SES in eu-west-1. | aws sesv2 put-configuration-set-sending-options --configuration-set-name Roundtrip --sending-enabled --region eu-west-1',
    ],
  ],
])('the account: %s', async (_case, facts, expected) => {
  expect(await said(facts)).toEqual(expected)
})

const ACCESS = `Request production access: ${CONSOLE}#/get-set-up (or aws sesv2 put-account-details --production-access-enabled, see its help)`

test('the sandbox is a problem for mailboxes that nobody verified, and worth knowing for others', async () => {
  const inSandbox = 'The account is in the sandbox of Amazon SES in eu-west-1.'
  expect(await said({ sandbox: true })).toEqual([`note: ${inSandbox} | ${ACCESS}`])
  const away = { ...BY_SES, monitorId: 'away', emailAddress: 'inbox@example.net' }
  expect(await said({ sandbox: true }, { definitions: [BY_SES, away] })).toEqual([
    `problem: ${inSandbox} | ${ACCESS}; or verify each mailbox, as aws sesv2 create-email-identity --email-identity inbox@example.net --region eu-west-1`,
  ])
})

test('in the sandbox a mailbox that was verified on its own is no problem', async () => {
  const away = { ...BY_SES, monitorId: 'away', emailAddress: 'inbox@example.net' }
  for (const verifiedNames of [['inbox@example.net'], ['other@example.org', 'example.net']]) {
    const lines = await said({ sandbox: true, verifiedNames }, { definitions: [BY_SES, away] })
    expect(lines.map((line) => line.split(':')[0])).toEqual(['note'])
  }
  const others = { sandbox: true, verifiedNames: ['other@example.net'] }
  expect(await said(others, { definitions: [BY_SES, away] })).toEqual([
    expect.stringMatching(/^problem: The account is in the sandbox/),
  ])
})

const QUOTAS = 'https://eu-west-1.console.aws.amazon.com/servicequotas/home/services/ses/quotas'
const LONGER = `Request a higher sending quota, or lengthen intervalMinutes: ${QUOTAS}`

test.each<[string, Partial<SenderFacts>, string[]]>([
  [
    'too many runs for it',
    { dailyQuota: 143 },
    [
      `problem: Monitors without smtp make 144 messages in 24 hours; the quota of Amazon SES in eu-west-1 is 143. | ${LONGER}`,
    ],
  ],
  ['just as many', { dailyQuota: 144 }, []],
  [
    'used up',
    { dailyQuota: 500, sentLastDay: 500 },
    [
      `problem: The account has sent 500 messages in the last 24 hours; the quota of Amazon SES in eu-west-1 is 500. | ${LONGER}`,
    ],
  ],
  [
    'used up but for a fifth',
    { dailyQuota: 500, sentLastDay: 400 },
    [
      `note: The account has sent 400 messages in the last 24 hours; the quota of Amazon SES in eu-west-1 is 500. | ${LONGER}`,
    ],
  ],
  ['less used', { dailyQuota: 500, sentLastDay: 399 }, []],
])('the quota: %s', async (_case, facts, expected) => {
  expect(await said(facts, { definitions: [{ ...BY_SES, intervalMinutes: 10 }] })).toEqual(expected)
})

test('what no monitor sends by is no problem yet', async () => {
  const facts = { identities: [], dailyQuota: 1, configurationSet: { sending: false, destinations: [] } }
  const lines = await said(facts, { definitions: [MONITOR] })
  expect(lines.map((line) => line.split(':')[0])).toEqual(['note', 'note'])
  const paused = { ...BY_SES, enabled: false }
  expect((await said(facts, { definitions: [paused] })).map((line) => line.split(':')[0])).toEqual([
    'note',
    'note',
  ])
})

test('what SES refuses to say is not checked', async () => {
  const refused = () => Promise.reject(new Error('no'))
  const found = await examined({ stack: { builtInSender: SENDER }, account: { sender: refused } })
  expect(found.find(({ check }) => check === 'sender')?.unanswered).toMatchObject([
    { asked: 'the built-in sender, Amazon SES' },
  ])
})
