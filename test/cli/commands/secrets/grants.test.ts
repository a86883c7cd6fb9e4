import { describe, expect, test } from 'vitest'

import { readSecretsFile } from '../../../../local/secrets/secrets-file.ts'
import { parseStoredSecret, storedSecretText } from '../../../../shared/core/definition/stored-secret.ts'
import { dataFolder } from '../../../support/temporary-files.ts'
import { STACK } from '../../surroundings.ts'
import { says } from '../../says.ts'
import { TABLES } from '../../account.ts'
import { KNOWS_HOSTS, PARAMETER, mailbox, secretWorld } from './secret-world.ts'
import { longTest } from '../../../support/thorough.ts'

const SECRET = 'Zx~8Q.hunter2-hunter2'
const GRANT = {
  grant: 'client-credentials',
  tenant: 'contoso.onmicrosoft.com',
  clientId: '11111111-2222-3333-4444-555555555555',
  clientSecret: SECRET,
  clientSecretEnds: '2027-05-31',
}
const PARAMETER_OF_GRANT = `/roundtrip/${STACK}/grants/inbox`
const MICROSOFT = ['outlook.office365.com', 'smtp.office365.com']

const typed = (value: unknown) => ({ readSecret: () => Promise.resolve(JSON.stringify(value, undefined, 2)) })
const granted = (host: string) => ({
  mailbox: { server: `imaps://${host}`, userid: 'probe', grant: 'ssm:inbox' },
})

