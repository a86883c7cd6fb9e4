import { expect, test } from 'vitest'

import { definitionsIn } from '../../../../cli/definitions/read-definitions.ts'
import { MINUTE } from '../../../../shared/core/time/units.ts'
import { NOON, deliveredResult } from '../../../contracts/run-fixtures.ts'
import { definition, monitorsWorld } from './monitors-world.ts'
import { typedWorld } from './typed-world.ts'
import { longTest } from '../../../support/thorough.ts'

test('list says of every monitor what its schedule does', async () => {
  const world = monitorsWorld()
  await world.put(definition('shop', { name: 'Shop', intervalMinutes: 15 }))
  await world.put(definition('blog', { pausedUntil: '2026-11-24T19:00:00Z' }), { managedBy: 'stack' })
  await world.put(definition('wiki', { pausedUntil: '9999-12-31T23:59:59Z' }))
  await world.put(definition('mail', { enabled: false }))
  await world.put(definition('odd', { timeoutSeconds: 'long', colour: 'red' }))
  const { code, out, err } = await world.says(['list'])
  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(out).toBe(
    [
      'blog\tpaused\t\tstack\t10 min\tpaused until 2026-11-24T19:00:00Z\tprobe@example.com\tpop3s://pop.example.com',
      'mail\tpaused\t\ttable\t10 min\tdisabled\tprobe@example.com\tpop3s://pop.example.com',
      'odd\tunknown, misconfigured\t\ttable\t\tmisconfigured (2 mistakes)\tprobe@example.com\tpop3s://pop.example.com',
      'shop\tunknown\tShop\ttable\t15 min\tenabled\tprobe@example.com\tpop3s://pop.example.com',
      'wiki\tpaused\t\ttable\t10 min\tpaused until resumed\tprobe@example.com\tpop3s://pop.example.com',
      '',
    ].join('\n'),
  )
})

test('a person gets the place, names over columns, and remarks beside them', async () => {
  const world = monitorsWorld()
  await world.put(definition('shop', { name: 'Shop', mailbox: { server: 'pop3://a.example', tls: 'none' } }))
  let out = ''
  const screen = { write: (text: string) => void (out += text), isTerminal: true, columns: 80 }
  await world.says(['list'], { out: screen })
  expect(out).toMatch(
    /^stack Roundtrip in eu-west-1\nMONITOR +HEALTH +NAME +.*STATE.*\nshop +unknown.* +Shop +.*\n/,
  )
  expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80)
})

test('list of nothing says so', async () => {
  const world = monitorsWorld()
  expect((await world.says(['list'])).err).toBe('There are no monitors in stack Roundtrip in eu-west-1.\n')
})

test('list and show mark the monitors whose last run found a password without hosts', async () => {
  const world = monitorsWorld()
  const warnings = ['secret-for-any-host'] as const
  for (const monitorId of ['bare', 'mended', 'new']) await world.put(definition(monitorId))
  for (const monitorId of ['bare', 'mended'])
    await world.runs.putResult(deliveredResult({ monitorId, warnings }))
  await world.runs.putResult(deliveredResult({ monitorId: 'mended', scheduledAt: NOON + MINUTE }))
  const { out } = await world.says(['list'])
  expect(out.match(/^\w+\t.*, password for any host/gm)).toEqual([
    expect.stringMatching(/^bare\t.*enabled, password for any host$/),
  ])
  expect((await world.says(['show', 'bare'])).out).toMatch(/^# .*enabled, password for any host\n/)
  expect(JSON.parse((await world.says(['list', '--json'])).out)).toMatchObject({
    monitors: [{ monitorId: 'bare', warnings }, { monitorId: 'mended' }, { monitorId: 'new' }],
  })
})

test('list --json is one object', async () => {
  const world = monitorsWorld()
  await world.put(definition('shop', { pausedUntil: '2026-11-24T19:00:00Z' }), { revision: 4 })
  const { out } = await world.says(['list', '--json'])
  expect(JSON.parse(out)).toEqual({
    schema: 'roundtrip.monitors/1',
    monitors: [
      {
        monitorId: 'shop',
        managedBy: 'table',
        revision: 4,
        health: 'paused',
        state: 'paused',
        pausedUntil: '2026-11-24T19:00:00.000Z',
        mistakes: [],
        definition: definition('shop', { pausedUntil: '2026-11-24T19:00:00Z' }),
      },
    ],
  })
})

test('show is YAML that can be imported, with what is not the definition in comments', async () => {
  const world = monitorsWorld()
  await world.put(definition('shop', { tags: ['web'] }), { revision: 3 })
  const { code, out } = await world.says(['show', 'shop'])
  expect(code).toBe(0)
  expect(out.split('\n')[0]).toBe('# managedBy: table, revision: 3, enabled')
  expect(definitionsIn(out, 'yaml')).toMatchObject({
    ok: true,
    definitions: { written: definition('shop', { tags: ['web'] }) },
  })
})

test('show tells all mistakes of a row', async () => {
  const world = monitorsWorld()
  await world.put(definition('shop', { timeoutSeconds: 1, colour: 'red' }))
  const { code, out } = await world.says(['show', 'shop'])
  expect(code).toBe(0)
  expect(out).toMatch(/^# managedBy: table, revision: 1, misconfigured \(2 mistakes\)\n/)
  expect(out).toMatch(
    /# 2 mistakes:\n# {3}timeoutSeconds: expected .*\n# {3}colour: there is no such field\n$/,
  )
  expect(JSON.parse((await world.says(['show', 'shop', '--json'])).out)).toMatchObject({
    schema: 'roundtrip.monitor/1',
    state: 'enabled',
    mistakes: [{ path: 'timeoutSeconds' }, { path: 'colour' }],
  })
})

test('show of what is not there names the nearest', async () => {
  const world = monitorsWorld()
  await world.put(definition('shop'))
  expect(await world.says(['show', 'shpo'])).toEqual({
    code: 1,
    out: '',
    err: 'roundtrip: there is no monitor "shpo" in stack Roundtrip in eu-west-1; did you mean shop?\n',
  })
})

longTest(
  'a row that was typed by hand with hostile text steers no terminal, and its password is shown nowhere',
  async () => {
    const world = await typedWorld({
      monitorId: { S: 'a\u001b[2Jb' },
      name: { S: `\u001b]0;title\u0007${'x'.repeat(200)}\u202e` },
      emailAddress: { NULL: true },
      intervalMinutes: { S: '\r\n5' },
      mailbox: { M: { server: { S: 'pop3://me:hunter2@pop.example.com' }, password: { S: 'hunter2' } } },
      'odd\u009bfield': { B: new Uint8Array([1, 2]) },
      tags: { SS: ['a', 'b'] },
    })
    for (const args of [
      ['list'],
      ['list', '--json'],
      ['show', 'a\u001b[2Jb'],
      ['show', 'a\u001b[2Jb', '--json'],
      ['export'],
    ]) {
      const { code, out, err } = await world.says(args)
      expect(code).toBe(0)
      expect((out + err).replaceAll(/[\n\t]/g, '')).not.toMatch(/[\p{Cc}\p{Cf}]/u)
      expect(out).not.toContain('hunter2')
      expect(out).toContain('[2J')
    }
    const { out } = await world.says(['list'])
    expect(out).toContain('a\\x1b[2Jb')
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThan(300)
  },
)
