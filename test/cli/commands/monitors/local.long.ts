import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'

import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb'
import { describe, expect, onTestFinished, test, vi } from 'vitest'

import { runEditor } from '../../../../cli/terminal/run-editor.ts'
import { TABLE_NAMES } from '../../../../local/store/create-table.ts'
import { embeddedDynamoDb } from '../../../../local/store/embedded-dynamodb.ts'
import { newSecret } from '../../../../shared/adapters/http-server/proof.ts'
import { announceEndpoint } from '../../../../shared/adapters/http-server/endpoint-file.ts'
import { npmStart } from '../../../local/npm-start.ts'
import { dataFolder, fileOf, folder } from '../../../support/temporary-files.ts'
import { npmStartProcess, roundtrip } from '../../roundtrip-process.ts'
import { running, says } from '../../says.ts'
import { definition } from './monitors-world.ts'

const monitorsSay = (...args: string[]) => says(['monitors', ...args])

const SHOP = JSON.stringify(
  definition('shop', {
    mailbox: { server: 'pop3://127.0.0.1:1', userid: 'probe', password: 'ssm:shop' },
    smtp: undefined,
    timeoutSeconds: 5,
    intervalMinutes: 1,
  }),
)

describe('while no local mode runs', () => {
  test('its monitors are kept in the folder, which import makes', async () => {
    const data = await dataFolder()
    const file = await fileOf('mine.json', SHOP)
    expect(await monitorsSay('import', file, '--local', data)).toEqual({
      code: 0,
      out: 'added 1: shop\n',
      err: '',
    })
    expect((await monitorsSay('list', `--local=${data}`)).out).toMatch(/^shop\t.*\tenabled\t/m)
    expect(await monitorsSay('pause', 'shop', '--for', '1h', '--local', data)).toMatchObject({ code: 0 })
    expect((await monitorsSay('show', 'shop', '--local', data)).out).toMatch(/^pausedUntil: 20\d\d-/m)
    expect(await readdir(data)).not.toContain('endpoint.json')
  })

  test('a folder that is none of local mode’s is told, and left as it is', async () => {
    const data = await dataFolder()
    const { code, err } = await monitorsSay('list', '--local', data)
    expect(code).toBe(1)
    expect(err).toBe(
      `roundtrip: there is no local mode in ${data}: npm start -- --data ${data} makes it, and so does monitors add or import\n`,
    )
    await expect(stat(data)).rejects.toThrow()
  })

  test('a folder that cannot be one is told', async () => {
    const path = join(await fileOf('file', ''), 'data')
    const { code, err } = await monitorsSay('import', await fileOf('mine.json', SHOP), '--local', path)
    expect(code).toBe(1)
    expect(err).toMatch(
      /^roundtrip: .* cannot be used: it is, or lies in, a file; --local DIR names another folder\n$/,
    )
  })

  test('an endpoint left by a local mode that was killed misleads nobody', async () => {
    const data = await dataFolder()
    await monitorsSay('import', await fileOf('mine.json', SHOP), '--local', data)
    // Another database has the port by now, and holds nothing.
    const other = await embeddedDynamoDb()
    onTestFinished(() => other.close())
    await announceEndpoint(data, { endpoint: other.endpoint, secret: newSecret() })
    expect((await monitorsSay('list', '--local', data)).out).toMatch(/^shop\t/m)
  })

  test('two commands at once wait for each other', async () => {
    const data = await dataFolder()
    await monitorsSay('import', await fileOf('mine.json', SHOP), '--local', data)
    const ended = await Promise.all(
      ['1h', '2h', '3h'].map((time) => monitorsSay('pause', 'shop', '--for', time, '--local', data)),
    )
    expect(ended.map(({ code }) => code)).toEqual([0, 0, 0])
    expect((await monitorsSay('show', 'shop', '--json', '--local', data)).out).toContain('"revision": 4')
  })
})

