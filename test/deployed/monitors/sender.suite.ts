import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'

import { credentialsOf } from '../account/function-identity.ts'
import { type Mailed, lab } from '../account/lab.ts'
import { APP, SETTINGS, mail, stackWith } from '../account/shared-stack.ts'
import { cdkDiff } from '../account/cdk.ts'
import { minutesAgo } from '../account/stack.ts'
import { REFUSED, getItem, putItem, sendEmail } from '../faults/attempts.ts'
import { bounce, delivery, handedOver, runAt, told } from './sent-by-ses.ts'
import { tableMonitors } from './table-monitors.ts'

const SENDER = 'roundtrip@probe.example'
const app = {
  settings: { ...SETTINGS, senderAddress: SENDER, builtInSender: 'domain' as const },
  monitors: APP.monitors,
}
const stack = await stackWith(app)
const tabled = tableMonitors(stack)

beforeAll(() => mail.faults.clear())
afterEach(() => lab.behave())
afterAll(() => tabled.removeAll())

/** A monitor without `smtp`, and one run of it; `meanwhile` is done once SES was handed the message. */
async function run(
  monitorId: string,
  at: number,
  meanwhile: (sent: Mailed, key: ReturnType<typeof runAt>) => unknown = () => undefined,
) {
  const key = runAt(stack, monitorId, at)
  const fired = tabled.fire(monitorId, at)
  await meanwhile(await handedOver(monitorId), key)
  return { ...(await fired), key }
}

const without = { smtp: undefined, timeoutSeconds: 30 }

describe('the deploy', () => {
  test('makes the identity of the domain, and names its DNS records', () => {
    expect(stack.output('BuiltInSender')).toBe(SENDER)
    const records = Object.values(stack.outputs).filter((value) => value.includes('_domainkey'))
    expect(records.sort()).toEqual(
      [1, 2, 3].map((n) => `token${n}._domainkey.probe.example CNAME token${n}.dkim.amazonses.com`),
    )
  })

  test('leaves cdk diff empty', async () => {
    const { empty, output } = await cdkDiff(app)
    expect(empty, output).toBe(true)
  })
})

describe('a monitor without smtp', () => {
  test('is sent by SES as the sender, with the message that SMTP would carry, and is found', async () => {
    await tabled.put('by-ses', without)
    const { result, key } = await run('by-ses', minutesAgo(9), (sent) => {
      expect(sent).toMatchObject({ from: SENDER, configurationSet: stack.name, region: stack.location })
      expect(sent.raw).toContain(`From: ${SENDER}\r\nTo: by-ses@example.test\r\n`)
      mail.deliver('by-ses', sent.raw)
    })
    expect(result).toMatchObject({ status: 0, outcome: 'delivered', warnings: [] })
    expect(Object.keys(result?.phases.smtp ?? {})).toContain('submit')
    const log = (await stack.ports.runs.findLog(key))?.map(({ text }) => text).join('\n')
    expect(log).toMatch(/Amazon SES/)
    expect(mail.messages('by-ses')).toBe(0)
  })

  test('says that SES delivered it, where it is not in the mailbox', async () => {
    await tabled.put('delivered-nowhere', { ...without, timeoutSeconds: 8 })
    const { result } = await run('delivered-nowhere', minutesAgo(8), (_sent, key) =>
      told(stack, key, delivery('250 2.0.0 Ok: queued as 4XYZ')),
    )
    expect(result).toMatchObject({ status: 2, outcome: 'lost', reason: 'message-not-delivered' })
    expect(result?.detail).toContain('250 2.0.0 Ok: queued as 4XYZ')
  })

  test('says that SES has not delivered it yet, where nothing was told', async () => {
    await tabled.put('pending', { ...without, timeoutSeconds: 5 })
    const at = minutesAgo(8)
    const { result, key } = await run('pending', at)
    expect(result).toMatchObject({ status: 2, reason: 'delivery-pending' })
    await told(stack, key, delivery('250 late'))
    expect(await stack.ports.runs.findMailEvents(key)).toMatchObject({ delivered: { text: '250 late' } })
    expect((await tabled.fire('pending', at)).result).toEqual(result)
  })

  test('says in whose words the recipient was refused', async () => {
    await tabled.put('bounced', { ...without, timeoutSeconds: 8 })
    const { result } = await run('bounced', minutesAgo(8), (_sent, key) =>
      told(stack, key, bounce('General', 'smtp; 550 5.1.1 user unknown')),
    )
    expect(result).toMatchObject({ status: 3, reason: 'message-bounced' })
    expect(result?.detail).toContain('550 5.1.1 user unknown')
  })

  test('is inconclusive where its recipient is suppressed', async () => {
    await tabled.put('suppressed', { ...without, timeoutSeconds: 8 })
    const { result } = await run('suppressed', minutesAgo(8), (_sent, key) =>
      told(stack, key, bounce('OnAccountSuppressionList', 'Amazon SES did not send the message')),
    )
    expect(result).toMatchObject({ status: 90, outcome: 'inconclusive', reason: 'recipient-suppressed' })
  })

  test.each([
    ['SendingPausedException', 'Sending is paused for this account', 'sender-paused'],
    [
      'MessageRejected',
      'Email address is not verified. The following identities failed the check in region US-EAST-1: bad@example.test',
      'sender-in-sandbox',
    ],
    ['TooManyRequestsException', 'Daily message quota exceeded', 'sender-quota-reached'],
  ])('is inconclusive where SES answers %s: %s', async (error, message, reason) => {
    const monitorId = reason
    await tabled.put(monitorId, { ...without, timeoutSeconds: 5 })
    const about = message.replace('bad@', `${monitorId}@`)
    await lab.fault({ service: 'ses', error, message: about, function: 'Probe', count: 10 })
    const { result } = await tabled.fire(monitorId, minutesAgo(8))
    expect(result).toMatchObject({ status: 90, outcome: 'inconclusive', reason })
    expect((await stack.alertsOn(monitorId)).map(({ attributes }) => attributes.transition)).not.toContain(
      'opened',
    )
  })
})

describe('rights', () => {
  const refused = { name: expect.stringMatching(REFUSED) as string }

  test('the probe sends as the sender, through its own set, and as nobody else', async () => {
    const credentials = await credentialsOf((await stack.resource('AWS::Lambda::Function', 'Probe')).id)
    await expect(sendEmail(SENDER, stack.name)(credentials)).resolves.toBeDefined()
    await expect(sendEmail('ceo@probe.example', stack.name)(credentials)).rejects.toMatchObject(refused)
    await expect(sendEmail(SENDER, 'another-set')(credentials)).rejects.toMatchObject(refused)
  })

  test('what notes events reads nothing, and writes into no other table', async () => {
    const credentials = await credentialsOf((await stack.resource('AWS::Lambda::Function', 'Sender')).id)
    const item = { monitorId: { S: 'by-ses' }, sortKey: { S: 'state' } }
    for (const attempt of [
      getItem(stack.output('ResultsTable'), item),
      putItem(stack.output('ResultsTable'), item),
      putItem(stack.output('MonitorsTable'), { monitorId: { S: 'by-ses' } }),
      sendEmail(SENDER, stack.name),
    ])
      await expect(attempt(credentials)).rejects.toMatchObject(refused)
  })
})
