import { describe, expect, test } from 'vitest'

import { fileOf } from '../../../support/temporary-files.ts'
import { type MonitorsWorld, definition, monitorsWorld } from './monitors-world.ts'

const PLAIN = { server: 'pop3://pop.example.com', userid: 'probe', password: 'ssm:shop' }
const CSV = [
  'monitorId,emailAddress,mailbox.server,mailbox.userid,mailbox.password,smtp.server',
  'plain,a@example.com,pop.example.com,probe,ssm:a,smtp.example.com',
  'secure,b@example.com,pop3s://pop.example.com,probe,ssm:b,smtp.example.com',
  'here,c@example.com,pop3://localhost,probe,ssm:c,smtp.example.com',
  'sends,d@example.com,pop3s://pop.example.com,probe,ssm:d,smtp.example.com',
].join('\n')
const LINE =
  'plain: a login is made only under TLS, since the definition does not mention it; --allow-clear allows the password to be sent without TLS\n'

const yes = () => Promise.resolve('y')
const place = (monitorId: string) => ({ monitorId, side: 'mailbox', server: 'pop.example.com:110' }) as const
const tlsOf = async (world: MonitorsWorld, id: string, side = 'mailbox') =>
  ((await world.definitionOf(id))?.[side] as { tls?: string } | undefined)?.tls

describe('import of logins that say nothing of TLS', () => {
  test('requires TLS where nobody can be asked, and names them in one line', async () => {
    const world = monitorsWorld()
    const { code, err } = await world.says(['import', await fileOf('m.csv', CSV)])
    expect({ code, err }).toEqual({ code: 0, err: LINE })
    expect(await tlsOf(world, 'plain')).toBeUndefined()
  })

  test.each([
    ['y', 'opportunistic'],
    ['yes', 'opportunistic'],
    ['n', undefined],
    ['', undefined],
  ])('asks once on a terminal: %j', async (answer, tls) => {
    const world = monitorsWorld()
    const asked: string[] = []
    const ask = (question: string) => Promise.resolve((asked.push(question), answer))
    const file = await fileOf('m.csv', CSV)
    expect((await world.says(['import', file], { ask })).err).toBe('')
    expect(asked).toEqual([
      expect.stringMatching(/^The definition does not set tls for the login of plain\.\n.*\(y\/N\) $/),
    ])
    expect(await tlsOf(world, 'plain')).toBe(tls)
    for (const id of ['secure', 'here', 'sends']) expect(await tlsOf(world, id)).toBeUndefined()
    await world.says(['import', file], { ask })
    expect(asked).toHaveLength(1)
  })

  test('--allow-clear answers it, for the sides that have a login', async () => {
    const world = monitorsWorld()
    const smtp = { server: 'smtp.example.com', userid: 'probe', password: 'ssm:a' }
    const file = await fileOf('m.json', JSON.stringify([definition('shop', { mailbox: PLAIN, smtp })]))
    expect(await world.says(['import', file, '--allow-clear'])).toMatchObject({ code: 0, err: '' })
    expect(await tlsOf(world, 'shop')).toBe('opportunistic')
    expect(await tlsOf(world, 'shop', 'smtp')).toBe('opportunistic')
  })

  test('--allow-clear answers it later too, as the line of the first import proposes', async () => {
    const world = monitorsWorld()
    const file = await fileOf('m.csv', CSV)
    await world.says(['import', file])
    await world.runs.noteTlsSeen(place('plain'))
    expect(await world.says(['import', file, '--allow-clear'])).toEqual({
      code: 0,
      out: 'updated 1: plain\nunchanged 3: secure, here, sends\n',
      err: '',
    })
    expect(await tlsOf(world, 'plain')).toBe('opportunistic')
    expect(await world.runs.wasTlsSeen(place('plain'))).toBe(false)
  })

  test('--dry-run asks nothing and writes nothing', async () => {
    const world = monitorsWorld()
    const ask = () => Promise.reject(new Error('asked'))
    const { err } = await world.says(['import', await fileOf('m.csv', CSV), '--dry-run'], { ask })
    expect(err).toBe(LINE)
    expect(await world.store.list()).toEqual([])
  })

  test('what a row allows already stays, though the file says nothing of it', async () => {
    const world = monitorsWorld()
    await world.put(definition('shop', { mailbox: { ...PLAIN, tls: 'opportunistic' } }))
    const silent = await fileOf('m.json', JSON.stringify([definition('shop', { mailbox: PLAIN })]))
    expect(await world.says(['import', silent])).toEqual({ code: 0, out: 'unchanged 1: shop\n', err: '' })
  })

  test.each([{ server: 'pop3://other.example.com' }, { junkServer: 'imap://other.example.com' }])(
    'what a row allows goes no further than its servers: %j',
    async (elsewhere) => {
      const world = monitorsWorld()
      await world.put(definition('shop', { mailbox: { ...PLAIN, tls: 'opportunistic' } }))
      const mailbox = { ...PLAIN, ...elsewhere }
      const other = await fileOf('m.json', JSON.stringify([definition('shop', { mailbox })]))
      await world.says(['import', other, '--replace'])
      expect(await tlsOf(world, 'shop')).toBeUndefined()
    },
  )

  test('a row that has a server taken away still allows what it did', async () => {
    const world = monitorsWorld()
    const junkServer = 'imap://imap.example.com'
    await world.put(definition('shop', { mailbox: { ...PLAIN, junkServer, tls: 'opportunistic' } }))
    const fewer = await fileOf('m.json', JSON.stringify([definition('shop', { mailbox: PLAIN })]))
    await world.says(['import', fewer, '--replace'])
    expect(await tlsOf(world, 'shop')).toBe('opportunistic')
    expect((await world.definitionOf('shop'))?.mailbox).not.toHaveProperty('junkServer')
  })
})

