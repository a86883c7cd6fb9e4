import { expect, test } from 'vitest'

import type { SecretKeeper } from '../../shared/app/ports/secret-keeper.ts'
import { SecretNotWritable } from '../../shared/app/ports/secret-writer.ts'
import { storedSecretText } from '../../shared/core/definition/stored-secret.ts'
import { explainStore } from '../../shared/http/explain-store.ts'
import type { HttpHome } from '../../shared/http/home.ts'
import { changesWorld, problem } from './changes-world.ts'

const VALUE = 'corr3ct "horse" ü'
const HOSTS = ['mail.example.com']

/** Whatever is answered or reported is looked through for the password at the end of each wish. */
async function world(differing: Partial<HttpHome> = {}) {
  const made = await changesWorld(differing)
  return {
    ...made,
    async put(body: object, name = 'new') {
      const { status, body: answer, text } = await made.ask(`/secrets/${name}`, { method: 'PUT', body })
      const reported = made.faults.map((one) =>
        one instanceof Error ? `${one.stack}${String(one.cause)}` : one,
      )
      for (const shown of [text, JSON.stringify(reported)]) {
        expect(shown).not.toContain('corr3ct')
        expect(shown).not.toContain(Buffer.from(VALUE).toString('base64').slice(0, 8))
      }
      return { status, body: answer }
    },
  }
}

const GUID = '11111111-2222-3333-4444-555555555555'

/** The keeper of the world, but for what is named. */
async function keeping(change: Partial<SecretKeeper>, differing: Partial<HttpHome> = {}) {
  const { home } = await changesWorld()
  if (!home.secrets) throw new Error('there is no keeper')
  return world({ ...differing, secrets: { ...home.secrets, ...change } })
}

test('a password is stored for the hosts that are named, each as the rest of Roundtrip writes it', async () => {
  const { put, stored } = await world()
  expect(await put({ value: VALUE, hosts: ['Mail.Example.com.', '192.0.2.1'] })).toEqual({
    status: 200,
    body: {
      secret: 'ssm:new',
      where: 'new in memory',
      hosts: ['mail.example.com', '192.0.2.1'],
      remarks: [],
    },
  })
  expect([...stored]).toEqual([
    ['ssm:new', storedSecretText({ hosts: ['mail.example.com', '192.0.2.1'], value: VALUE })],
  ])
})

test('a grant is stored apart from passwords for its provider, and its mistakes are told by field', async () => {
  const grant = {
    grant: 'client-credentials',
    tenant: 'contoso.com',
    clientId: GUID,
    clientSecret: 'corr3ct-horse',
  }
  const { put, stored } = await world()
  const { status, body } = await put({ value: JSON.stringify(grant) })
  expect({ status, body }).toMatchObject({
    status: 200,
    body: {
      secret: 'ssm:new',
      hosts: ['outlook.office365.com', 'smtp.office365.com'],
      grant: expect.stringContaining('contoso.com') as string,
    },
  })
  expect([...stored.keys()]).toEqual(['grant ssm:new'])
  expect(
    await put({ value: JSON.stringify({ ...grant, clientId: VALUE, tenant: undefined }) }),
  ).toMatchObject({
    status: 422,
    body: problem('invalid-body', 'value'),
  })
})

test('without hosts they are those of the monitor that names it, and later those that it is stored for', async () => {
  const { put, stored } = await world()
  expect((await put({ value: VALUE }, 'shop')).body).toMatchObject({ hosts: ['pop.example.com'] })
  await put({ value: VALUE, hosts: ['pop3.example.com'] }, 'shop')
  expect(await put({ value: 'another one' }, 'shop')).toMatchObject({
    status: 200,
    body: {
      hosts: ['pop3.example.com'],
      remarks: [
        expect.stringMatching(/^not among the hosts, .*pop\.example\.com: .*shop/) as string,
        expect.stringContaining('did you mean pop.example.com?') as string,
      ],
    },
  })
  expect(stored.get('ssm:shop')).toBe(storedSecretText({ hosts: ['pop3.example.com'], value: 'another one' }))
})

test('a row that was slipped in makes nobody a host: it must be said which', async () => {
  const { put, has, stored } = await world()
  await has('evil', { mailbox: { server: 'pop3s://evil.example', userid: 'x', password: 'ssm:shop' } })
  const { status, body } = await put({ value: VALUE }, 'shop')
  expect({ status, body }).toMatchObject({ status: 422, body: problem('invalid-body', 'hosts') })
  expect(JSON.stringify(body)).toContain('evil.example: evil (mailbox)')
  expect(stored.size).toBe(0)
})

test.each([
  ['no monitor names it', {}],
  ['its stored hosts cannot be read', { read: () => Promise.reject(new Error('no')) }],
])('where %s the hosts must be named', async (why, change) => {
  const { put } = await keeping(change)
  const { status, body } = await put({ value: VALUE })
  expect({ status, body }).toMatchObject({ status: 422, body: problem('invalid-body', 'hosts') })
  expect(JSON.stringify(body)).toContain(why)
  expect((await put({ value: VALUE, hosts: HOSTS })).status).toBe(200)
})