describe('secrets set takes JSON for a grant', () => {
  test('stores it beside the passwords, in one line, for the servers of the monitors that name it as one', async () => {
    const world = await secretWorld(
      { [STACK]: KNOWS_HOSTS },
      ['office', granted('outlook.office365.com')],
      ['shop', mailbox('pop.example.com')],
    )
    world.stored.set(PARAMETER, 'a password')
    const { code, out, err } = await world.set([], typed(GRANT))
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toContain(
      `inbox is set: ${PARAMETER_OF_GRANT} in eu-west-1, version 1, for outlook.office365.com alone, an OAuth2 grant (`,
    )
    expect(out).toContain('contoso.onmicrosoft.com')
    expect(out).toContain('secret ends 2027-05-31')
    expect(world.stored.get(PARAMETER_OF_GRANT)).toBe(
      storedSecretText({ hosts: ['outlook.office365.com'], value: JSON.stringify(GRANT) }),
    )
    expect(world.stored.get(PARAMETER)).toBe('a password')
    expect(out).not.toContain(SECRET)
  })

  test('where no monitor names it yet it is for the mail servers of its provider, which a terminal proposes', async () => {
    const world = await secretWorld({ [STACK]: KNOWS_HOSTS })
    expect(await world.set([], typed(GRANT))).toMatchObject({ code: 0 })
    expect(parseStoredSecret(world.stored.get(PARAMETER_OF_GRANT) ?? '')).toMatchObject({ hosts: MICROSOFT })
    world.stored.clear()
    const questions: string[] = []
    const ask = (question: string) => (questions.push(question), Promise.resolve(''))
    expect(await world.set([], { ...typed(GRANT), ask })).toMatchObject({
      code: 0,
      err: expect.stringContaining(`The mail servers of its provider: ${MICROSOFT.join(', ')}.`) as unknown,
    })
    expect(questions).toEqual([`Hosts that it may be sent to [${MICROSOFT.join(', ')}]: `])
  })

  test.each([
    ['an app at Microsoft', GRANT, true],
    [
      'a login at Microsoft',
      { ...GRANT, grant: 'refresh-token', provider: 'microsoft', refreshToken: 'r-1' },
      true,
    ],
    [
      'an app elsewhere',
      { ...GRANT, tenant: undefined, tokenEndpoint: 'https://id.example.com/t', scope: 'm' },
      false,
    ],
  ])('it remarks on the Secret ID in place of its Value, of %s', async (_, grant, isRemarked) => {
    const world = await secretWorld({ [STACK]: KNOWS_HOSTS })
    const set = (clientSecret: string) =>
      world.set(['--host', 'outlook.office365.com'], typed({ ...grant, clientSecret }))
    const id = 'a3b9f0c2-7d41-4e58-9c66-0f1e2d3c4b5a'
    const { code, out } = await set(id)
    expect({ code, isRemarked: out.includes('has the form of a Secret ID') }).toEqual({ code: 0, isRemarked })
    expect(out).not.toContain(id)
    expect((await set(SECRET)).out).not.toContain('Secret ID')
  })

  test('a row with a server that is none of its provider decides nothing', async () => {
    const world = await secretWorld({ [STACK]: KNOWS_HOSTS }, ['slipped-in', granted('imap.evil.example')])
    const { code, err } = await world.set([], typed(GRANT))
    expect({ code, err }).toMatchObject({
      code: 2,
      err: expect.stringContaining('imap.evil.example, which a monitor names, is no mail server') as unknown,
    })
    expect(world.stored.has(PARAMETER_OF_GRANT)).toBe(false)
  })

  test('of a provider that nobody knows, hosts are asked for', async () => {
    const world = await secretWorld({ [STACK]: KNOWS_HOSTS })
    const other = { grant: 'client-credentials', clientId: 'x', clientSecret: SECRET, scope: 'mail' }
    const { code, err } = await world.set(
      [],
      typed({ ...other, tokenEndpoint: 'https://login.example.com/token' }),
    )
    expect({ code, stored: world.stored.size }).toEqual({ code: 2, stored: 0 })
    expect(err).toContain('no monitor names it, and there is no terminal to ask')
  })

  test('a new one keeps the hosts of the one before, and takes none of the password that is called alike', async () => {
    const world = await secretWorld({ [STACK]: KNOWS_HOSTS })
    world.stored.set(PARAMETER, storedSecretText({ hosts: ['evil.example'], value: 'a password' }))
    await world.set(['--host', 'mail.contoso.com'], typed(GRANT))
    await world.set([], typed({ ...GRANT, clientSecretEnds: '2028-01-01' }))
    expect(parseStoredSecret(world.stored.get(PARAMETER_OF_GRANT) ?? '')).toMatchObject({
      hosts: ['mail.contoso.com'],
      value: expect.stringContaining('2028-01-01') as string,
    })
  })

  test.each<[string, unknown, readonly string[]]>([
    [
      'every mistake',
      { ...GRANT, tenant: 'common', clientId: undefined, colour: SECRET },
      ['its clientId: expected', 'its colour: '],
    ],
    ['another kind', { grant: SECRET }, ['its grant: expected "client-credentials", "service-account" or']],
    ['a list', [SECRET, '\n'], ['']],
  ])('%s is told by its field, without its value, and nothing is stored', async (_, value, sentences) => {
    const world = await secretWorld({ [STACK]: KNOWS_HOSTS })
    const { code, out, err } = await world.set(['--host', 'mail.example.com'], typed(value))
    expect({ code, out, stored: world.stored.size }).toEqual({ code: 2, out: '', stored: 0 })
    for (const sentence of sentences) expect(err).toContain(sentence)
    expect(err).toContain('the value for inbox was taken for an OAuth2 grant (several lines, or JSON)')
    expect(err).not.toContain(SECRET)
  })

  test.each([
    ['its provider', GRANT, `--host ${MICROSOFT.join(',')}`],
    [
      'nobody knows',
      { ...GRANT, tenant: undefined, tokenEndpoint: 'https://login.example.com/token', scope: 'mail' },
      '--host HOST',
    ],
  ])('one for any host is refused, with the hosts to name: %s', async (_, grant, hosts) => {
    const world = await secretWorld({ [STACK]: KNOWS_HOSTS })
    const { code, err } = await world.set(['--any-host'], typed(grant))
    expect({ code, stored: world.stored.size }).toEqual({ code: 2, stored: 0 })
    expect(err).toContain(hosts)
    expect(err).not.toContain(SECRET)
  })

  test('a stack that knows no hosts gets none of it', async () => {
    const world = await secretWorld({ [STACK]: TABLES })
    const { code, err } = await world.set([], typed(GRANT))
    expect({ code, stored: world.stored.size }).toEqual({ code: 1, stored: 0 })
    expect(err).toContain('knows no OAuth2 grants yet: deploy it (npx cdk deploy), then set inbox again')
  })
})

longTest('on one machine it stands in secrets.json, and secrets list tells what it is', async () => {
  const data = await dataFolder()
  const add = ['monitors', 'add', 'office', '--email', 'probe@contoso.com', '--userid', 'probe@contoso.com']
  const servers = ['--mailbox', 'imaps://outlook.office365.com', '--smtp', 'smtp://smtp.office365.com:587']
  await says([...add, ...servers, '--grant-ref', 'ssm:m365', '--local', data])
  expect(
    await says(['secrets', 'set', 'm365', '--local', data], {
      ...typed(GRANT),
      settings: () => Promise.resolve({}),
    }),
  ).toMatchObject({
    code: 0,
    out: expect.stringContaining(
      `m365 is set: ${data}/secrets.json, for outlook.office365.com alone`,
    ) as string,
  })
  expect(await readSecretsFile(data)).toEqual({
    m365: storedSecretText({ hosts: ['outlook.office365.com'], value: JSON.stringify(GRANT) }),
  })
  const { out } = await says(['secrets', 'list', '--local', data, '--json'])
  expect(JSON.parse(out)).toMatchObject({
    items: [{ kind: 'grant', secret: 'ssm:m365', stored: 'yes', monitors: ['office'] }],
  })
  expect(out).not.toContain(SECRET)
})
