import { describe, expect, test } from 'vitest'

import type { SecretReader } from '../../../../shared/app/ports/secrets.ts'
import { storedSecretText } from '../../../../shared/core/definition/stored-secret.ts'
import { TABLES } from '../../account.ts'
import { roundtrip } from '../../roundtrip-process.ts'
import { STACK } from '../../surroundings.ts'
import { KNOWS_HOSTS, PARAMETER, mailbox, secretWorld, smtp } from './secret-world.ts'
import { longTest } from '../../../support/thorough.ts'

/** A store that cannot be asked. */
const throttled = () =>
  Promise.resolve<SecretReader>({
    read: () => Promise.reject(new Error('cannot read inbox: ThrottlingException')),
    howToSet: () => 'set it',
  })

/** A store that holds this of the secret. */
function readingOf(reading: { kind: 'forbidden' | 'unreadable'; problem: string }) {
  const reference = { store: 'ssm', name: 'inbox' } as const
  const reader: SecretReader = {
    read: () => Promise.resolve([{ reference, fullName: 'SSM parameter inbox', ...reading }]),
    howToSet: () => 'set it',
  }
  return () => Promise.resolve(reader)
}

describe('without a terminal', () => {
  test('the hosts are those of the monitor that names it, on both sides, and are told', async () => {
    const world = await secretWorld(
      { [STACK]: KNOWS_HOSTS },
      ['inbox', { ...mailbox('Pop.Example.com'), ...smtp('smtp.example.com') }],
      [
        'orders',
        { ...mailbox('other.example.com', 'ssm:orders'), ...smtp('x.example', 'secretsmanager:inbox') },
      ],
    )
    const { code, out, err } = await world.set()
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toBe(
      `inbox is set: ${PARAMETER} in eu-west-1, version 1, for pop.example.com, smtp.example.com alone\n`,
    )
    expect(world.stored.get(PARAMETER)).toBe(
      storedSecretText({ hosts: ['pop.example.com', 'smtp.example.com'], value: 'hunter2' }),
    )
  })

  longTest('a row with mistakes elsewhere counts, and so does a pipe of another process', async () => {
    const world = await secretWorld({ [STACK]: KNOWS_HOSTS }, [
      'inbox',
      { ...mailbox('mail.example.com'), timeoutSeconds: 'x' },
    ])
    const { code } = await roundtrip(['secrets', 'set', 'inbox'], world.env, 'hunter2\n').ended()
    expect({ code, hosts: world.hosts() }).toEqual({ code: 0, hosts: ['mail.example.com'] })
  })

  test.each<[string, Record<string, unknown>]>([
    ['another server', mailbox('evil.example')],
    ['the right server, and another beside it', { ...mailbox('mail.example.com'), ...smtp('evil.example') }],
  ])('a row that was slipped in with %s makes nobody a host: it must be said which', async (_, row) => {
    const world = await secretWorld(
      { [STACK]: KNOWS_HOSTS },
      ['inbox', mailbox('mail.example.com')],
      ['a', row],
    )
    const { code, out, err } = await world.set()
    expect({ code, out, stored: world.stored.size }).toEqual({ code: 2, out: '', stored: 0 })
    expect(err).toMatch(/differ \(.*mail\.example\.com: .*inbox \(mailbox\).*\).*--host/)
    expect(err).toMatch(/evil\.example: a \((mailbox|smtp)\)/)
    expect(err.trimEnd().split('\n')).toHaveLength(1)
  })

  test('a new password keeps the hosts of the one before, though a row names another server by now', async () => {
    const world = await secretWorld({ [STACK]: KNOWS_HOSTS }, ['inbox', mailbox('evil.example')])
    world.stored.set(PARAMETER, storedSecretText({ hosts: ['mail.example.com'], value: 'old' }))
    const { code, err } = await world.set()
    expect(code).toBe(0)
    expect(err).toContain('so its runs end as secret-not-for-host: evil.example: inbox (mailbox)\n')
    expect(world.stored.get(PARAMETER)).toBe(
      storedSecretText({ hosts: ['mail.example.com'], value: 'hunter2' }),
    )
  })

  test.each([
    ['a store that cannot be asked', throttled],
    ['one that may not be read', readingOf({ kind: 'forbidden', problem: 'may not be read' })],
    [
      'one that cannot be understood',
      readingOf({ kind: 'unreadable', problem: 'was stored by a newer version' }),
    ],
  ])(
    '%s does not have those of the row taken for those that it is stored for',
    async (_what, storedSecrets) => {
      const world = await secretWorld({ [STACK]: KNOWS_HOSTS }, ['inbox', mailbox('evil.example')])
      const { code, err } = await world.set([], { storedSecrets })
      expect({ code, stored: world.stored.size }).toEqual({ code: 2, stored: 0 })
      expect(err).toContain(
        'cannot be read, and there is no terminal to ask: name them with --host HOST; nothing was changed',
      )
      const named = await world.set(['--host', 'mail.example.com'], { storedSecrets })
      expect(named.code).toBe(0)
      expect(world.hosts()).toEqual(['mail.example.com'])
    },
  )

  test('two monitors that name the same server agree', async () => {
    const row = mailbox('mail.example.com')
    const world = await secretWorld({ [STACK]: KNOWS_HOSTS }, ['a', row], ['b', row])
    expect(await world.set()).toMatchObject({ code: 0, err: '' })
    expect(world.hosts()).toEqual(['mail.example.com'])
  })

  test('where no monitor names it, --host is asked for', async () => {
    const world = await secretWorld({ [STACK]: KNOWS_HOSTS }, [
      'orders',
      mailbox('mail.example.com', 'ssm:orders'),
    ])
    const { code, err } = await world.set()
    expect({ code, stored: world.stored.size }).toEqual({ code: 2, stored: 0 })
    expect(err).toMatch(
      /^roundtrip secrets set: no hosts that inbox may be sent to: no monitor names it.*--host HOST; nothing/,
    )
  })
})