describe('one monitor', () => {
  test('add asks and takes --allow-clear as import does', async () => {
    const world = monitorsWorld()
    const options = ['--email', 'a@example.com', '--mailbox', 'pop.example.com', '--userid', 'a']
    const more = [...options, '--password-ref', 'ssm:a', '--smtp', 'smtp.example.com']
    await world.says(['add', 'asked', ...more], { ask: yes })
    await world.says(['add', 'told', ...more, '--allow-clear'])
    await world.says(['add', 'silent', ...more])
    expect(await tlsOf(world, 'asked')).toBe('opportunistic')
    expect(await tlsOf(world, 'told')).toBe('opportunistic')
    expect(await tlsOf(world, 'silent')).toBeUndefined()
  })

  test('edit --allow-clear writes it, and forgets that the server had TLS', async () => {
    const world = monitorsWorld()
    await world.put(definition('shop', { mailbox: PLAIN }))
    await world.runs.noteTlsSeen(place('shop'))
    expect(await world.says(['edit', 'shop', '--allow-clear'])).toMatchObject({
      code: 0,
      out: 'shop: changed\n',
    })
    expect(await tlsOf(world, 'shop')).toBe('opportunistic')
    expect(await world.runs.wasTlsSeen(place('shop'))).toBe(false)
  })

  test('an edit without it forgets nothing, whatever it writes', async () => {
    const world = monitorsWorld()
    await world.put(definition('shop', { mailbox: PLAIN }))
    await world.runs.noteTlsSeen(place('shop'))
    await world.says(['edit', 'shop', '--set', 'mailbox.tls=none'])
    expect(await world.runs.wasTlsSeen(place('shop'))).toBe(true)
  })

  test('a monitor of the stack is told where to write it, and forgotten all the same', async () => {
    const world = monitorsWorld()
    await world.put(definition('shop', { mailbox: PLAIN }), { managedBy: 'stack' })
    await world.runs.noteTlsSeen(place('shop'))
    const { code, out } = await world.says(['edit', 'shop', '--allow-clear'])
    expect(code).toBe(0)
    expect(out).toContain('cdk/monitors.ts (tls: "opportunistic")')
    expect(await world.runs.wasTlsSeen(place('shop'))).toBe(false)
    expect(await tlsOf(world, 'shop')).toBeUndefined()
    await expect(world.says(['edit', 'shop', '--allow-clear', '--set', 'name=x'])).resolves.toMatchObject({
      code: 1,
    })
  })

  test('removed on this machine, what is known of it goes too', async () => {
    const world = monitorsWorld('local-table')
    await world.put(definition('shop', { mailbox: PLAIN }))
    await world.runs.noteTlsSeen(place('shop'))
    await world.says(['remove', 'shop', '--yes'])
    expect(await world.runs.wasTlsSeen(place('shop'))).toBe(false)
  })
})

test('list names whoever may log in without TLS, whoever wrote that', async () => {
  const world = monitorsWorld()
  await world.put(definition('blog', { mailbox: { ...PLAIN, tls: 'none' } }))
  await world.put(definition('shop', { mailbox: { ...PLAIN, tls: 'opportunistic' } }), { managedBy: 'stack' })
  await world.put(definition('safe', { mailbox: PLAIN }))
  await world.put(definition('here', { mailbox: { ...PLAIN, server: '127.0.0.1', tls: 'none' } }))
  const { err } = await world.says(['list'])
  expect(err).toContain('May log in without TLS, so the password can be read on the network: blog, shop\n')
})
