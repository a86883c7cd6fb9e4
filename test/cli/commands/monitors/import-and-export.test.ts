import { readFile } from 'node:fs/promises'

import { describe, expect, test } from 'vitest'

import { fileOf } from '../../../support/temporary-files.ts'
import { type MonitorsWorld, definition, monitorsWorld } from './monitors-world.ts'

const TWO = `- monitorId: shop
  emailAddress: probe@example.com
  mailbox: {server: pop3s://pop.example.com, userid: probe, password: ssm:shop}
  smtp: {server: smtp://smtp.example.com:587}
- monitorId: blog
  emailAddress: probe@example.com
  mailbox: {server: pop3s://pop.example.com, userid: probe, password: ssm:shop}
  smtp: {server: smtp://smtp.example.com:587}
  tags: [web]
`

async function rowsOf({ store }: MonitorsWorld) {
  const rows = (await store.list()).map(({ monitorId, revision }) => [monitorId, revision])
  return Object.fromEntries(rows) as Record<string, number>
}

describe('import', () => {
  test('adds what is new, and once more changes nothing', async () => {
    const world = monitorsWorld()
    const file = await fileOf('mine.yaml', TWO)
    expect(await world.says(['import', file])).toEqual({ code: 0, out: 'added 2: shop, blog\n', err: '' })
    expect(await world.definitionOf('blog')).toEqual(definition('blog', { tags: ['web'] }))
    expect(await world.says(['import', file])).toEqual({ code: 0, out: 'unchanged 2: shop, blog\n', err: '' })
    expect(await rowsOf(world)).toEqual({ shop: 1, blog: 1 })
  })

  test('changes what is there only with --replace, and removes nothing', async () => {
    const world = monitorsWorld()
    await world.put(definition('blog', { note: 'there' }), { revision: 4 })
    await world.put(definition('mail'))
    const file = await fileOf('mine.yaml', TWO)
    const refused = await world.says(['import', file])
    expect(refused).toMatchObject({ code: 1, out: '' })
    expect(refused.err).toBe(
      'roundtrip: blog exists already in stack Roundtrip in eu-west-1, with a different definition: nothing was written; --replace changes it\n',
    )
    expect(await rowsOf(world)).toEqual({ blog: 4, mail: 1 })
    expect(await world.says(['import', file, '--replace'])).toMatchObject({
      code: 0,
      out: 'added 1: shop\nupdated 1: blog\n',
    })
    expect(await rowsOf(world)).toEqual({ blog: 5, mail: 1, shop: 1 })
    expect(await world.definitionOf('blog')).toEqual(definition('blog', { tags: ['web'] }))
  })

  test.each(['[]', 'monitors: []', ''])('refuses a file without a monitor: %j', async (text) => {
    const world = monitorsWorld()
    const file = await fileOf('mine.yaml', text)
    const { code, out, err } = await world.says(['import', file])
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toMatch(/^roundtrip: .*mine\.yaml:1: expected .*, got .*\n$/)
  })

  test('says once how it read the headings of AlertSite, and which it left out', async () => {
    const world = monitorsWorld()
    const file = await fileOf(
      'mine.csv',
      'monitorId,Site Type,emailAddress,mailbox.server,mailbox.userid,mailbox.password,SMTP Server,Site Name\n' +
        ['a', 'b']
          .map((id) => `${id},Roundtrip,p@example.com,pop3s://h.example,u,ssm:a,smtp://h.example:587,x\n`)
          .join(''),
    )
    const { code, out, err } = await world.says(['import', file])
    expect({ code, out }).toEqual({ code: 0, out: 'added 2: a, b\n' })
    expect(err).toBe(
      `${file}: "SMTP Server" was read as smtp.server, "Site Name" was read as name\n` +
        `${file}: ignored, because no monitor has it: "Site Type"\n`,
    )
  })

  test('writes nothing with --dry-run', async () => {
    const world = monitorsWorld()
    await world.put(definition('blog', { note: 'there' }))
    const { code, out } = await world.says([
      'import',
      await fileOf('mine.yaml', TWO),
      '--dry-run',
      '--replace',
    ])
    expect({ code, out }).toEqual({ code: 0, out: 'would add 1: shop\nwould update 1: blog\n' })
    expect(await rowsOf(world)).toEqual({ blog: 1 })
  })

  test('with mistakes tells all of them with their lines, no password, and writes nothing', async () => {
    const world = monitorsWorld()
    const text = TWO.replace('ssm:shop', 'hunter2')
      .replace('[web]', 'web')
      .replace('monitorId: blog', 'monitorId: shop')
    const file = await fileOf('mine.yaml', text)
    const { code, out, err } = await world.says(['import', file])
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err.split('\n')).toEqual([
      expect.stringContaining(
        `${file}:3: monitors[0].mailbox.password: expected a reference, not the password`,
      ),
      expect.stringContaining(`${file}:5: monitors[1].monitorId: expected an id of its own`),
      expect.stringContaining(`${file}:9: monitors[1].tags: expected a list`),
      `roundtrip: ${file}: 2 monitors, 3 mistakes: nothing was written`,
      '',
    ])
    expect(err).not.toContain('hunter2')
    expect(await rowsOf(world)).toEqual({})
  })

  test('holds a deployed stack to its rules, and one machine to its own', async () => {
    const text = TWO.replaceAll('ssm:shop', 'env:SHOP')
    const file = await fileOf('mine.yaml', text)
    const deployed = monitorsWorld('table')
    expect((await deployed.says(['import', file])).err).toContain('env: is for files on one machine only')
    const local = monitorsWorld('local-table')
    expect((await local.says(['import', file])).err).toContain('env: is for the file that npm start reads')
    const builtIn = await fileOf('mine.json', JSON.stringify(definition('shop', { smtp: undefined })))
    expect(await deployed.says(['import', builtIn])).toMatchObject({ code: 1 })
    expect(await local.says(['import', builtIn])).toMatchObject({ code: 0 })
    expect(await monitorsWorld('table', undefined, true).says(['import', builtIn])).toMatchObject({ code: 0 })
  })

  test('refuses monitors of the stack’s file before it writes anything', async () => {
    const world = monitorsWorld()
    await world.put(definition('blog'), { managedBy: 'stack' })
    const { code, err } = await world.says(['import', await fileOf('mine.yaml', TWO), '--replace'])
    expect(code).toBe(1)
    expect(err).toMatch(/^roundtrip: blog: is defined in cdk\/monitors\.ts: .*; nothing was written\n$/)
    expect(await rowsOf(world)).toEqual({ blog: 1 })
  })

  test('says which rows were written when the table fails half-way, and goes on when it is run again', async () => {
    const world = monitorsWorld()
    const file = await fileOf('mine.yaml', TWO)
    const put: typeof world.store.put = (row, before) =>
      row.monitorId === 'blog'
        ? Promise.reject(storeError('DynamoDB PutItem (t, blog): slow down'))
        : world.store.put(row, before)
    const opened = { ...(await world.open()), monitors: { ...world.store, put }, place: 'stack X in y' }
    const open = () => Promise.resolve(opened)
    expect(await world.says(['import', file], { open })).toEqual({
      code: 1,
      out: '',
      err:
        'roundtrip: stopped: blog: DynamoDB PutItem (t, blog): slow down (stack X in y); 1 of 2 were written (shop), ' +
        'and running it again goes on\n',
    })
    expect(await world.says(['import', file])).toMatchObject({
      code: 0,
      out: 'added 1: blog\nunchanged 1: shop\n',
    })
  })

  test('reads standard input, as YAML or as it is told', async () => {
    const world = monitorsWorld()
    expect(await world.says(['import', '-'], { readInput: () => Promise.resolve(TWO) })).toMatchObject({
      code: 0,
    })
    const csv = 'monitorId,timeoutSeconds\nblog,x\n'
    const { err } = await world.says(['import', '-', '--format', 'csv'], {
      readInput: () => Promise.resolve(csv),
    })
    expect(err).toContain('stdin:2: monitors[0].timeoutSeconds: expected a whole number')
  })

  test.each([
    ['that is not there', 'nowhere.yaml', /nowhere\.yaml: cannot be read: there is no such file\n$/],
    ['of no known kind', 'README', /README: not a \.yaml, \.json, \.csv, \.ts or \.js file\n$/],
  ])('a file %s is one sentence', async (_what, file, sentence) => {
    const world = monitorsWorld()
    const { code, err } = await world.says(['import', file])
    expect(code).toBe(1)
    expect(err).toMatch(sentence)
  })
})

