import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import type { ScheduledInput } from '../../functions/contract.ts'
import { DAY, HOUR, MINUTE, SECOND, isoInstant } from '../../shared/core/time/units.ts'
import { forEach } from './account/for-each.ts'
import { preloading, withVariables } from './account/function-variables.ts'
import { lab } from './account/lab.ts'
import { type ListeningServer, listeningServer } from './account/listening-server.ts'
import { anyStack, mail } from './account/shared-stack.ts'
import { minutesAgo } from './account/stack.ts'
import { watchdogPass } from './faults/healing.ts'
import { grantedMonitors } from './monitors/granted-monitors.ts'
import { tableMonitors } from './monitors/table-monitors.ts'
import { tableRows } from './monitors/table-rows.ts'

const stack = await anyStack()
const tabled = tableMonitors(stack)
const granted = await grantedMonitors(stack)
const { issuer, door } = granted
const { id: tokens } = await stack.resource('AWS::Lambda::Function', 'TokensRenew')
const probe = stack.output('ProbeFunction')
const client = new LambdaClient({})
let evil: ListeningServer

beforeAll(async () => {
  mail.faults.clear()
  evil = await listeningServer()
})
afterAll(async () => {
  await Promise.all([tabled.removeAll(), granted.close(), evil.close()])
})

/** What its processes have kept they know no more. */
async function freshProbes(): Promise<void> {
  const changed = await withVariables(probe, {})
  await changed.newProcesses()
  await changed.restore()
}

async function call(FunctionName: string, event: object): Promise<unknown> {
  const { Payload } = await client.send(new InvokeCommand({ FunctionName, Payload: JSON.stringify(event) }))
  return JSON.parse(Payload?.transformToString() ?? '') as unknown
}

describe('a monitor that logs in with a grant', () => {
  beforeAll(async () => {
    await granted.setGrant('inbox')
    await tabled.put('granted', { ...granted.loggingInWith('granted', 'inbox'), timeoutSeconds: 60 })
  })

  test('delivers, with one request for a token, and none for the runs that follow', async () => {
    expect((await tabled.fire('granted', minutesAgo(9))).result).toMatchObject({ status: 0, warnings: [] })
    await freshProbes()
    expect((await tabled.fire('granted', minutesAgo(8))).result).toMatchObject({ status: 0 })
    expect(issuer.asked('inbox').map((form) => form.get('refresh_token'))).toEqual(['refresh-inbox-0'])
    expect(door.logins()).toBeGreaterThanOrEqual(2)
  })

  test('has its token kept for the hosts of the grant, and the refresh token that rotated apart from it', async () => {
    expect(await granted.keptAccess('inbox')).toMatchObject({
      token: expect.stringMatching(/^access-inbox-1-/) as unknown,
      hosts: ['127.0.0.1'],
    })
    expect(await granted.keptRotated('inbox')).toMatchObject({ refreshToken: 'refresh-inbox-1' })
  })

  test('is renewed ahead of time by the watchdog, with the refresh token that was handed out last', async () => {
    await granted.letTokenAge('inbox', 50 * MINUTE)
    await granted.letTimePass('inbox', ['renewAt', 'dueAt'], HOUR)
    const { watchdog } = await watchdogPass()
    expect(watchdog).toMatchObject({ error: false, result: { failures: 0 } })
    expect(issuer.asked('inbox').at(-1)?.get('refresh_token')).toBe('refresh-inbox-1')
    expect(await granted.keptAccess('inbox')).toMatchObject({
      token: expect.stringMatching(/^access-inbox-2-/) as unknown,
    })
    await watchdogPass()
    expect(issuer.asked('inbox')).toHaveLength(2)
  })

  test('leaves no token and no secret in the logs of the functions', async () => {
    for (const name of [tokens, probe]) {
      expect(await lab.log(name)).not.toMatch(/access-inbox-\d|refresh-inbox-\d|client-secret-inbox/)
    }
  })

  test('that nobody names any more is redeemed no more', async () => {
    await granted.setGrant('left')
    await tabled.put('leaving', { ...granted.loggingInWith('leaving', 'left'), timeoutSeconds: 60 })
    expect((await tabled.fire('leaving', minutesAgo(5))).result).toMatchObject({ status: 0 })
    await tabled.put('leaving')
    await granted.letTokenAge('left', 50 * MINUTE)
    await granted.letTimePass('left', ['renewAt', 'dueAt'], HOUR)
    await watchdogPass()
    await watchdogPass()
    expect(issuer.asked('left')).toHaveLength(1)
  })
})

