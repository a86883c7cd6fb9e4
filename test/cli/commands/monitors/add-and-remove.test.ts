import { describe, expect, test } from 'vitest'

import { fileOf } from '../../../support/temporary-files.ts'
import { mistakesIn } from '../../says.ts'
import { definition, monitorsWorld } from './monitors-world.ts'
import { typedWorld } from './typed-world.ts'

const OPTIONS = [
  ...['--email', 'probe@example.com', '--mailbox', 'pop3s://pop.example.com', '--userid', 'probe'],
  ...['--password-ref', 'ssm:shop', '--smtp', 'smtp://smtp.example.com:587'],
]

describe('add', () => {
  test('adds the monitor that options describe', async () => {
    const world = monitorsWorld()
    const more = [
      ...['--name', '007', '--timeout', '60', '--interval', '5', '--from', 'me@example.com'],
      ...['--smtp-userid', '42', '--smtp-password-ref=ssm:smtp'],
      ...['--set', 'mailbox.tls=required', '--set', 'tags=[web, shop]', '--set', 'alerts[0].onError=false'],
    ]
    expect(await world.says(['add', 'shop', ...OPTIONS, ...more])).toEqual({
      code: 0,
      out: 'added 1: shop\n',
      err: 'shop: a login is made only under TLS, since the definition does not mention it; --allow-clear allows the password to be sent without TLS\n',
    })
    expect(await world.store.find('shop')).toEqual({
      monitorId: 'shop',
      managedBy: 'table',
      revision: 1,
      definition: {
        ...definition('shop'),
        name: '007',
        timeoutSeconds: 60,
        intervalMinutes: 5,
        mailbox: {
          server: 'pop3s://pop.example.com',
          userid: 'probe',
          password: 'ssm:shop',
          tls: 'required',
        },
        smtp: {
          server: 'smtp://smtp.example.com:587',
          from: 'me@example.com',
          userid: '42',
          password: 'ssm:smtp',
        },
        tags: ['web', 'shop'],
        alerts: [{ onError: false }],
      },
    })
  })

  test('takes OAuth2 grants in place of passwords', async () => {
    const world = monitorsWorld()
    const grants = ['--grant-ref', 'ssm:m365', '--smtp-userid', 'probe', '--smtp-grant-ref', 'ssm:m365']
    expect(await world.says(['add', 'shop', ...OPTIONS.toSpliced(6, 2), ...grants])).toMatchObject({
      code: 0,
    })
    const { mailbox, smtp } = (await world.definitionOf('shop')) ?? {}
    expect([mailbox, smtp]).toMatchObject([{ grant: 'ssm:m365' }, { userid: 'probe', grant: 'ssm:m365' }])
    expect(mailbox).not.toHaveProperty('password')
  })

  test('takes the folder of an IMAP mailbox, whatever it looks like, and the server of a junk folder', async () => {
    const world = monitorsWorld()
    const imap = ['--mailbox', 'imaps://imap.example.com', '--folder', '2026', '--junk', 'ok']
    expect(await world.says(['add', 'shop', ...OPTIONS.toSpliced(2, 2), ...imap])).toMatchObject({ code: 0 })
    expect((await world.definitionOf('shop'))?.mailbox).toMatchObject({
      server: 'imaps://imap.example.com',
      folder: '2026',
      junk: 'ok',
    })
    await world.says(['add', 'blog', ...OPTIONS, '--junk-server', 'imaps://imap.example.com'])
    expect((await world.definitionOf('blog'))?.mailbox).toMatchObject({
      server: 'pop3s://pop.example.com',
      junkServer: 'imaps://imap.example.com',
    })
  })

  test('adds those of a file, all or none', async () => {
    const world = monitorsWorld()
    await world.put(definition('blog'))
    const both = await fileOf('mine.json', JSON.stringify([definition('shop'), definition('blog')]))
    const { code, err } = await world.says(['add', both])
    expect(code).toBe(1)
    expect(err).toMatch(/^roundtrip: blog exists already in stack Roundtrip .*: nothing was added; .*\n$/)
    expect(await world.definitionOf('shop')).toBeUndefined()
    expect(
      await world.says(['add', await fileOf('shop.json', JSON.stringify(definition('shop')))]),
    ).toMatchObject({
      code: 0,
      out: 'added 1: shop\n',
    })
    expect(
      (
        await world.says(['add', '-'], {
          readInput: () => Promise.resolve(JSON.stringify(definition('wiki'))),
        })
      ).code,
    ).toBe(0)
  })

  test('changes no monitor that is there, whoever manages it', async () => {
    const world = monitorsWorld()
    await world.put(definition('shop'), { managedBy: 'stack' })
    expect(await world.says(['add', 'shop', ...OPTIONS])).toMatchObject({ code: 1 })
    expect(await world.store.find('shop')).toMatchObject({ managedBy: 'stack', revision: 1 })
  })

  test.each([
    [['add', 'Shop', ...OPTIONS], /the id: expected 1 to 64 lower-case letters/],
    [
      ['add', 'shop'],
      /--email: .*\n {2}--mailbox, --userid and --password-ref or --grant-ref: expected all three, got nothing/,
    ],
    [
      ['add', 'shop', ...OPTIONS, '--timeout', 'long'],
      /--timeout: expected a whole number of seconds from 5 to 300, got "long"/,
    ],
    [['add', 'shop', ...OPTIONS, '--set', 'colour=red'], /colour: there is no such field/],
    [['add', 'shop', ...OPTIONS, '--set', 'colour'], /--set: expected PATH=VALUE/],
    [
      ['add', 'shop', '--password-ref', 'hunter2'],
      /--password-ref: expected a reference, not the password itself \(not shown\)/,
    ],
    [
      ['add', 'shop', '--password', 'hunter2'],
      /--password: a password on the command line .* --password-ref ssm:NAME/,
    ],
    [
      ['add', 'shop', ...OPTIONS, '--set', 'mailbox.password="hunter2'],
      /--set mailbox.password: the value looks like YAML/,
    ],
    [['add', 'shop.yaml', '--email', 'a@b.example'], /--email: not allowed with a file/],
    [['add', 'shop', ...OPTIONS, '--format', 'csv'], /--format: only allowed with a file/],
    [['add'], /expected FILE\|ID \(the name of one file, or the id of a new monitor\)/],
  ])('%j is a mistake in the command line', async (args, message) => {
    const world = monitorsWorld()
    const told = await mistakesIn(world.says(args))
    expect(told).toMatch(message)
    expect(told).not.toContain('hunter2')
    expect(await world.store.list()).toEqual([])
  })
})