describe.each(['yaml', 'json', 'csv'])('export as %s', (format) => {
  test('is imported without a change, into the same table and into an empty one', async () => {
    const world = monitorsWorld()
    await world.put(
      definition('shop', { name: '=1+1', note: '"no", said she', tags: ['a:b', 'c'], enabled: false }),
    )
    await world.put(
      definition('blog', {
        pausedUntil: '9999-12-31T23:59:59Z',
        alerts: [{ onError: false }],
        timeoutSeconds: 30,
      }),
    )
    await world.put(definition('stacks'), { managedBy: 'stack' })
    const file = await fileOf(`all.${format}`, '')
    expect(await world.says(['export', file])).toEqual({
      code: 0,
      out: `${file}: 2 monitors of stack Roundtrip in eu-west-1\n`,
      err: '',
    })
    expect(await world.says(['import', file])).toMatchObject({ code: 0, out: 'unchanged 2: blog, shop\n' })
    const other = monitorsWorld()
    expect(await other.says(['import', file])).toMatchObject({ code: 0, out: 'added 2: blog, shop\n' })
    for (const id of ['shop', 'blog'])
      expect(await other.definitionOf(id)).toEqual(await world.definitionOf(id))
    expect((await world.says(['export', '--format', format])).out).toBe(await readFile(file, 'utf8'))
  })
})