describe('200 runs that begin together, with no token kept', () => {
  const names = Array.from({ length: 200 }, (_, i) => `crowd-${i}`)
  const rows = tableRows(stack)
  beforeAll(async () => {
    await granted.setGrant('crowd')
    const changes = (name: string) => ({ ...granted.loggingInWith(name, 'crowd'), timeoutSeconds: 120 })
    await rows.write(names.map((name) => mail.monitor(name, changes(name))))
    await lab.drain()
  })
  afterAll(async () => {
    issuer.delay(0)
    await rows.write([], names)
    await lab.drain()
  })

  test('ask the provider once, and all deliver', async () => {
    issuer.delay(3 * SECOND)
    const scheduledAt = isoInstant(minutesAgo(1))
    const answers = await Promise.all(
      names.map((monitorId) =>
        call(probe, { monitorId, location: stack.location, scheduledAt } satisfies ScheduledInput),
      ),
    )
    expect(answers.filter((one) => (one as { status?: number }).status !== 0)).toEqual([])
    expect(issuer.asked('crowd')).toHaveLength(1)
  })
})

describe('a function for tokens that is killed', () => {
  /** Kills the process at its first write to SSM: the answer is in hand, and nothing of it is stored. */
  const KILLING = `
    import http from 'node:http'
    import { syncBuiltinESMExports } from 'node:module'
    const { request } = http
    http.request = (options, ...rest) => {
      const headers = Object.entries(options.headers ?? {}).map(([k, v]) => k.toLowerCase() + ': ' + v)
      if (headers.includes('x-amz-target: AmazonSSM.PutParameter')) process.kill(process.pid, 'SIGKILL')
      return request(options, ...rest)
    }
    syncBuiltinESMExports()`

  test('between the answer and the store leaves a login that works, once its lease is over', async () => {
    await granted.setGrant('struck')
    await tabled.put('struck', { ...granted.loggingInWith('struck', 'struck'), timeoutSeconds: 60 })
    const changed = await withVariables(tokens, preloading(KILLING))
    try {
      expect(await call(tokens, { grant: 'ssm:struck' })).toHaveProperty('errorMessage')
    } finally {
      await changed.restore()
    }
    expect(issuer.asked('struck').map((form) => form.get('refresh_token'))).toEqual(['refresh-struck-0'])
    expect(await granted.keptRotated('struck')).toBeUndefined()

    await granted.letTimePass('struck', ['leaseUntil'], DAY)
    expect((await tabled.fire('struck', minutesAgo(2))).result).toMatchObject({ status: 0 })
    expect(await granted.keptRotated('struck')).toMatchObject({ refreshToken: 'refresh-struck-2' })
  })
})

describe("somebody else's row", () => {
  const stealing = () => ({
    server: `pop3://localhost:${evil.port}`,
    userid: 'granted',
    grant: 'ssm:inbox',
    tls: 'none',
  })

  test('that names a host of its own gets no token: not a byte reaches it', async () => {
    await tabled.put('thief', { mailbox: stealing() })
    const { result } = await tabled.fire('thief', minutesAgo(4))
    expect(result).toMatchObject({ status: 90, reason: 'secret-not-for-host' })
    expect(evil.heard()).toEqual({ calls: 0, said: '' })
  })

  test.each([
    ['a token endpoint', { tokenEndpoint: 'here' }],
    ['a tenant', { tenant: 'contoso.example' }],
    ['a refresh token', { refreshToken: 'x' }],
  ])('that names %s of its own runs nothing: not a word to anybody', async (_, field) => {
    const own = 'tokenEndpoint' in field ? { tokenEndpoint: `http://localhost:${evil.port}/` } : field
    const before = issuer.asked('inbox').length
    await tabled.put('forger', { mailbox: { ...stealing(), ...own } })
    await forEach([stack.location], async (location) => {
      const event = { monitorId: 'forger', location, scheduledAt: isoInstant(minutesAgo(6)) }
      expect(await call(probe, event satisfies ScheduledInput)).toMatchObject({ reason: 'monitor-invalid' })
    })
    expect(evil.heard()).toEqual({ calls: 0, said: '' })
    expect(issuer.asked('inbox')).toHaveLength(before)
  })
})
