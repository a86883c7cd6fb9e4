import { beforeEach, describe, expect, test } from 'vitest'

import { definition } from '../cli/commands/monitors/monitors-world.ts'
import { changesWorld, problem } from './changes-world.ts'

let world: Awaited<ReturnType<typeof changesWorld>>
beforeEach(async () => {
  world = await changesWorld()
})

const post = (path: string, body: unknown) => world.does(path, { method: 'POST', body })

describe('what is validated', () => {
  test('is told every mistake, by the paths of the one definition', async () => {
    const answer = await post('/validations', {
      definition: definition('shop', { intervalMinutes: 0, colour: 1 }),
    })
    expect(answer).toMatchObject({
      status: 200,
      body: { valid: false, problems: [{ path: 'intervalMinutes' }, { path: 'colour' }] },
    })
  })

  test('or by those of the list; an id that comes twice names the other', async () => {
    const definitions = [definition('a'), definition('b', { name: 5 }), definition('a')]
    expect(await post('/validations', { definitions })).toMatchObject({
      body: {
        valid: false,
        problems: [
          { path: 'definitions[1].name' },
          {
            path: 'definitions[2].monitorId',
            message: expect.stringContaining('which definitions[0] has too') as string,
          },
        ],
      },
    })
  })

  test.each([
    ['nothing', {}],
    ['both', { definition: {}, definitions: [] }],
  ])('is one or many, not %s', async (_what, body) => {
    expect(await post('/validations', body)).toMatchObject({ status: 422, body: problem('invalid-body') })
  })

  test('may be anything but deep: 100,000 brackets are refused', async () => {
    expect(await post('/validations', { definition: [null] })).toMatchObject({
      status: 200,
      body: { valid: false },
    })
    const deep = `{"definition":${'['.repeat(100_000)}${']'.repeat(100_000)}}`
    expect(await post('/validations', deep)).toMatchObject({ status: 422, body: problem('invalid-body') })
  })

  test('is written nowhere, and no password of it is repeated', async () => {
    const before = await world.monitors.list()
    const { mailbox } = definition('new') as { mailbox: object }
    const bad = definition('new', { mailbox: { ...mailbox, password: 'hunter2' } })
    const { text } = await world.ask('/validations', { method: 'POST', body: { definition: bad } })
    expect(text).not.toContain('hunter2')
    expect(await world.monitors.list()).toEqual(before)
  })
})

describe('an import', () => {
  test('says what would be done, does it, and then finds nothing to do', async () => {
    const definitions = [definition('new'), definition('shop', { note: 'x' })]
    const what = { added: ['new'], updated: ['shop'], unchanged: [] }
    const asked = { definitions, replace: true }
    expect(await post('/imports', { ...asked, dryRun: true })).toMatchObject({
      status: 200,
      body: { ...what, dryRun: true },
    })
    expect(await world.definitionOf('new')).toBeUndefined()
    expect(await post('/imports', asked)).toMatchObject({ status: 200, body: what })
    expect(await world.definitionOf('shop')).toMatchObject({ note: 'x' })
    expect(await post('/imports', asked)).toMatchObject({
      body: { added: [], updated: [], unchanged: ['new', 'shop'] },
    })
  })

  test('ends no pause of which it says nothing', async () => {
    await world.ask('/monitors/shop/pause', { method: 'PUT', body: {} })
    await post('/imports', { definitions: [definition('shop', { note: 'x' })], replace: true })
    expect(await world.definitionOf()).toMatchObject({ note: 'x', pausedUntil: '9999-12-31T23:59:59Z' })
  })

  test.each([
    ['a mistake in one of them', [definition('new'), definition('other', { name: 5 })], 422, 'invalid-body'],
    [
      'a monitor of the stack file',
      [definition('new'), definition('file', { note: 'x' })],
      409,
      'managed-by-stack',
    ],
    [
      'another definition and no replace',
      [definition('new'), definition('shop', { note: 'x' })],
      409,
      'conflict',
    ],
  ])('with %s writes nothing', async (_what, definitions, status, slug) => {
    const before = await world.monitors.list()
    expect(await post('/imports', { definitions })).toMatchObject({ status, body: problem(slug) })
    expect(await world.monitors.list()).toEqual(before)
  })

  test.each([
    ['definitions', { definitions: {} }],
    ['definitions', { definitions: Array.from({ length: 2001 }, () => 1) }],
    ['definitions', {}],
    ['replace', { definitions: [], replace: 'yes' }],
    ['dryRun', { definitions: [], dryRun: null }],
  ])('with a wrong %s is refused', async (path, body) => {
    expect(await post('/imports', body)).toMatchObject({ status: 422, body: problem('invalid-body', path) })
  })

  test('stops at a row that somebody else writes meanwhile, and the same goes on', async () => {
    const { put } = world.monitors
    world.monitors.put = async (row, before) => {
      world.monitors.put = put
      await world.has('new', { note: 'of somebody else' })
      return put(row, before)
    }
    const asked = { definitions: [definition('new')], replace: true }
    expect(await post('/imports', asked)).toMatchObject({ status: 409, body: problem('conflict') })
    expect(await world.definitionOf('new')).toMatchObject({ note: 'of somebody else' })
    expect(await post('/imports', asked)).toMatchObject({ status: 200, body: { updated: ['new'] } })
  })
})