test('export --all holds the stack’s monitors too', async () => {
  const world = monitorsWorld()
  await world.put(definition('stacks'), { managedBy: 'stack' })
  expect((await world.says(['export', '--format', 'json'])).out).toBe('[]\n')
  expect(JSON.parse((await world.says(['export', '--all', '--format', 'json'])).out)).toEqual([
    definition('stacks'),
  ])
})

test('export tells which rows have mistakes', async () => {
  const world = monitorsWorld()
  await world.put(definition('shop', { colour: 'red' }))
  const { code, err } = await world.says(['export'])
  expect(code).toBe(0)
  expect(err).toBe(
    'roundtrip: shop: with mistakes, which an import will refuse; monitors show ID lists them\n',
  )
})

test('export to a place that there is not, or of no known kind, is one sentence', async () => {
  const world = monitorsWorld()
  expect((await world.says(['export', '/nowhere/a.csv'])).err).toBe(
    'roundtrip: /nowhere/a.csv cannot be written (ENOENT)\n',
  )
  expect((await world.says(['export', 'a.txt'])).err).toBe(
    'roundtrip: a.txt does not end in .yaml, .json or .csv: name the format with --format\n',
  )
})

test('CSV on a terminal cannot steer it', async () => {
  const world = monitorsWorld()
  await world.put(definition('shop', { name: 'a\u001b[2J' }))
  let said = ''
  const out = { write: (text: string) => void (said += text), isTerminal: true, columns: 80 }
  await world.says(['export', '--format', 'csv'], { out })
  expect(said).toContain('a\\x1b[2J')
  expect(said).not.toContain('\u001b')
  expect((await world.says(['export', '--format', 'csv'])).out).toContain('a\u001b[2J')
})

function storeError(message: string): Error {
  return Object.assign(new Error(message), { name: 'StoreError' })
}
