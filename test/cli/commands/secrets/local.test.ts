import { describe, expect, test } from 'vitest'

import { openLocal } from '../../../../cli/opened/local.ts'
import { readSecretsFile } from '../../../../local/secrets/secrets-file.ts'
import { storedSecretText } from '../../../../shared/core/definition/stored-secret.ts'
import { dataFolder, fileOf } from '../../../support/temporary-files.ts'
import { roundtrip } from '../../roundtrip-process.ts'
import { says } from '../../says.ts'
import { longTest } from '../../../support/thorough.ts'

const PASSWORD = 'corr3ct horse  '
const SHOP = {
  monitorId: 'shop',
  emailAddress: 'probe@example.com',
  mailbox: { server: 'pop3s://pop.example.com', userid: 'probe', password: 'ssm:shop' },
  smtp: { server: 'smtp://127.0.0.1:1' },
}

/** A local mode with this monitor in its table. */
async function localMode() {
  const data = await dataFolder()
  await says(['monitors', 'import', await fileOf('shop.json', JSON.stringify(SHOP)), '--local', data])
  return data
}

const set = (data: string, options: readonly string[] = [], name = 'shop') =>
  says(['secrets', 'set', name, '--local', data, ...options], {
    readSecret: () => Promise.resolve(`${PASSWORD}\n`),
    settings: () => Promise.resolve({}),
  })

describe('secrets set --local', () => {
  longTest('stores the password for the servers of the monitors that name it', async () => {
    const data = await localMode()
    expect(await set(data)).toEqual({
      code: 0,
      out: `shop is set: ${data}/secrets.json, for pop.example.com alone\n`,
      err: '',
    })
    const text = storedSecretText({ hosts: ['pop.example.com'], value: PASSWORD })
    expect(await readSecretsFile(data)).toEqual({ shop: text })
  })

  test('keeps the hosts of the password that it replaces', async () => {
    const data = await localMode()
    await set(data, ['--host', 'mail.example.com'])
    expect((await set(data)).out).toContain('for mail.example.com alone')
  })

  longTest(
    'before the first start takes hosts that are named, or any; reads standard input in a process',
    async () => {
      const data = await dataFolder()
      const command = roundtrip(
        ['secrets', 'set', 'shop', '--local', data, '--host', 'mail.example.com'],
        { PATH: process.env.PATH ?? '' },
        PASSWORD,
      )
      expect(await command.ended()).toMatchObject({
        code: 0,
        out: expect.not.stringContaining(PASSWORD) as string,
      })
      expect((await set(data, ['--any-host'])).out).toContain('for any host')
      expect(await readSecretsFile(data)).toEqual({ shop: PASSWORD })
    },
  )

  longTest('knows the server that takes the alerts of this machine', async () => {
    const data = await localMode()
    const localAlerts = { smtp: { server: 'smtp://relay.example.com:587', password: 'ssm:relay' } }
    const { code, out } = await says(['secrets', 'set', 'relay', '--local', data], {
      readSecret: () => Promise.resolve(PASSWORD),
      settings: () => Promise.resolve({ localAlerts }),
    })
    expect({ code, out }).toEqual({
      code: 0,
      out: `relay is set: ${data}/secrets.json, for relay.example.com alone\n`,
    })
  })

  test.each([
    [['--secretsmanager'], '--secretsmanager: a local mode keeps its secrets in its data folder'],
    [
      ['--key', 'arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d'],
      '--key: a local mode keeps its secrets in its data folder',
    ],
    [['--host', 'x:25'], '--host: expected a host'],
    [['--stack', 'Mail'], '--stack and --local exclude each other'],
  ])('refuses %j', async (options, why) => {
    const data = await dataFolder()
    const { code, err } = await set(data, options)
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(why) as string })
    expect(await readSecretsFile(data)).toEqual({})
  })

  test('says in one sentence why the folder cannot be used', async () => {
    const file = await fileOf('file', '')
    expect(await set(`${file}/data`, ['--any-host'])).toEqual({
      code: 1,
      out: '',
      err: `roundtrip: ${file}/data cannot be used: it is, or lies in, a file; --local DIR names another folder\n`,
    })
  })
})

longTest('secrets list --local says which are there, for whom, and shows none', async () => {
  const data = await localMode()
  await set(data)
  const { out } = await says(['secrets', 'list', '--local', data, '--json'], {
    settings: () =>
      Promise.resolve({
        localAlerts: { smtp: { server: 'relay.example.com', password: 'ssm:relay' } },
        localSender: { server: 'smtp.example.com', password: 'ssm:sender' },
      }),
  })
  expect(JSON.parse(out)).toMatchObject({
    items: [
      { secret: 'ssm:relay', stored: 'no', saidTo: ['relay.example.com'], monitors: ['localAlerts'] },
      { secret: 'ssm:sender', stored: 'no', saidTo: ['smtp.example.com'], monitors: ['localSender'] },
      { secret: 'ssm:shop', stored: 'yes', hosts: ['pop.example.com'], monitors: ['shop'] },
    ],
  })
  expect(out).not.toContain(PASSWORD.trim())
})

longTest('of a variable nobody but npm start can say whether it is set', async () => {
  const data = await dataFolder()
  const { monitors, close } = await openLocal(data, 'made')
  const definition = { ...SHOP, mailbox: { ...SHOP.mailbox, password: 'env:SHOP' } }
  await monitors.put({ monitorId: 'shop', managedBy: 'stack', revision: 1, definition }, undefined)
  await close()
  for (const env of [{}, { SHOP: PASSWORD }]) {
    const { out } = await says(['secrets', 'list', '--local', data, '--json'], { env })
    expect(JSON.parse(out)).toMatchObject({ items: [{ secret: 'env:SHOP', stored: 'unknown' }] })
  }
})
