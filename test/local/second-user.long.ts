import { chmod, chown, mkdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

import { describe, expect, test, vi } from 'vitest'

import { npmStartProcess } from '../cli/roundtrip-process.ts'
import { says } from '../cli/says.ts'
import { CAN_BE_ANOTHER, NEEDS_ROOT, SECOND_UID, asSecondUser } from '../support/processes/second-user.ts'
import { dataFolder, fileOf, folder } from '../support/temporary-files.ts'
import { npmStart } from './npm-start.ts'

/**
 * A local mode in a folder to which everybody has the way, in this process or in one of its own, and all that a
 * second user could find out.
 */
async function running<Local extends { hears: (words: RegExp) => Promise<void> }>(
  start: (...args: string[]) => Local,
) {
  const data = await dataFolder()
  await chmod(dirname(data), 0o755)
  const local = start('--data', data)
  await local.hears(/demo {2}OK/)
  const announced = JSON.parse(await readFile(join(data, 'endpoint.json'), 'utf8')) as Announced
  return { data, local, ...announced, port: Number(new URL(announced.endpoint).port) }
}

const here = (...args: string[]) => npmStart(args)

/** A request as the SDK makes it, with this access key id; the status that is answered. */
const ASK = `
  const { request } = await import('node:http')
  const ask = (endpoint, operation, body, id) => new Promise((resolve) => {
    const headers = {
      'x-amz-target': 'DynamoDB_20120810.' + operation,
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-date': '20260101T000000Z',
      'content-length': Buffer.byteLength(body),
      authorization: 'AWS4-HMAC-SHA256 Credential=' + id + '/20260101/local/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
    }
    const asked = request(endpoint, { method: 'POST', headers }, (answer) => resolve(answer.resume().statusCode))
    asked.on('error', () => resolve(0)).end(body)
  })`

const SHOP = {
  monitorId: 'shop',
  emailAddress: 'probe@example.com',
  mailbox: { server: 'pop3://127.0.0.1:1', userid: 'probe', password: 'ssm:shop' },
}

interface Announced {
  endpoint: string
  secret: string
}

describe.skipIf(!CAN_BE_ANOTHER)(`another user of the machine${NEEDS_ROOT}`, () => {
  test('cannot read the data, nor where the database is', async () => {
    const { data } = await running(here)
    const files = [
      '.',
      'endpoint.json',
      'api.json',
      'page-key',
      'metrics-key',
      'dynamodb',
      'dynamodb/CURRENT',
      'lock',
      'lock/LOCK',
    ]
    const read = await asSecondUser(
      `const { readdir, readFile, writeFile } = await import('node:fs/promises')
      const open = []
      for (const place of given) {
        for (const touch of [readFile, readdir, (it) => writeFile(it, ''), (it) => writeFile(it + '/new', '')]) {
          await touch(place).then(() => open.push(place), () => undefined)
        }
      }
      return open`,
      files.map((name) => join(data, name)),
    )
    expect(read).toEqual([])
  })

  test('cannot read or write a row, whatever it says of itself', async () => {
    const { data, endpoint, port } = await running(here)
    const answers = await asSecondUser<Record<string, number>>(
      `${ASK}
      const row = {
        monitorId: { S: 'stolen' }, emailAddress: { S: 'a@example.com' }, intervalMinutes: { N: '1' },
        mailbox: { M: { server: { S: 'pop3://127.0.0.1:1' }, userid: { S: 'a' }, password: { S: 'env:HOME' } } },
      }
      const TableName = 'roundtrip-monitors'
      const asked = {
        Scan: { TableName }, GetItem: { TableName, Key: { monitorId: { S: 'demo' } } },
        PutItem: { TableName, Item: row }, DeleteItem: { TableName, Key: { monitorId: { S: 'demo' } } },
        UpdateItem: { TableName, Key: { monitorId: { S: 'demo' } }, UpdateExpression: 'REMOVE mailbox' },
        DeleteTable: { TableName }, ListTables: {}, DescribeTable: { TableName },
        CreateTable: { TableName: 'mine' }, BatchWriteItem: { RequestItems: { [TableName]: [{ PutRequest: { Item: row } }] } },
      }
      const answers = {}
      for (const [operation, body] of Object.entries(asked)) {
        for (const id of ['local', '', 'x'.repeat(64), '0'.repeat(64)]) {
          answers[operation + ' ' + id] = await ask(given.endpoint, operation, JSON.stringify(body), id)
        }
      }
      return answers`,
      { endpoint, port },
    )
    expect(new Set(Object.values(answers))).toEqual(new Set([403]))
    expect((await says(['monitors', 'list', '--local', data])).out.match(/^\S+/gm)).toEqual(['demo'])
  })

  test('cannot end the process, nor keep its owner out', async () => {
    const { data, local, endpoint, port } = await running(npmStartProcess)
    const heard = await asSecondUser<number>(
      `${ASK}
      const { connect } = await import('node:net')
      for (const body of ['null', '[]', '', '{', '"x"', '['.repeat(100000)]) {
        for (const operation of ['GetItem', 'PutItem', 'Scan', 'DeleteTable', 'CreateTable']) await ask(given.endpoint, operation, body, 'local')
      }
      const sockets = []
      for (const text of ['', 'P', 'POST / HTTP/1.1\\r\\nHost: x\\r\\nContent-Length: 99\\r\\n\\r\\n{', 'GET / HTTP/1.0\\r\\n\\r\\n', '\\0\\0', 'CONNECT a:1 HTTP/1.1\\r\\n\\r\\n']) {
        for (let i = 0; i < 100; i += 1) {
          const socket = connect(given.port, '127.0.0.1')
          socket.on('error', () => undefined)
          await new Promise((resolve) => socket.once('connect', resolve).once('close', resolve))
          socket.write(text)
          sockets.push(socket)
        }
      }
      return ask(given.endpoint, 'Scan', '{}', 'local')`,
      { endpoint, port },
    )
    expect(heard).toBe(403)
    expect((await says(['monitors', 'pause', 'demo', '--local', data])).code).toBe(0)
    expect(local.child.exitCode).toBeNull()
    expect(local.said.err).toBe('')
  })

  test('cannot pass for a database that was killed, with all that it ever told', async () => {
    const { data, local, endpoint, port, secret } = await running(npmStartProcess)
    local.child.kill('SIGKILL')
    await local.exit
    const attacker = asSecondUser<string[]>(
      `
      const { createServer } = await import('node:http')
      const heard = []
      const server = createServer((request, response) => {
        heard.push(JSON.stringify(request.headers))
        const headers = { connection: 'close', 'x-roundtrip-proof': request.headers['x-roundtrip-challenge'] ?? '' }
        response.writeHead(200, headers).end(JSON.stringify({ Items: [] }))
        if (request.url === '/end') server.close()
      })
      server.listen(given.port, '127.0.0.1')
      await new Promise((resolve) => server.once('close', resolve))
      return heard`,
      { port },
    )
    await vi.waitFor(() => fetch(endpoint), { timeout: 45_000, interval: 20 })
    const { out } = await says(['monitors', 'list', '--local', data])
    await fetch(`${endpoint}/end`)
    expect(out.match(/^\S+/gm)).toEqual(['demo'])
    const heard = await attacker
    expect(heard.join('\n')).toContain('x-roundtrip-challenge')
    expect(heard.join('\n')).not.toContain(secret)
  })

  test('cannot have their own folder taken for data, neither by the product nor by a command', async () => {
    const place = await folder()
    await chmod(place, 0o755)
    const data = join(place, 'data')
    await mkdir(data)
    await chown(data, SECOND_UID, SECOND_UID)
    const why = `${data} cannot be used: ${data} belongs to another user (uid ${SECOND_UID}); `
    const local = here('--data', data)
    expect(await local.exit).toBe(1)
    expect(local.said.err).toBe(`${why}name another folder: --data DIR.\n`)
    const file = await fileOf('mine.json', JSON.stringify(SHOP))
    const { code, err } = await says(['monitors', 'import', file, '--local', data])
    expect({ code, err }).toEqual({ code: 1, err: `roundtrip: ${why}--local DIR names another folder\n` })
  })

  test('cannot have the product write through a link that they left in a folder open to all', async () => {
    const place = await folder()
    await chmod(place, 0o755)
    const [data, precious] = [join(place, 'data'), await fileOf('precious', 'mine')]
    await mkdir(join(data, 'lock'), { recursive: true })
    await chmod(data, 0o777)
    await chmod(join(data, 'lock'), 0o777)
    await asSecondUser(`await (await import('node:fs/promises')).symlink(given[0], given[1])`, [
      precious,
      join(data, 'lock', 'LOG'),
    ])
    const local = here('--data', data)
    expect(await local.exit).toBe(1)
    expect(local.said.err).toMatch(/cannot be used: .*LOG belongs to another user/)
    expect(await readFile(precious, 'utf8')).toBe('mine')
  })
})
