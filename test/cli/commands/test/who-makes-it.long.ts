import { describe, expect, onTestFinished, test } from 'vitest'

import { openLocal } from '../../../../cli/opened/local.ts'
import { secretFileWriter } from '../../../../local/secrets/write-secret.ts'
import { storedSecretText } from '../../../../shared/core/definition/stored-secret.ts'
import { parseEvent } from '../../../../functions/probe/parse-event.ts'
import { npmStart } from '../../../local/npm-start.ts'
import { recordingEndpoint } from '../../../support/aws/recording-endpoint.ts'
import { dataFolder } from '../../../support/temporary-files.ts'
import { TABLES, account } from '../../account.ts'
import { says } from '../../says.ts'
import { ADDRESS, PASSWORD, mailServer } from '../check/checked-server.ts'
import { definition } from '../monitors/monitors-world.ts'

const REFUSED = { 'x-amzn-errortype': 'AccessDeniedException' }

describe('in a local mode over which nothing runs', () => {
  async function added(...more: string[]) {
    const server = await mailServer()
    const data = await dataFolder()
    const described = [
      '--email',
      ADDRESS,
      '--userid',
      'probe',
      '--password-ref',
      'ssm:shop',
      '--timeout',
      '30',
    ]
    const mailbox = ['--mailbox', `pop3://127.0.0.1:${server.pop3Port}`]
    await says(['monitors', 'add', 'shop', ...described, ...mailbox, ...more, '--local', data])
    return { data, server }
  }

  test('this process makes the run, with passwords of its environment, and stores it', async () => {
    const { data, server } = await added('--smtp', 'smtp://127.0.0.1:25')
    await says([
      'monitors',
      'edit',
      'shop',
      '--set',
      `smtp.server=smtp://127.0.0.1:${server.smtpPort}`,
      '--local',
      data,
    ])
    const env = { ROUNDTRIP_SECRET_SHOP: PASSWORD }
    const { code, out, err } = await says(['test', 'shop', '--local', data], { env })
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toContain('PASS <secret>')
    expect(out).not.toContain(PASSWORD)
    expect(server.mailboxes.messages(ADDRESS)).toEqual([])
    expect((await says(['runs', 'shop', '--local', data])).out).toContain('on-demand')
  })

  test('it uses the passwords that secrets set --local stored, as npm start does', async () => {
    const { data } = await added('--smtp', 'smtp://127.0.0.1:25')
    const stored = secretFileWriter(data)
    await stored.write('shop', storedSecretText({ hosts: ['mail.example.com'], value: PASSWORD }))
    const { code, out } = await says(['test', 'shop', '--local', data])
    expect(code).toBe(3)
    expect(out, 'the hosts of the file hold').toMatch(/secret-not-for-host/)
    expect(out).not.toContain(PASSWORD)
  })

  test('a monitor of the file of npm start is left to that', async () => {
    const data = await dataFolder()
    const { monitors, close } = await openLocal(data, 'made')
    const mailbox = { server: 'pop3s://pop.example.com', userid: 'probe', password: 'env:DEMO' }
    const written = definition('demo', { mailbox })
    await monitors.put({ monitorId: 'demo', managedBy: 'stack', revision: 1, definition: written }, undefined)
    await close()
    const { code, err } = await says(['test', 'demo', '--local', data])
    expect({ code, err }).toEqual({
      code: 1,
      err: 'roundtrip: the monitor names a variable of npm start (env:NAME), which only that process has; start it first\n',
    })
    expect((await says(['runs', 'demo', '--local', data])).out).not.toContain('on-demand')
  })

  test('a monitor without a server to send by says what it needs', async () => {
    const { data } = await added()
    const { code, err } = await says(['test', 'shop', '--local', data], {
      env: { ROUNDTRIP_SECRET_SHOP: PASSWORD },
    })
    expect(code).toBe(1)
    expect(err).toMatch(
      /names no smtp\.server: what sends its messages, localSender or the demo server, belongs to npm start/,
    )
  })
})

describe('in a local mode over which npm start runs', () => {
  async function started() {
    const data = await dataFolder()
    const local = npmStart(['--data', data, '--port', '0'])
    await local.hears(/demo {2}OK/)
    return { data, ...local }
  }

  test('npm start makes the run, also of the demo, whose password it alone has', async () => {
    const { data, said } = await started()
    const { code, out, err } = await says(['test', 'demo', '--local', data], { env: {} })
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toMatch(/^demo\/\S+_local_on-demand_[0-9a-f]{12}, at local$/m)
    expect(out).toContain('PASS <secret>')
    expect(out).toContain('The test message came back in')
    expect(said.err).toBe('')
  })

  test('what keeps it from being made is told as for any other', async () => {
    const { data } = await started()
    const says3 = (...line: string[]) => says(['test', ...line, '--local', data])
    expect(await says3('demo', '--from', 'mars')).toMatchObject({
      code: 3,
      err: 'roundtrip: there is no location mars, only: local\n',
    })
    expect(await says3('demmo')).toMatchObject({ code: 1, err: expect.stringContaining('demo') as unknown })
    await says(['monitors', 'pause', 'demo', '--local', data])
    expect(await says3('demo')).toMatchObject({
      code: 3,
      err: expect.stringMatching(/^roundtrip: the monitor is paused/) as unknown,
    })
  })
})

test('on a stack the probe that its output names is asked, by the credentials of who types', async () => {
  const probeArn = 'arn:aws:lambda:eu-west-1:123456789012:function:probe'
  const outputs = { ...TABLES, ProbeFunctions: JSON.stringify([{ location: 'eu-west-1', probeArn }]) }
  const { env, monitors } = await account({ Mail: outputs })
  const row = {
    monitorId: 'inbox',
    managedBy: 'table',
    revision: 1,
    definition: definition('inbox'),
  } as const
  await monitors.put(row, undefined)
  let status = 202
  const lambda = await recordingEndpoint(() => ({ status, headers: REFUSED, body: '{"message":"no"}' }))
  onTestFinished(() => lambda.close())
  const line = ['test', 'inbox', '--no-wait', '--stack', 'Mail']
  const said = await says(line, { env: { ...env, AWS_ENDPOINT_URL_LAMBDA: lambda.url } })
  expect(said).toMatchObject({ code: 0, err: '' })
  const [sent] = lambda.requests
  expect(decodeURIComponent(sent?.path ?? '')).toContain(probeArn)
  expect(sent?.headers['x-amz-invocation-type']).toBe('Event')
  expect(parseEvent(JSON.parse(sent?.body ?? ''), 'eu-west-1')).toMatchObject({ trigger: 'on-demand' })

  status = 403
  const other = { ...row, monitorId: 'other', definition: definition('other') }
  await monitors.put(other, undefined)
  expect(
    await says(['test', 'other', '--stack', 'Mail'], {
      env: { ...env, AWS_ENDPOINT_URL_LAMBDA: lambda.url },
    }),
  ).toEqual({
    code: 3,
    out: '',
    err: `roundtrip: these credentials lack the permission lambda:InvokeFunction for the probe (${probeArn})\n`,
  })
})
