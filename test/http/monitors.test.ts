import { beforeEach, describe, expect, test } from 'vitest'

import { definition } from '../cli/commands/monitors/monitors-world.ts'
import { changesWorld, problem } from './changes-world.ts'

type World = Awaited<ReturnType<typeof changesWorld>>
let world: World
beforeEach(async () => {
  world = await changesWorld()
})

const MERGE = { 'content-type': 'application/merge-patch+json' }

describe('a monitor is added', () => {
  test('and stands at the address that is answered, under the same ETag', async () => {
    const { status, headers, body } = await world.ask('/monitors', {
      method: 'POST',
      body: definition('new'),
    })
    expect({ status, body }).toMatchObject({
      status: 201,
      body: { monitorId: 'new', managedBy: 'table', revision: 1 },
    })
    const location = headers.get('location') ?? ''
    const found = await world.ask(`/${location}`)
    expect(found.status).toBe(200)
    expect(found.headers.get('etag')).toBe(headers.get('etag'))
  })

  test.each(['imports', 'validate', 'runs', 'pause'])(
    'also with an id that is a word of a path: %s',
    async (id) => {
      expect((await world.ask('/monitors', { method: 'POST', body: definition(id) })).status).toBe(201)
      expect((await world.ask(`/monitors/${id}`)).body).toMatchObject({ monitorId: id })
    },
  )

  test('unless there is one of this id', async () => {
    const before = await world.definitionOf()
    const answer = await world.does('/monitors', { method: 'POST', body: definition('shop', { note: 'x' }) })
    expect(answer).toMatchObject({ status: 409, body: problem('conflict') })
    expect(await world.definitionOf()).toEqual(before)
  })

  test.each([
    [
      'wrong fields',
      definition('new', { intervalMinutes: 'often', colour: 'red' }),
      ['intervalMinutes', 'colour'],
    ],
    ['NUL in a name', definition('new', { name: 'a\u0000b' }), ['name']],
    ['half a character in a name', definition('new', { name: 'a\ud800b' }), ['name']],
    ['an id that can be none', definition('NEW'), ['monitorId']],
  ])('and not with %s; each is told', async (_what, body, paths) => {
    const answer = await world.does('/monitors', { method: 'POST', body })
    expect(answer).toMatchObject({ status: 422, body: problem('invalid-body', ...paths) })
    expect(await world.definitionOf('new')).toBeUndefined()
  })

  test('and not with a password in place of its reference, which is not repeated', async () => {
    const { mailbox } = definition('new') as { mailbox: object }
    const body = definition('new', { mailbox: { ...mailbox, password: 'hunter2' } })
    const { status, text } = await world.ask('/monitors', { method: 'POST', body })
    expect(status).toBe(422)
    expect(text).not.toContain('hunter2')
  })

  test.each([
    ['a prototype', '{"__proto__":{"a":1},"monitorId":"new"}'],
    ['constructor', '{"constructor":{"prototype":{"a":1}},"monitorId":"new"}'],
    ['a list', '[]'],
    ['null', 'null'],
    ['text', '"new"'],
  ])('and not of %s', async (_what, body) => {
    const answer = await world.does('/monitors', { method: 'POST', body })
    expect(answer).toMatchObject({ status: 422, body: problem('invalid-body') })
    expect(({} as { a?: number }).a).toBeUndefined()
  })
})

