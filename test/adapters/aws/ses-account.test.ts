import { SESv2Client } from '@aws-sdk/client-sesv2'
import { expect, onTestFinished, test } from 'vitest'

import { sesAccount } from '../../../shared/adapters/aws/ses-account.ts'
import { type Answer, FAKE_AWS, recordingEndpoint } from '../../support/aws/recording-endpoint.ts'

const ADDRESS = 'Probe@mail.example.com'

const MISSING: Answer = {
  status: 404,
  body: JSON.stringify({ message: 'Email identity does not exist.' }),
  headers: { 'x-amzn-errortype': 'NotFoundException' },
}

/** What SES answers, by path, or by path and body; whatever is not there it does not know. */
async function asked(answers: Readonly<Record<string, object | Answer>>) {
  const endpoint = await recordingEndpoint(({ path, body }) => {
    const given = answers[decodeURIComponent(path)] ?? answers[`${path} ${body}`]
    if (given === undefined) return MISSING
    return 'body' in given ? (given as Answer) : { body: JSON.stringify(given) }
  })
  onTestFinished(() => endpoint.close())
  const client = new SESv2Client({ ...FAKE_AWS, endpoint: endpoint.url, maxAttempts: 1 })
  const facts = sesAccount(client, { address: ADDRESS, configurationSet: 'Roundtrip' })
  return {
    facts,
    paths: () => endpoint.requests.map(({ method, path }) => `${method} ${decodeURIComponent(path)}`),
  }
}

const account = (change: object = {}) => ({
  '/v2/email/account': {
    ProductionAccessEnabled: true,
    SendingEnabled: true,
    EnforcementStatus: 'HEALTHY',
    SendQuota: { Max24HourSend: 50_000, MaxSendRate: 14, SentLast24Hours: 12 },
    ...change,
  },
})
const SET = '/v2/email/configuration-sets/Roundtrip'
const identity = (name: string, answer: object) => ({ [`/v2/email/identities/${name}`]: answer })

test('SES is asked for the account, the set, the address, its domain and the one above, and nothing else', async () => {
  const { facts, paths } = await asked({ ...account(), [SET]: { ConfigurationSetName: 'Roundtrip' } })
  expect(await facts).toEqual({
    sandbox: false,
    sending: true,
    enforcement: 'HEALTHY',
    dailyQuota: 50_000,
    sentLastDay: 12,
    identities: [],
    configurationSet: { sending: true, destinations: [] },
  })
  expect(paths().sort()).toEqual([
    'GET /v2/email/account',
    `GET ${SET}`,
    `GET ${SET}/event-destinations`,
    'GET /v2/email/identities/Probe@mail.example.com',
    'GET /v2/email/identities/example.com',
    'GET /v2/email/identities/mail.example.com',
  ])
})

test.each<[string, object, object]>([
  ['in the sandbox', { ProductionAccessEnabled: false }, { sandbox: true }],
  [
    'paused',
    { SendingEnabled: false, EnforcementStatus: 'SHUTDOWN' },
    { sending: false, enforcement: 'SHUTDOWN' },
  ],
])('an account that is %s', async (_case, change, expected) => {
  const { facts } = await asked({ ...account(change), '/v2/email/list-identities': {} })
  expect(await facts).toMatchObject(expected)
})

test('no quota, and none that is told, is none', async () => {
  for (const SendQuota of [{ Max24HourSend: -1, SentLast24Hours: 5 }, undefined]) {
    const { facts } = await asked(account({ SendQuota }))
    expect(await facts).not.toHaveProperty('dailyQuota')
  }
})

test('a set that is gone is absent, and one that does not send says so', async () => {
  expect(await (await asked(account())).facts).not.toHaveProperty('configurationSet')
  const { facts } = await asked({ ...account(), [SET]: { SendingOptions: { SendingEnabled: false } } })
  expect((await facts).configurationSet).toEqual({ sending: false, destinations: [] })
})