describe('beside a local mode that runs', () => {
  test('commands speak to it; its own monitors are the stack’s; what it runs shows them', async () => {
    const data = await dataFolder()
    await monitorsSay('import', await fileOf('mine.json', SHOP), '--local', data)
    const local = npmStart(['--data', data])
    await local.hears(/Ctrl-C stops it/)
    expect((await stat(join(data, 'endpoint.json'))).mode & 0o777).toBe(0o600)
    expect(local.said.out).toMatch(/^ {2}table {4}1 more: shop /m)
    await local.hears(/shop {2}INCONCLUSIVE/)
    await local.hears(/demo {2}OK/)

    const { out } = await monitorsSay('list', '--local', data)
    expect(out).toMatch(/^demo\tup\tDemo\tfile\t1 min\tenabled\t/m)
    expect(out).toMatch(/^shop\tunknown, not tested\t\ttable\t1 min\tenabled\t/m)
    expect(await monitorsSay('pause', 'demo', 'shop', '--local', data)).toMatchObject({ code: 0 })
    const refused = await monitorsSay('remove', 'demo', '--yes', '--local', data)
    expect(refused.code).toBe(1)
    expect(refused.err).toMatch(
      /^demo is defined in the file that npm start reads \(cdk\/monitors\.ts, or --monitors FILE\)/,
    )

    expect(await local.stop()).toBe(0)
    expect(await readdir(data)).not.toContain('endpoint.json')
    const after = await monitorsSay('list', '--local', data)
    expect(after.out.match(/paused until resumed/g)).toHaveLength(2)
  })

  test('a proxy of the environment is not asked for it', async () => {
    const data = await dataFolder()
    await npmStart(['--data', data]).hears(/Ctrl-C stops it/)
    const [http_proxy, HTTP_PROXY] = ['http://127.0.0.1:9', 'http://127.0.0.1:9']
    const env = { NODE_USE_ENV_PROXY: '1', http_proxy, HTTP_PROXY }
    const { code, out } = await roundtrip(['monitors', 'list', '--local', data], env).ended()
    expect({ code, out }).toEqual({ code: 0, out: expect.stringMatching(/^demo\t/m) as unknown })
  })

  test('one that does not say where it answers, as those of earlier versions, is to be stopped', async () => {
    const data = await dataFolder()
    const other = await embeddedDynamoDb({ path: data })
    onTestFinished(() => other.close())
    const { code, err } = await monitorsSay('list', '--local', data)
    expect({ code, err }).toEqual({
      code: 1,
      err: `roundtrip: the data in ${data} is in use by another process that does not answer: a npm start of another version, or one that is stuck; stop it, or try again later\n`,
    })
  })

  test('one that is killed leaves its endpoint, and the next command opens the folder itself', async () => {
    const data = await dataFolder()
    const local = npmStartProcess('--data', data)
    await local.hears(/Ctrl-C stops it/)
    local.child.kill('SIGKILL')
    await local.exit
    expect(await readFile(join(data, 'endpoint.json'), 'utf8')).toContain('127.0.0.1')
    expect((await monitorsSay('list', '--local', data)).out).toMatch(/^demo\t/m)
  })

  test('rows with mistakes and hostile text neither end it nor steer its terminal', async () => {
    const data = await dataFolder()
    const database = await embeddedDynamoDb({ path: data })
    const client = new DynamoDBClient(database.client)
    for (const Item of [
      { monitorId: { S: 'broken' }, mailbox: { N: '7' }, tags: { SS: ['a'] } },
      { monitorId: { S: 'a\u001b[2Jb#c/../d' }, name: { S: '\u0007' } },
      { monitorId: { S: 'x'.repeat(500) } },
      { monitorId: { S: 'paused' }, pausedUntil: { S: '9999-12-31T23:59:59Z' } },
    ]) {
      await client.send(new PutItemCommand({ TableName: TABLE_NAMES.monitors, Item }))
    }
    client.destroy()
    await database.close()

    const local = npmStart(['--data', data])
    await local.hears(/Ctrl-C stops it/)
    await local.hears(/broken {2}INCONCLUSIVE/)
    await local.hears(/a\\x1b\[2Jb#c\/\.\.\/d {2}INCONCLUSIVE/)
    await local.hears(/x{500} {2}INCONCLUSIVE/)
    await local.hears(/demo {2}OK/)
    expect(local.said.out).not.toMatch(/paused {2}INCONCLUSIVE/)
    expect(local.said.out.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u)
    expect(local.said.out).not.toContain('problem:')
    expect((await monitorsSay('list', '--local', data)).out).toMatch(
      /^broken\t.*\tmisconfigured \(\d mistakes\)/m,
    )
    expect(await local.stop()).toBe(0)
  })
})

describe('edit with a real editor', () => {
  /** The environment with an editor that is a program of its own, with an option. */
  async function editor(script: string) {
    const file = await fileOf(
      'editor.mjs',
      `import { appendFileSync, existsSync, writeFileSync } from 'node:fs'\nconst file = process.argv.at(-1)\n${script}`,
    )
    return { EDITOR: `'${process.execPath}' '${file}' --wait`, PATH: process.env.PATH ?? '' }
  }

  /** `monitors edit` within this process, without a terminal. */
  function editing(data: string, env: Readonly<Record<string, string>>) {
    return running(['monitors', 'edit', 'shop', '--local', data], {
      edit: (file) => runEditor(file, env, false),
    })
  }

  async function withShop() {
    const data = await dataFolder()
    await monitorsSay('import', await fileOf('mine.json', SHOP), '--local', data)
    return data
  }

  test('puts what it saved', async () => {
    const data = await withShop()
    const edited = editing(data, await editor("appendFileSync(file, 'note: from the editor\\n')"))
    expect(await edited.ended()).toEqual({ code: 0, out: 'shop: changed\n', err: '' })
    expect((await monitorsSay('show', 'shop', '--local', data)).out).toContain('note: from the editor')
  })

  test('can take as long as it likes: nobody waits for the folder meanwhile', async () => {
    const data = await withShop()
    const signals = await folder()
    const [opened, signal] = [join(signals, 'opened'), join(signals, 'go')]
    const env = await editor(
      `writeFileSync(${JSON.stringify(opened)}, '')
      const timer = setInterval(() => { if (existsSync(${JSON.stringify(signal)})) { clearInterval(timer); appendFileSync(file, 'note: mine\\n') } }, 20)`,
    )
    const edited = editing(data, env)
    await vi.waitFor(() => stat(opened), { timeout: 45_000, interval: 10 })
    expect(await monitorsSay('pause', 'shop', '--local', data)).toMatchObject({ code: 0 })
    await writeFile(signal, '')
    const { code, err } = await edited.ended()
    expect(code).toBe(1)
    expect(err).toMatch(/^The text is kept in (.*)\nroundtrip: somebody else has changed shop meanwhile/)
    const [, kept = ''] = /kept in (.*)\n/.exec(err) ?? []
    expect(await readFile(kept, 'utf8')).toContain('note: mine')
    await rm(resolve(kept, '..'), { recursive: true })
  })

  test('that fails changes nothing', async () => {
    const edited = editing(await withShop(), await editor('process.exit(3)'))
    const { code, err } = await edited.ended()
    expect(code).toBe(1)
    expect(err).toMatch(/^roundtrip: the editor \(.*\) ended with 3: nothing was changed\n$/)
  })

  test('that dies changes nothing', async () => {
    const edited = editing(await withShop(), await editor('process.kill(process.pid, "SIGKILL")'))
    const { code, err } = await edited.ended()
    expect(code).toBe(1)
    expect(err).toMatch(/roundtrip: the editor \(.*\) ended with (?:137|a signal): nothing was changed\n$/)
  })

  test('that is not named, without a terminal, is told', async () => {
    const { code, err } = await editing(await withShop(), {}).ended()
    expect(code).toBe(1)
    expect(err).toBe('roundtrip: there is no terminal and no $EDITOR: set it, or use --set PATH=VALUE\n')
  })
})
