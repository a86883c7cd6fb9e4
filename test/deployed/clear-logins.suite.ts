import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { type DemoMailServer, demoMailServer } from '../../local/demo-mail/demo-mail-server.ts'
import { createAuthority, issueCertificate } from '../support/servers/certificates.ts'
import { type DeployedApp, cdkDeploy, cdkDestroy } from './account/cdk.ts'
import { checkout, isShallow } from './account/older-checkout.ts'
import { PASSWORD } from './account/demo-mail.ts'
import { lab } from './account/lab.ts'
import { anyStack } from './account/shared-stack.ts'
import { type DeployedStack, deployedStack, minutesAgo } from './account/stack.ts'
import { tableMonitors } from './monitors/table-monitors.ts'
import { tableRows } from './monitors/table-rows.ts'

/** The last commit in which a login went on in the clear where nothing was said of TLS. */
const BEFORE = '81b639f'
const stackName = 'Clear'
/** This machine by an address that is not exempt, as those of loopback are. */
const HOST = '0.0.0.0'

const IDS = ['stack-clear', 'row-clear', 'row-tls']
const accounts = IDS.map((id) => ({ address: `${id}@example.test`, userid: id, password: PASSWORD }))

describe.skipIf(isShallow)('upgrading a stack whose logins were made in the clear', () => {
  const certificate = issueCertificate({ names: ['mail.example.test'], ca: createAuthority() })
  let plain: DemoMailServer
  let secured: DemoMailServer
  let older: ReturnType<typeof checkout>
  let stack: DeployedStack
  let app: DeployedApp

  const monitor = (monitorId: string, { smtpPort, pop3Port }: DemoMailServer, mailbox: object = {}) => ({
    monitorId,
    emailAddress: `${monitorId}@example.test`,
    mailbox: {
      server: `pop3://${HOST}:${pop3Port}`,
      userid: monitorId,
      password: `ssm:${monitorId}`,
      ...mailbox,
    },
    smtp: { server: `smtp://${HOST}:${smtpPort}`, tls: 'none' },
    intervalMinutes: 10,
    timeoutSeconds: 5,
  })

  async function deploy(from: DeployedApp): Promise<DeployedStack> {
    const { outputs, code, output } = await cdkDeploy(from)
    expect(code, output).toBe(0)
    return deployedStack(stackName, outputs[stackName] ?? {})
  }

  const fireRow = (monitorId: string, minutes: number) =>
    tableMonitors(stack).fire(monitorId, minutesAgo(minutes))
  const mailboxOf = async (monitorId: string) =>
    (await stack.ports.monitors.find(monitorId))?.definition.mailbox as { tls?: string }

  beforeAll(async () => {
    await anyStack()
    plain = await demoMailServer({ accounts })
    secured = await demoMailServer({ accounts, certificate })
    older = checkout(BEFORE)
    app = { settings: { stackName }, monitors: [monitor('stack-clear', plain)] }
    stack = await deploy({ ...app, root: older.root })
    for (const id of IDS) await stack.setSecret(id, PASSWORD)
    await tableRows(stack).put(monitor('row-clear', plain))
    await tableRows(stack).put(monitor('row-tls', secured, { verify: false }))
    await lab.drain()
    await stack.fire('stack-clear', minutesAgo(9))
    await fireRow('row-clear', 9)
    expect((await fireRow('row-tls', 9)).result?.phases.mailbox).toHaveProperty('tls')
    stack = await deploy(app)
    await lab.drain()
  }, 300_000)
  afterAll(async () => {
    await cdkDestroy(app)
    older.remove()
    await Promise.all([plain.close(), secured.close()])
  })

  test('names the rows that it has written, and only those', async () => {
    expect(stack.output('LastUpgrade')).toContain(
      'tls: "opportunistic" was written for row-clear, stack-clear:',
    )
    expect(await mailboxOf('row-clear')).toMatchObject({ tls: 'opportunistic' })
    expect(await mailboxOf('stack-clear')).toMatchObject({ tls: 'opportunistic' })
    expect(await mailboxOf('row-tls')).not.toHaveProperty('tls')
  })

  test('keeps both delivering, with the warnings that they deserve', async () => {
    const delivered = { status: 0, warnings: ['secret-for-any-host', 'password-in-clear'] }
    expect((await stack.fire('stack-clear', minutesAgo(8))).result).toMatchObject(delivered)
    expect((await fireRow('row-clear', 8)).result).toMatchObject(delivered)
  })

  test('keeps the monitor of the file so at the next deploy, though its file says nothing of it', async () => {
    const next = { ...app, monitors: [{ ...monitor('stack-clear', plain), note: 'deployed again' }] }
    stack = await deploy(next)
    await lab.drain()
    expect(await mailboxOf('stack-clear')).toMatchObject({ tls: 'opportunistic' })
    expect((await stack.fire('stack-clear', minutesAgo(7))).result).toMatchObject({ status: 0 })
  }, 120_000)

  test('says no password of the one that had TLS once that is taken away', async () => {
    expect((await fireRow('row-tls', 6)).result).toMatchObject({
      status: 0,
      warnings: ['secret-for-any-host'],
    })
    const { smtpPort, pop3Port } = secured
    await secured.close()
    secured = await demoMailServer({ accounts, smtpPort, pop3Port })
    const { result } = await fireRow('row-tls', 5)
    expect(result).toMatchObject({ status: 3, reason: 'password-needs-tls', phase: 'mailbox.tls' })
    expect(result?.detail).toContain('has logged in here before')
    await stack.ports.runs.dropTlsSeen('row-tls')
    const { result: unseen } = await fireRow('row-tls', 4)
    expect(unseen).toMatchObject({ reason: 'password-needs-tls' })
    expect(unseen?.detail).toContain('no STLS is offered')
  })
})