describe('--host', () => {
  test('may be repeated, hold several, and be any spelling; nobody is asked', async () => {
    const world = await secretWorld({ [STACK]: KNOWS_HOSTS })
    const options = ['--host', 'A.example.,b.example', '--host=[2001:db8:0::1]', '--host', 'a.example']
    expect(await world.set(options)).toMatchObject({ code: 0, err: '' })
    expect(world.hosts()).toEqual(['a.example', 'b.example', '2001:db8::1'])
  })

  test('with a slip is stored as written, and both the monitor left out and the near name are told', async () => {
    const world = await secretWorld({ [STACK]: KNOWS_HOSTS }, ['inbox', mailbox('mail.example.com')])
    const { code, err } = await world.set(['--host', 'mail.exmaple.com'])
    expect(code).toBe(0)
    expect(err).toBe(
      'not among the hosts, so its runs end as secret-not-for-host: mail.example.com: inbox (mailbox)\n' +
        'no monitor that names it has the server mail.exmaple.com; did you mean mail.example.com?\n',
    )
  })

  test('that is none is refused before anything is asked', async () => {
    const world = await secretWorld({ [STACK]: KNOWS_HOSTS })
    const never = () => Promise.reject(new Error('asked'))
    expect(await world.set(['--host', 'a..b'], { readSecret: never })).toMatchObject({
      code: 2,
      err: expect.stringContaining('secrets set: --host: expected a host as mail.example.com') as unknown,
    })
  })

  test('without a stack yet is stored with its hosts, and the stack is named as missing', async () => {
    const world = await secretWorld({})
    const { code, err } = await world.set(['--host', 'mail.example.com'])
    expect(code).toBe(0)
    expect(err).toBe(`stack ${STACK} in eu-west-1 is not deployed yet\n`)
    expect(world.hosts()).toEqual(['mail.example.com'])
  })
})

describe('a stack whose probes know no hosts', () => {
  test.each([[[]], [['--host', 'mail.example.com']]])(
    'gets the password alone, and says so: %j',
    async (options) => {
      const world = await secretWorld({ [STACK]: TABLES }, ['inbox', mailbox('mail.example.com')])
      const { code, out, err } = await world.set(options)
      expect(code).toBe(0)
      expect(out).toContain('for any host\n')
      expect(err).toBe(
        `stack ${STACK} in eu-west-1 was deployed before passwords had hosts, and gets the password without hosts: ` +
          'deploy it (npx cdk deploy), then set inbox again\n',
      )
      expect(world.stored.get(PARAMETER)).toBe('hunter2')
    },
  )
})

test('--any-host stores the password alone, and asks no stack', async () => {
  const world = await secretWorld('denied')
  const { code, out } = await world.set(['--any-host'])
  expect({ code, value: world.stored.get(PARAMETER) }).toEqual({ code: 0, value: 'hunter2' })
  expect(out).toContain('for any host\n')
})

test('a stack that may not be asked stores nothing, and says what would', async () => {
  const world = await secretWorld('denied')
  const { code, err } = await world.set(['--host', 'mail.example.com'])
  expect({ code, stored: world.stored.size }).toEqual({ code: 1, stored: 0 })
  expect(err).toMatch(
    /^roundtrip: AWS does not allow you .*DescribeStacks: the stack's policy administer does; --any-host stores it without asking the stack\n$/,
  )
})

test.each([[[]], [['--any-host']]])(
  'a value that is a stored secret already is refused, and not repeated: %j',
  async (options) => {
    const world = await secretWorld({ [STACK]: KNOWS_HOSTS }, ['inbox', mailbox('mail.example.com')])
    const value = storedSecretText({ hosts: ['mail.example.com'], value: 'hunter2' })
    const { code, err } = await world.set(options, { readSecret: () => Promise.resolve(value) })
    expect({ code, stored: world.stored.size }).toEqual({ code: 2, stored: 0 })
    expect(err).toMatch(/not a password, but the stored form of one/)
    expect(err).not.toContain('hunter2')
  },
)
