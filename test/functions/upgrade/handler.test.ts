import { expect, test } from 'vitest'

import { jsonLog } from '../../../functions/runtime/json-log.ts'
import { upgradeHandler } from '../../../functions/upgrade/handler.ts'
import { NOON, deliveredResult } from '../../contracts/run-fixtures.ts'
import { fakeClock } from '../../support/fake-clock.ts'
import { memoryMonitors } from '../../support/memory/memory-monitors.ts'
import { memoryStore } from '../../support/memory/memory-store.ts'

const definition = (monitorId: string) => ({
  monitorId,
  emailAddress: 'a@example.com',
  mailbox: { server: 'pop.example.com', userid: 'probe', password: 'ssm:inbox' },
  smtp: { server: 'smtp.example.com' },
})

async function stackWith(count: number) {
  const clock = fakeClock(NOON)
  const monitors = memoryMonitors()
  const runs = memoryStore(clock)
  for (let i = 0; i < count; i += 1) {
    const monitorId = `inbox-${i}`
    await monitors.put(
      { monitorId, managedBy: 'table', revision: 1, definition: definition(monitorId) },
      undefined,
    )
    await runs.putResult(deliveredResult({ monitorId, phases: { smtp: {}, mailbox: { auth: 3 } } }))
  }
  const logged: string[] = []
  const log = jsonLog({ write: (line) => logged.push(line) })
  const handle = upgradeHandler({ ports: { monitors, runs, source: 'table' }, log })
  return { logged, runs, deploy: (RequestType: string) => handle({ RequestType, ResourceProperties: {} }) }
}

test('a deploy over rows that delivered in the clear names them in the log and to CloudFormation', async () => {
  const { deploy, logged } = await stackWith(2)
  const { PhysicalResourceId, Data } = await deploy('Create')
  expect(PhysicalResourceId).toBe('upgrade')
  expect(Data.Told).toContain('tls: "opportunistic" was written for inbox-0, inbox-1: ')
  expect(logged.map((line) => JSON.parse(line) as unknown)).toEqual([
    {
      level: 'INFO',
      message: 'upgrade step made',
      step: 'clear-logins',
      changed: 2,
      rows: 'inbox-0, inbox-1',
    },
  ])
})

test('the next deploy, and that of a new stack, have nothing to do', async () => {
  const { deploy } = await stackWith(1)
  await deploy('Create')
  expect(await deploy('Update')).toEqual({ PhysicalResourceId: 'upgrade', Data: { Told: 'nothing to do' } })
  expect((await (await stackWith(0)).deploy('Create')).Data.Told).toBe('nothing to do')
})

test('what is told to CloudFormation fits into its answer, whatever the number of rows', async () => {
  const { Data } = await (await stackWith(500)).deploy('Create').then((answer) => answer)
  expect(JSON.stringify(Data).length).toBeLessThan(2000)
})

test('a stack that goes changes no row', async () => {
  const { deploy, runs } = await stackWith(1)
  await deploy('Delete')
  expect(await runs.findStep('clear-logins')).toBeUndefined()
})

test('an event that is none is refused', async () => {
  await expect((await stackWith(0)).deploy('Erase')).rejects.toThrow("not an event of the stack's upgrade")
})
