import { beforeAll, describe, expect, test } from 'vitest'

import { roundtrip } from '../cli/roundtrip-process.ts'
import { forgetRuns } from './account/ageing.ts'
import { type DeployedApp, cdkDiff } from './account/cdk.ts'
import { PASSWORD } from './account/demo-mail.ts'
import { APP, SETTINGS, mail, stackWith } from './account/shared-stack.ts'
import { type DeployedStack, minutesAgo } from './account/stack.ts'

let stack: DeployedStack

describe('a first deploy', () => {
  beforeAll(async () => {
    stack = await stackWith()
  })

  test('tells where everything is', () => {
    const part = (name: string) => expect.stringMatching(new RegExp(`${stack.name}-.*${name}`)) as string
    expect(stack.outputs).toMatchObject({
      MonitorsTable: part('Monitors'),
      ResultsTable: part('Results'),
      AlertTopic: part('Alerts'),
      ProbeFunction: part('Probe'),
    })
  })

  test('writes each monitor of the stack into the table and gives it a rule', async () => {
    for (const monitorId of ['contact-form', 'orders']) await expectRowAndRule(monitorId, 'rate(10 minutes)')
  })

  test('leaves cdk diff empty', () => expectNoDifference(APP))
})

describe('a monitor, run by its rule', () => {
  beforeAll(async () => {
    stack = await stackWith()
    mail.faults.clear()
    await stack.removeSecret('contact-form')
    await forgetRuns(stack, 'contact-form')
  })

  test('is inconclusive before its secret is set, and names the command', async () => {
    const { result } = await stack.fire('contact-form', minutesAgo(6))
    expect(result).toMatchObject({ status: 90, reason: 'secret-not-found' })
    expect(result?.detail).toContain('npx roundtrip secrets set contact-form')
  })

  test('delivers once the command line has set the secret: status 0, its log stored, its message gone', async () => {
    const cli = roundtrip(['secrets', 'set', 'contact-form'], process.env as Record<string, string>)
    cli.child.stdin.end(`${PASSWORD}\n`)
    expect(await cli.ended()).toMatchObject({ code: 0, err: '' })

    const alerts = (await stack.alertsOn('contact-form')).length
    const { result, targets } = await stack.fire('contact-form', minutesAgo(5))
    expect(targets).toMatchObject([{ delivered: true, error: false, attempts: 1 }])
    expect(result).toMatchObject({ status: 0, outcome: 'delivered', location: stack.location, warnings: [] })
    expect(result?.roundTripMs).toBeGreaterThan(0)
    const log = await stack.ports.runs.findLog(result ?? { monitorId: '', runId: '' })
    const said = log?.map(({ text }) => text).join('\n')
    expect(said).toContain('MAIL FROM:<contact-form@example.test>')
    expect(said).toContain('<secret>')
    expect(said).not.toContain(PASSWORD)
    expect(mail.messages('contact-form')).toBe(0)
    expect(await stack.alertsOn('contact-form')).toHaveLength(alerts)
  })

  test('whose message is lost has status 2, and an alert goes to each subscriber in its wording', async () => {
    mail.faults.lose()
    const { result } = await stack.fire('contact-form', minutesAgo(4))
    expect(result).toMatchObject({ status: 2, outcome: 'lost', reason: 'message-not-delivered' })
    const alert = (await stack.alertsOn('contact-form')).at(-1)
    expect(alert).toMatchObject({
      topicArn: stack.outputs.AlertTopic,
      attributes: { transition: 'opened', status: '2', reason: 'message-not-delivered' },
      deliveries: [
        { protocol: 'email', endpoint: 'postmaster@example.com', matches: true },
        { protocol: 'sms', endpoint: '+15551230100', matches: true },
      ],
    })
    const [email, sms] = alert?.deliveries ?? []
    expect(email?.message).toContain('The test message did not arrive in time.')
    expect(sms?.message).toMatch(/^Roundtrip DOWN: contact-form: .{1,110}$/)
  })

  test('that goes on failing stays silent, and recovers with an alert', async () => {
    const alerts = (await stack.alertsOn('contact-form')).length
    mail.faults.rejectMessage({ code: 554, text: '5.6.0 Not this one' })
    const { result: second } = await stack.fire('contact-form', minutesAgo(3))
    expect(second).toMatchObject({ status: 3, reason: 'message-rejected' })
    expect(await stack.alertsOn('contact-form')).toHaveLength(alerts)
    const { result: third } = await stack.fire('contact-form', minutesAgo(2))
    expect(third).toMatchObject({ status: 0 })
    const news = (await stack.alertsOn('contact-form')).slice(alerts)
    expect(news.map(({ attributes }) => attributes.transition)).toEqual(['resolved'])
  })

  test('that fires twice for one minute is one run', async () => {
    const time = minutesAgo(1)
    const first = await stack.fire('contact-form', time)
    const second = await stack.fire('contact-form', time + 20_000)
    expect(second.targets).toMatchObject([{ result: { kind: 'recorded', fresh: 'no' } }])
    expect(second.result).toEqual(first.result)
  })
})

describe('a deploy of changed monitors', () => {
  test('follows a change and an addition in the stack file: rule, row, and an empty cdk diff', async () => {
    const changed = mail.monitor('contact-form', { intervalMinutes: 20, enabled: false })
    const app = { settings: SETTINGS, monitors: [changed, mail.monitor('orders'), mail.monitor('newcomer')] }
    stack = await stackWith(app)
    await expectRowAndRule('contact-form', 'rate(20 minutes)', 'DISABLED')
    await expectRowAndRule('orders', 'rate(10 minutes)')
    await expectRowAndRule('newcomer', 'rate(10 minutes)')
    await expectNoDifference(app)
    await stack.setSecret('newcomer', PASSWORD)
    expect((await stack.fire('newcomer', minutesAgo(1))).result).toMatchObject({ status: 0 })
  })

  test('follows a removal: rule and row go, the results stay, and cdk diff is empty', async () => {
    const app = { settings: SETTINGS, monitors: [mail.monitor('newcomer')] }
    stack = await stackWith(app)
    expect(await stack.ruleOf('contact-form')).toBeUndefined()
    expect((await stack.ports.monitors.list()).map(({ monitorId }) => monitorId)).toEqual(['newcomer'])
    expect(await stack.ports.runs.resultsAfter('contact-form', stack.location, undefined)).not.toEqual([])
    await expectNoDifference(app)
  })
})

async function expectRowAndRule(monitorId: string, expression: string, state = 'ENABLED'): Promise<void> {
  expect(await stack.ruleOf(monitorId)).toMatchObject({ expression, state })
  expect(await stack.ports.monitors.find(monitorId)).toMatchObject({ managedBy: 'stack' })
}

async function expectNoDifference(app: DeployedApp): Promise<void> {
  const { empty, output } = await cdkDiff(app)
  expect(empty, output).toBe(true)
}