describe('a definition is changed', () => {
  test('whole: fields that are left out have their defaults again', async () => {
    const body = definition('shop', { note: 'new' })
    const answer = await world.does('/monitors/shop', {
      method: 'PUT',
      headers: { 'if-match': await world.etag() },
      body,
    })
    expect(answer).toMatchObject({ status: 200, body: { revision: 2, definition: { note: 'new' } } })
    expect(answer.etag).toBe(await world.etag())
    expect(await world.definitionOf()).toEqual(body)
  })

  test('in some fields: null removes one, and a list takes the place of a list', async () => {
    const headers = { ...MERGE, 'if-match': await world.etag() }
    const body = { tags: ['a', 'b'], note: 'x', mailbox: { userid: 'other' }, timeoutSeconds: null }
    const before = await world.definitionOf()
    const answer = await world.does('/monitors/shop', { method: 'PATCH', headers, body })
    expect(answer).toMatchObject({ status: 200, body: { revision: 2 } })
    const { timeoutSeconds: _removed, mailbox, ...kept } = before ?? {}
    expect(await world.definitionOf()).toEqual({
      ...kept,
      tags: ['a', 'b'],
      note: 'x',
      mailbox: { ...(mailbox as object), userid: 'other' },
    })
  })

  test('to what it is: nothing is written', async () => {
    const etag = await world.etag()
    const answer = await world.does('/monitors/shop', {
      method: 'PATCH',
      headers: { ...MERGE, 'if-match': etag },
      body: {},
    })
    expect(answer).toMatchObject({ status: 200, etag, body: { revision: 1 } })
  })

  test('not with mistakes, nor to another id', async () => {
    const headers = { ...MERGE, 'if-match': await world.etag() }
    const body = { intervalMinutes: 0 }
    expect(await world.does('/monitors/shop', { method: 'PATCH', headers, body })).toMatchObject({
      status: 422,
      body: problem('invalid-body', 'intervalMinutes'),
    })
    const other = { method: 'PATCH', headers, body: { monitorId: 'other' } }
    expect(await world.does('/monitors/shop', other)).toMatchObject({
      status: 422,
      body: problem('invalid-body', 'monitorId'),
    })
  })

  test('with a prototype in the patch: it is a field like any other, and there is none of this name', async () => {
    const headers = { ...MERGE, 'if-match': await world.etag() }
    const body = '{"__proto__":{"polluted":true},"mailbox":{"__proto__":{"polluted":true}}}'
    expect(await world.does('/monitors/shop', { method: 'PATCH', headers, body })).toMatchObject({
      status: 422,
    })
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
  })
})

const CHANGES = [
  ['PUT', {}, definition('shop', { note: 'mine' })],
  ['PATCH', MERGE, { note: 'mine' }],
  ['DELETE', {}, undefined],
] as const

describe.each(CHANGES)('%s', (method, headers, body) => {
  const asked = (etag?: string) => ({
    method,
    headers: { ...headers, ...(etag !== undefined && { 'if-match': etag }) },
    body,
  })

  test('needs to know what it changes', async () => {
    expect(await world.does('/monitors/shop', asked())).toMatchObject({
      status: 428,
      body: problem('no-if-match'),
    })
  })

  test.each(['"1-0000000000000000"', 'shop', '', '""'])('is refused with If-Match: %s', async (etag) => {
    const answer = await world.does('/monitors/shop', asked(etag))
    expect(answer).toMatchObject({
      status: 412,
      body: { ...problem('changed-meanwhile'), current: { revision: 1 } },
    })
  })

  test('of a row that was edited by hand is refused, with the row as it stands', async () => {
    const etag = await world.etag()
    await world.editedByHand()
    const answer = await world.does('/monitors/shop', asked(etag))
    expect(answer).toMatchObject({
      status: 412,
      body: { current: { revision: 1, definition: { note: 'by hand' } } },
    })
    expect(answer.etag).toBe(await world.etag())
    expect(await world.definitionOf()).toMatchObject({ note: 'by hand' })
  })

  test('of a row that is edited between the look and the write is refused too', async () => {
    const etag = await world.etag()
    const { find } = world.monitors
    world.monitors.find = async (monitorId) => {
      const row = await find(monitorId)
      world.monitors.find = find
      await world.editedByHand()
      return row
    }
    expect(await world.does('/monitors/shop', asked(etag))).toMatchObject({ status: 412 })
    expect(await world.definitionOf()).toMatchObject({ note: 'by hand' })
  })

  test('shows no password that somebody typed into the row', async () => {
    const row = await world.monitors.find('shop')
    if (!row) throw new Error('no shop')
    const mailbox = { ...(row.definition.mailbox as object), password: 'hunter2' }
    await world.monitors.put({ ...row, definition: { ...row.definition, mailbox } }, row)
    const { status, text } = await world.ask('/monitors/shop', asked('"1-0"'))
    expect(status).toBe(412)
    expect(text).not.toContain('hunter2')
  })

  test('of a monitor of the stack file is refused', async () => {
    const answer = await world.does('/monitors/file', asked(await world.etag('file')))
    expect(answer).toMatchObject({ status: 409, body: problem('managed-by-stack') })
  })

  test('of a monitor that there is not', async () => {
    expect(await world.does('/monitors/nobody', asked('*'))).toMatchObject({
      status: 404,
      body: problem('not-found'),
    })
  })
})

test('a monitor is removed, and its results stay', async () => {
  await world.delivered('shop', 10)
  const headers = { 'if-match': await world.etag() }
  expect((await world.ask('/monitors/shop', { method: 'DELETE', headers })).status).toBe(204)
  expect(await world.definitionOf()).toBeUndefined()
  expect(await world.runs.newestResult('shop')).toMatchObject({ monitorId: 'shop' })
})
