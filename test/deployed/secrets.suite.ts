import { DeleteSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { managedSecretName, secretParameterName } from '../../shared/core/aws/secret-names.ts'
import { roundtrip } from '../cli/roundtrip-process.ts'
import { PASSWORD } from './account/demo-mail.ts'
import { withVariables } from './account/function-variables.ts'
import { anyStack, mail } from './account/shared-stack.ts'
import { somebodyElse } from './account/somebody-else.ts'
import { minutesAgo } from './account/stack.ts'
import { tableMonitors } from './monitors/table-monitors.ts'

const stack = await anyStack()
const other = await somebodyElse()
const tabled = tableMonitors(stack)
const probe = stack.output('ProbeFunction')
afterAll(async () => {
  await tabled.removeAll()
  await other.remove()
  await stack.removeSecret('kept')
  const gone = { SecretId: managedSecretName(stack.name, 'kept'), ForceDeleteWithoutRecovery: true }
  await new SecretsManagerClient({}).send(new DeleteSecretCommand(gone))
})

describe.each([
  { store: 'ssm', password: 'ssm:kept', named: secretParameterName, option: [] },
  {
    store: 'secretsmanager',
    password: 'secretsmanager:kept',
    named: managedSecretName,
    option: ['--secretsmanager'],
  },
])('a monitor whose password is a secret of $store', ({ store, password, named, option }) => {
  const monitorId = `kept-in-${store}`
  const definition = mail.monitor(monitorId) as unknown as { mailbox: object }
  beforeAll(async () => {
    mail.faults.clear()
    await tabled.put(monitorId, { mailbox: { ...definition.mailbox, password } })
  })

  test('is inconclusive while there is none, and names it and the command that sets it', async () => {
    const { result } = await tabled.fire(monitorId, minutesAgo(3))
    expect(result).toMatchObject({ status: 90, reason: 'secret-not-found' })
    expect(result?.detail).toContain(named(stack.name, 'kept'))
    expect(result?.detail).toContain(`npx roundtrip secrets set ${['kept', ...option].join(' ')}`)
  })

  test("is inconclusive when it is led to another stack's, and says what was refused", async () => {
    const astray = await withVariables(probe, { ROUNDTRIP_STACK_NAME: 'Other' })
    await tabled.put(monitorId, { mailbox: { ...definition.mailbox, password: `${store}:orders` } })
    const { result } = await tabled.fire(monitorId, minutesAgo(2)).finally(astray.restore)
    expect(result).toMatchObject({ status: 90, outcome: 'inconclusive', reason: 'secret-forbidden' })
    expect(result?.detail).toContain(named('Other', 'orders'))
    expect(result?.detail).toMatch(
      /not authorized to perform: (ssm:GetParameters|secretsmanager:GetSecretValue)/,
    )
    await tabled.put(monitorId, { mailbox: { ...definition.mailbox, password } })
  })

  test('delivers once the command line has set it', async () => {
    const cli = roundtrip(['secrets', 'set', 'kept', ...option], process.env as Record<string, string>)
    cli.child.stdin.end(`${PASSWORD}\n`)
    expect(await cli.ended()).toMatchObject({ code: 0, err: '' })
    expect((await tabled.fire(monitorId, minutesAgo(1))).result).toMatchObject({
      status: 0,
      outcome: 'delivered',
    })
  })
})