test('an address is verified or is not, and a domain has records in the zone that SES names', async () => {
  const dkim = (more: object) => ({
    DkimAttributes: { SigningEnabled: true, Status: 'PENDING', Tokens: ['t1', 't2'], ...more },
  })
  const { facts } = await asked({
    ...account(),
    ...identity(ADDRESS, { IdentityType: 'EMAIL_ADDRESS', VerifiedForSendingStatus: false }),
    ...identity('mail.example.com', dkim({ SigningHostedZone: 'dkim.eu-central-2.amazonses.com' })),
    ...identity('example.com', {
      VerifiedForSendingStatus: true,
      ...dkim({ Status: 'SUCCESS', SigningEnabled: false, Tokens: ['t9'] }),
    }),
  })
  const record = (token: string, domain: string, zone: string) => ({
    name: `${token}._domainkey.${domain}`,
    value: `${token}.${zone}`,
  })
  expect((await facts).identities).toEqual([
    { kind: 'address', name: ADDRESS, verified: false },
    {
      kind: 'domain',
      name: 'mail.example.com',
      verified: false,
      dkim: {
        status: 'PENDING',
        signing: true,
        records: ['t1', 't2'].map((token) =>
          record(token, 'mail.example.com', 'dkim.eu-central-2.amazonses.com'),
        ),
      },
    },
    {
      kind: 'domain',
      name: 'example.com',
      verified: true,
      dkim: {
        status: 'SUCCESS',
        signing: false,
        records: [record('t9', 'example.com', 'dkim.amazonses.com')],
      },
    },
  ])
})

test("keys of one's own have no records that SES knows", async () => {
  const DkimAttributes = {
    Status: 'SUCCESS',
    SigningEnabled: true,
    Tokens: ['selector'],
    SigningAttributesOrigin: 'EXTERNAL',
  }
  const { facts } = await asked({
    ...account(),
    ...identity('example.com', { VerifiedForSendingStatus: true, DkimAttributes }),
  })
  expect((await facts).identities[0]?.dkim?.records).toEqual([])
})

test('of the set each event destination is told, with its topic where it has one', async () => {
  const told = { Name: 'roundtrip', Enabled: true, MatchingEventTypes: ['BOUNCE'] }
  const { facts } = await asked({
    ...account(),
    [SET]: {},
    [`${SET}/event-destinations`]: {
      EventDestinations: [
        { ...told, SnsDestination: { TopicArn: 'arn:aws:sns:eu-west-1:111122223333:Told' } },
        { Name: 'metrics', Enabled: false, CloudWatchDestination: {} },
      ],
    },
  })
  expect((await facts).configurationSet?.destinations).toEqual([
    {
      name: 'roundtrip',
      enabled: true,
      events: ['BOUNCE'],
      topicArn: 'arn:aws:sns:eu-west-1:111122223333:Told',
    },
    { name: 'metrics', enabled: false, events: [] },
  ])
})

test('in the sandbox every verified address and domain is listed, and none elsewhere', async () => {
  const listed = (VerificationStatus: string, ...names: string[]) =>
    names.map((IdentityName) => ({ IdentityName, VerificationStatus }))
  const pages = {
    '/v2/email/list-identities {"PageSize":1000}': {
      EmailIdentities: [...listed('SUCCESS', 'a@example.com'), ...listed('PENDING', 'b@example.com')],
      NextToken: 'more',
    },
    '/v2/email/list-identities {"NextToken":"more","PageSize":1000}': {
      EmailIdentities: listed('SUCCESS', 'example.org'),
    },
  }
  const { facts } = await asked({ ...account({ ProductionAccessEnabled: false }), ...pages })
  expect((await facts).verifiedNames).toEqual(['a@example.com', 'example.org'])
  const { facts: outside } = await asked({ ...account(), ...pages })
  expect(await outside).not.toHaveProperty('verifiedNames')
})

test('a refusal is thrown as it is, and hides behind nothing', async () => {
  const refused: Answer = {
    status: 403,
    body: JSON.stringify({ message: 'User: u is not authorized to perform: ses:GetEmailIdentity' }),
    headers: { 'x-amzn-errortype': 'AccessDeniedException' },
  }
  const { facts } = await asked({ ...account(), ...identity('example.com', refused) })
  await expect(facts).rejects.toMatchObject({ name: 'AccessDeniedException' })
})