describe('remove', () => {
  test('asks on a terminal, and removes at y alone', async () => {
    const world = monitorsWorld()
    await world.put(definition('shop'))
    const asked: string[] = []
    const answering = (answer: string) => ({
      ask: (question: string) => {
        asked.push(question)
        return Promise.resolve(answer)
      },
    })
    for (const answer of ['', 'n', 'maybe']) {
      expect(await world.says(['remove', 'shop'], answering(answer))).toEqual({
        code: 1,
        out: '',
        err: 'Nothing was removed.\n',
      })
    }
    expect(await world.says(['remove', 'shop'], answering('y'))).toEqual({
      code: 0,
      out: 'shop: removed; its results stay\n',
      err: '',
    })
    expect(asked[0]).toBe('Remove shop from stack Roundtrip in eu-west-1? Results stay. (y/N) ')
    expect(await world.store.list()).toEqual([])
  })

  test('does not ask with --yes, and needs it where there is no terminal', async () => {
    const world = monitorsWorld()
    await world.put(definition('shop'))
    await world.put(definition('blog'))
    expect(await mistakesIn(world.says(['remove', 'shop']))).toMatch(
      'there is no terminal to ask on; --yes removes',
    )
    expect(await world.says(['remove', 'shop', 'blog', 'shop', '--yes'])).toMatchObject({
      code: 0,
      out: 'shop: removed; its results stay\nblog: removed; its results stay\n',
    })
  })

  test('removes none where one is not there, or is the stack’s', async () => {
    const world = monitorsWorld()
    await world.put(definition('shop'))
    await world.put(definition('blog'), { managedBy: 'stack' })
    const { code, out, err } = await world.says(['remove', 'shop', 'blog', 'nowhere', '--yes'])
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err.split('\n')).toEqual([
      expect.stringMatching(
        /^blog is defined in cdk\/monitors\.ts: .*; here it can be paused and resumed, and npx roundtrip maintenance /,
      ),
      expect.stringMatching(/^there is no monitor "nowhere"/),
      'roundtrip: nothing was removed',
      '',
    ])
    expect(await world.store.list()).toHaveLength(2)
  })

  test('can remove a row with mistakes', async () => {
    const world = await typedWorld({ monitorId: { S: 'Odd One' }, revision: { S: 'seven' } })
    expect(await world.says(['remove', 'Odd One', '--yes'])).toMatchObject({ code: 0 })
  })
})
