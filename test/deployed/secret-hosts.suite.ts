import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { roundtrip } from '../cli/roundtrip-process.ts'
import { type DeployedApp, cdkDeploy, cdkDestroy } from './account/cdk.ts'
import { PASSWORD } from './account/demo-mail.ts'
import { withVariables } from './account/function-variables.ts'
import { type ListeningServer, listeningServer } from './account/listening-server.ts'
import { checkout, isShallow } from './account/older-checkout.ts'
import { anyStack, mail } from './account/shared-stack.ts'
import { type DeployedStack, deployedStack, minutesAgo } from './account/stack.ts'
import { type TableMonitors, tableMonitors } from './monitors/table-monitors.ts'

/** The last commit before passwords had hosts. */
const BEFORE_HOSTS = '81b639f'

let evil: ListeningServer
beforeAll(async () => {
  evil = await listeningServer()
})
afterAll(() => evil.close())

/** What somebody writes who may write rows and wants the password of `victim`. */
const stealing = (victim: string) => ({
  mailbox: {
    server: `pop3://localhost:${evil.port}`,
    userid: victim,
    password: `ssm:${victim}`,
    tls: 'none',
  },
})

/** `secrets set` as a script says it, with the password on standard input. */
function setSecret(name: string, ...options: string[]) {
  const cli = roundtrip(['secrets', 'set', name, ...options], process.env as Record<string, string>)
  cli.child.stdin.end(`${PASSWORD}\n`)
  return cli.ended()
}

describe('a password of a stack', async () => {
  const stack = await anyStack()
  const tabled = tableMonitors(stack)
  beforeAll(async () => {
    mail.faults.clear()
    await tabled.put('victim')
  })
  afterAll(() => tabled.removeAll())

  test('goes on without them, and the runs and the list say so', async () => {
    expect(await setSecret('victim', '--any-host')).toMatchObject({ code: 0, err: '' })
    expect((await tabled.fire('victim', minutesAgo(4))).result).toMatchObject({
      status: 0,
      warnings: ['secret-for-any-host'],
    })
    const list = roundtrip(['monitors', 'list'], process.env as Record<string, string>)
    expect((await list.ended()).out).toMatch(/^victim\t.*password for any host/m)
  })

  test('takes them from the monitor that names it, and that monitor delivers', async () => {
    expect(await setSecret('victim')).toMatchObject({
      code: 0,
      err: '',
      out: expect.stringMatching(/, for 127\.0\.0\.1 alone\n$/) as unknown,
    })
    await freshProbe(stack)
    expect((await tabled.fire('victim', minutesAgo(3))).result).toMatchObject({ status: 0, warnings: [] })
  })

  test("is not said to another's server in a row of his own: not a byte reaches it", async () => {
    await tabled.put('thief', stealing('victim'))
    const { result } = await tabled.fire('thief', minutesAgo(2))
    expect(result).toMatchObject({ status: 90, reason: 'secret-not-for-host' })
    expect(result?.detail).toMatch(
      /is for 127\.0\.0\.1, but mailbox\.server is localhost; .*secrets set victim/,
    )
    expect(evil.heard()).toEqual({ calls: 0, said: '' })
  })

  test('keeps them when a script sets it anew, though the row names that server', async () => {
    const { code, out, err } = await setSecret('victim')
    expect({ code, out }).toEqual({ code: 0, out: expect.stringContaining('for 127.0.0.1 alone') as unknown })
    expect(err).toMatch(/so its runs end as secret-not-for-host: localhost: thief \(mailbox\)/)
    expect((await tabled.fire('victim', minutesAgo(1))).result).toMatchObject({ status: 0, warnings: [] })
  })
})

/** Its processes keep for minutes what they read; new ones know nothing. */
async function freshProbe(stack: DeployedStack): Promise<void> {
  const probe = await withVariables(stack.output('ProbeFunction'), {})
  await probe.newProcesses()
  await probe.restore()
}

describe.skipIf(isShallow)('a stack from before passwords had hosts', () => {
  const app: DeployedApp = { settings: { stackName: 'Hostless' }, monitors: [] }
  let older: ReturnType<typeof checkout>
  let before: DeployedStack
  let tabled: TableMonitors

  async function deploy(from: DeployedApp): Promise<DeployedStack> {
    const { outputs, code, output } = await cdkDeploy(from)
    expect(code, output).toBe(0)
    return deployedStack('Hostless', outputs.Hostless ?? {})
  }

  beforeAll(async () => {
    await anyStack()
    older = checkout(BEFORE_HOSTS)
    before = await deploy({ ...app, root: older.root })
    tabled = tableMonitors(before)
    await tabled.put('old-victim')
  }, 180_000)
  afterAll(async () => {
    await cdkDestroy(app)
    older.remove()
  })

  test('gets the password alone, and its monitors deliver', async () => {
    const { code, out, err } = await setSecret('old-victim', '--stack', 'Hostless', '--host', '127.0.0.1')
    expect({ code, out }).toEqual({ code: 0, out: expect.stringContaining(', for any host\n') as unknown })
    expect(err).toMatch(/^stack Hostless in .* was deployed before passwords had hosts.*then set old-victim/)
    expect((await tabled.fire('old-victim', minutesAgo(4))).result).toMatchObject({ status: 0 })
  })

  test("has it said to another's server", async () => {
    await tabled.put('old-thief', stealing('old-victim'))
    await tabled.fire('old-thief', minutesAgo(4))
    expect(evil.heard().said).toContain(`PASS ${PASSWORD}`)
  })

  test('no longer once it is deployed anew and the password is set again', async () => {
    const stack = await deploy(app)
    const tables = tableMonitors(stack)
    const { code, err } = await setSecret('old-victim', '--stack', 'Hostless', '--host', '127.0.0.1')
    expect(code).toBe(0)
    expect(err).toMatch(/so its runs end as secret-not-for-host: localhost: old-thief \(mailbox\)/)
    const heard = evil.heard()
    expect((await tables.fire('old-thief', minutesAgo(1))).result).toMatchObject({
      reason: 'secret-not-for-host',
    })
    expect((await tables.fire('old-victim', minutesAgo(1))).result).toMatchObject({ status: 0, warnings: [] })
    expect(evil.heard()).toEqual(heard)
  })
})
