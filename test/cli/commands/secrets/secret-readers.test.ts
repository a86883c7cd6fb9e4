import { expect, test } from 'vitest'

import { secretReaders } from '../../../../cli/commands/secrets/secret-readers.ts'
import { NoStack } from '../../../../cli/opened/cannot-do.ts'
import { fileOf } from '../../../support/temporary-files.ts'

const SECRET = { name: 'inbox', store: 'ssm', target: { kind: 'stack', stackName: 'Mail' } } as const
const FILE = `export const monitors = [
  { monitorId: 'inbox', mailbox: { server: 'pop3s://pop.example.com', password: 'ssm:inbox' } },
  { monitorId: 'granted', smtp: { server: 'smtp.example.com', grant: 'ssm:inbox' } },
  { monitorId: 'orders', mailbox: { server: 'pop3s://x.example', password: 'ssm:orders' } },
]`

const noStack = () => Promise.reject(new NoStack('stack Mail in eu-west-1', 'there is none'))

test('before the first deploy the monitors are those of the file that it will deploy', async () => {
  const file = await fileOf('monitors.ts', FILE)
  expect(await secretReaders(SECRET, { open: noStack, env: {}, settings: settingsOf('Mail') }, file)).toEqual(
    {
      kind: 'bound',
      uses: {
        password: [{ monitorId: 'inbox', side: 'mailbox', host: 'pop.example.com' }],
        grant: [{ monitorId: 'granted', side: 'smtp', host: 'smtp.example.com' }],
      },
      missing: 'stack Mail in eu-west-1',
    },
  )
})

test.each([
  ['of another stack', FILE, 'Other'],
  ['in a file that cannot be read', 'export const monitors = [', 'Mail'],
])('there are none %s', async (_, text, defaultStack) => {
  const file = await fileOf('monitors.ts', text)
  expect(
    await secretReaders(SECRET, { open: noStack, env: {}, settings: settingsOf(defaultStack) }, file),
  ).toMatchObject({ uses: { password: [], grant: [] } })
})

test('what else keeps the stack from being asked is thrown on', async () => {
  const denied = () => Promise.reject(new Error('denied'))
  await expect(
    secretReaders(SECRET, { open: denied, env: {}, settings: settingsOf('Mail') }),
  ).rejects.toThrow('denied')
})

function settingsOf(stackName: string) {
  return () => Promise.resolve({ stackName })
}