test('it may be one of Secrets Manager', async () => {
  const { put, stored } = await world()
  const { body } = await put({ value: VALUE, hosts: HOSTS, store: 'secretsmanager' })
  expect(body).toMatchObject({ secret: 'secretsmanager:new' })
  expect([...stored.keys()]).toEqual(['secretsmanager:new'])
})

test.each([
  ['none', { hosts: HOSTS }, 'value'],
  ['an empty one', { value: '', hosts: HOSTS }, 'value'],
  ['no text', { value: ['corr3ct'], hosts: HOSTS }, 'value'],
  ['with a line end', { value: `${VALUE}\n`, hosts: HOSTS }, 'value'],
  ['with another line', { value: `${VALUE}\r\nQUIT`, hosts: HOSTS }, 'value'],
  ['with a NUL', { value: `${VALUE}\0`, hosts: HOSTS }, 'value'],
  ['as it would be stored', { value: storedSecretText({ hosts: HOSTS, value: VALUE }) }, 'value'],
  ['that is too long', { value: VALUE.repeat(300), hosts: HOSTS }, 'value'],
  ['for no host', { value: VALUE, hosts: [] }, 'hosts'],
  ['for a pattern', { value: VALUE, hosts: ['*.example.com'] }, 'hosts'],
  ['for a URL', { value: VALUE, hosts: ['pop3s://mail.example.com:995'] }, 'hosts'],
  ['for text', { value: VALUE, hosts: 'mail.example.com' }, 'hosts'],
  ['for too many', { value: VALUE, hosts: Array.from({ length: 21 }, (_, i) => `m${i}.example`) }, 'hosts'],
  ['in the environment', { value: VALUE, hosts: HOSTS, store: 'env' }, 'store'],
])('a password is not stored: %s', async (_what, body, path) => {
  const { put, stored } = await world()
  expect(await put(body)).toMatchObject({ status: 422, body: problem('invalid-body', path) })
  expect(stored.size).toBe(0)
})

test.each(['a%2Fb', 'x'.repeat(65), '%00', 'a%20b'])('nothing can be called %s', async (name) => {
  const { put, stored } = await world()
  expect(await put({ value: VALUE, hosts: HOSTS }, name)).toMatchObject({ status: 404 })
  expect(stored.size).toBe(0)
})

const quoting = () => {
  const quoted = new Error(`400 for ${JSON.stringify({ Value: VALUE })}`, { cause: new Error(VALUE) })
  return Promise.reject(quoted)
}
const denied = () =>
  Promise.reject(
    Object.assign(new Error(`not authorized to perform: ssm:PutParameter with ${VALUE}`), {
      name: 'AccessDeniedException',
    }),
  )

test.each([
  ['a store that quotes what it refuses', { write: quoting }, 500, 'internal-error'],
  ['rights that are missing', { write: denied }, 403, 'access-denied'],
  [
    'what the user must put right first',
    { write: () => Promise.reject(new SecretNotWritable(`it takes less than ${VALUE}`)) },
    409,
    'conflict',
  ],
  ['a stack that knows no hosts yet', { form: 0 }, 409, 'conflict'],
])('%s is a problem, without the password', async (_what, change, status, slug) => {
  const { put } = await keeping(change, { explain: explainStore })
  expect(await put({ value: VALUE, hosts: HOSTS })).toMatchObject({ status, body: problem(slug) })
})

test('where none can be stored, that is said', async () => {
  const { home } = await changesWorld()
  const { secrets: _secrets, ...rest } = home
  const { put } = await world({ ...rest, secrets: undefined as never })
  expect(await put({ value: VALUE, hosts: HOSTS })).toMatchObject({ status: 409, body: problem('conflict') })
})

test('on one machine a secret is one, by either name of a store', async () => {
  const { put, has } = await keeping({ isOneStore: true })
  await has('other', {
    mailbox: { server: 'pop3s://pop.example.net', userid: 'x', password: 'secretsmanager:both' },
  })
  expect((await put({ value: VALUE }, 'both')).body).toMatchObject({ hosts: ['pop.example.net'] })
})

test('what is stored is listed with its kind and nothing of it, beside what monitors name', async () => {
  const { ask, put } = await world()
  await put({ value: VALUE, hosts: HOSTS }, 'unnamed')
  const grant = {
    grant: 'client-credentials',
    tenant: 'contoso.com',
    clientId: GUID,
    clientSecret: 'corr3ct-horse',
  }
  await put({ value: JSON.stringify(grant) }, 'office')
  const { body, text } = await ask('/secrets')
  expect(body).toEqual({
    items: [
      { kind: 'grant', secret: 'ssm:office', saidTo: [], monitors: [] },
      expect.objectContaining({ secret: 'ssm:shop', monitors: ['file', 'shop'] }),
      { kind: 'password', secret: 'ssm:unnamed', saidTo: [], monitors: [] },
    ],
  })
  for (const said of ['corr3ct', 'contoso', GUID]) expect(text).not.toContain(said)
})

test('a list that may have more says why', async () => {
  const list = () =>
    Promise.resolve({ secrets: [], unlisted: 'SSM Parameter Store: AccessDeniedException: no' })
  const { ask } = await keeping({ list })
  expect((await ask('/secrets')).body).toMatchObject({
    items: [{ secret: 'ssm:shop' }],
    unlisted: 'SSM Parameter Store: AccessDeniedException: no',
  })
})
