import { expect, test } from 'vitest'

import { MINUTE } from '../../../../shared/core/time/units.ts'
import { NOON, deliveredResult } from '../../../contracts/run-fixtures.ts'
import { fakeClock } from '../../../support/fake-clock.ts'
import { dataFolder } from '../../../support/temporary-files.ts'
import { judged } from '../../../support/worlds/past.ts'
import { says } from '../../says.ts'
import { type Account, doctorAt } from './doctor-world.ts'

const MONITOR = {
  monitorId: 'shop',
  name: 'Shop',
  emailAddress: 'probe@example.com',
  mailbox: { server: 'pop3s://mail.example.com', userid: 'probe', password: 'ssm:shop' },
  smtp: { server: 'smtp://mail.example.com:587', userid: 'probe', password: 'ssm:shop' },
}
const STORED = '/roundtrip/Roundtrip/shop'

/** A stack whose one monitor has just passed. */
async function passing(account: Account = {}, row: object = {}) {
  const world = await doctorAt({ stored: [STORED], ...account }, fakeClock(NOON))
  const definition = { ...MONITOR, ...row }
  await world.monitors.put({ monitorId: 'shop', managedBy: 'table', revision: 1, definition }, undefined)
  const result = deliveredResult({ monitorId: 'shop', scheduledAt: NOON - 2 * MINUTE })
  await world.runs.putResult(result)
  await world.runs.putState({ ...judged(MONITOR, [result]).state, version: 1 }, undefined)
  return world
}

/** Where nothing works that may be looked at. */
const ILL: Account = {
  alerts: [
    ['email', 'a@example.com', 'PendingConfirmation'],
    ['sms', '+15551230100', 'arn:number'],
  ],
  concurrent: 10,
  mapping: { State: 'Disabled', StateTransitionReason: 'User action', EventSourceArn: 'arn:aws:dynamodb:x' },
  stored: [],
}

test('a stack with nothing to mend is one line, and exit code 0', async () => {
  const { doctor } = await passing()
  expect(await doctor()).toEqual({
    code: 0,
    out: 'Nothing to mend. 14 checks: deploy, versions, locations, subscriptions, alarms, sms, concurrency, event-sources, watchdog, secrets, grants, port-25, sender, monitors.\n',
    err: '',
  })
})

test('what is found is told with its reason and what to do, problems first, in a pipe one line each', async () => {
  const { doctor } = await passing(ILL, { intervalMinutes: 0 })
  const { code, out, err } = await doctor()
  expect({ code, err }).toEqual({ code: 1, err: '' })
  await expect(out).toMatchFileSnapshot('../../../golden/doctor.txt')
})

/** Amazon SES where all is well. */
const SES = {
  '/v2/email/account': { ProductionAccessEnabled: true, SendingEnabled: true },
  '/v2/email/configuration-sets/Roundtrip': { SendingOptions: { SendingEnabled: true } },
  '/v2/email/identities/probe@example.com': { VerifiedForSendingStatus: true },
}

test('of a built-in sender SES is asked, and the subscription to its own topic is not missed', async () => {
  const { doctor } = await passing({ ses: SES })
  expect(await doctor()).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^Nothing to mend\. 14/) as string,
  })
  const sandbox = {
    ...SES,
    '/v2/email/account': { ProductionAccessEnabled: false },
    '/v2/email/list-identities': { EmailIdentities: [] },
  }
  const { out } = await (await passing({ ses: sandbox })).doctor()
  expect(out).toMatch(/^NOTE \(sender\)\n {2}The account is in the sandbox of Amazon SES in eu-west-1\.\n/)
})

test('at a terminal it is wrapped', async () => {
  const { doctor } = await passing(ILL)
  const { out } = await doctor([], 60)
  expect(out).toMatch(/^stack Roundtrip in eu-west-1\n/)
  expect(
    Math.max(...out.split('\n').map((line) => (line.includes('https://') ? 0 : line.length))),
  ).toBeLessThanOrEqual(60)
})

test('--json has every check, also those that found nothing', async () => {
  const { doctor } = await passing({ ...ILL, concurrent: 1000 })
  const { code, out } = await doctor(['--json'])
  expect(code).toBe(1)
  const { schema, place, items } = JSON.parse(out) as {
    schema: string
    place: string
    items: { check: string; findings: { severity: string }[]; unanswered: object[] }[]
  }
  expect({ schema, place }).toEqual({ schema: 'roundtrip.doctor/1', place: 'stack Roundtrip in eu-west-1' })
  expect(items.map(({ check, findings }) => [check, findings.map(({ severity }) => severity)])).toEqual([
    ['deploy', []],
    ['versions', []],
    ['locations', []],
    ['subscriptions', ['problem']],
    ['alarms', []],
    ['sms', ['problem', 'note']],
    ['concurrency', []],
    ['event-sources', ['problem']],
    ['watchdog', []],
    ['secrets', ['problem']],
    ['grants', []],
    ['port-25', []],
    ['sender', []],
    ['monitors', []],
  ])
})

test('what AWS refuses is told with the policy that allows it, stops nothing, and is not well', async () => {
  const lambda = {
    status: 403,
    body: JSON.stringify({
      Message:
        'User: arn:aws:iam::111122223333:user/u is not authorized to perform: lambda:GetAccountSettings on resource: *',
    }),
    headers: { 'x-amzn-errortype': 'AccessDeniedException' },
  }
  const { doctor } = await passing({ lambda })
  const { code, out, err } = await doctor()
  expect({ code, err }).toEqual({ code: 1, err: '' })
  expect(out).toContain(
    "NOT CHECKED (concurrency)\n  the concurrency of Lambda in eu-west-1: AWS does not allow you lambda:GetAccountSettings: the stack's policy look does.\n",
  )
  expect(out).toMatch(/\n2 not checked\. 14 checks: /)
})

test('on one machine what needs no account is looked at', async () => {
  const data = await dataFolder()
  const servers = [
    '--mailbox',
    'pop3s://mail.example.com',
    '--email',
    'probe@example.com',
    '--userid',
    'probe',
  ]
  const settings = () => Promise.resolve({})
  await says(['monitors', 'add', 'shop', ...servers, '--password-ref', 'ssm:shop', '--local', data], {
    settings,
  })
  const { code, out } = await says(['doctor', '--local', data], { settings })
  expect(code).toBe(0)
  expect(out).toMatch(/^NOTE \(monitors\)\n {2}No run of shop is recorded yet\.\n/)
  expect(out).toContain(`npx roundtrip test shop --local=${data}`)
  expect(out).toMatch(/\nNothing to mend; 1 note\. 3 checks: watchdog, grants, monitors\.\n$/)
})
