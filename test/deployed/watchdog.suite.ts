import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'

import { runKeyOf } from '../../shared/core/identity/run-key.ts'
import { MINUTE, isoInstant } from '../../shared/core/time/units.ts'
import { letTimePass } from './account/ageing.ts'
import { heart } from './account/beaten-heart.ts'
import { clockAtNearest, preloading, withVariables } from './account/function-variables.ts'
import { type Pass, watchdogPass } from './faults/healing.ts'
import { lab } from './account/lab.ts'
import { anyStack, mail } from './account/shared-stack.ts'
import { minutesAgo } from './account/stack.ts'
import { tableMonitors } from './monitors/table-monitors.ts'
import { tableRows } from './monitors/table-rows.ts'

const stack = await anyStack()
const monitors = tableMonitors(stack)
const { id: watchdog } = await stack.resource('AWS::Lambda::Function', 'Watchdog')
const probe = stack.output('ProbeFunction')

afterEach(async () => {
  mail.faults.clear()
  await lab.behave()
})
afterAll(monitors.removeAll)

async function transitions(monitorId: string): Promise<unknown[]> {
  return (await stack.alertsOn(monitorId)).map(({ attributes }) => attributes.transition)
}

/** A pass that found nothing that it could not do. */
async function pass(): Promise<Pass> {
  const made = await watchdogPass()
  expect(made.watchdog).toMatchObject({ delivered: true, error: false, result: { failures: 0 } })
  return made
}

describe('an alert that SNS did not take', () => {
  test('is published once by a later pass, as soon as whoever failed with it may be given up', async () => {
    await monitors.put('owing')
    mail.faults.lose()
    await lab.fault({ service: 'sns', action: 'Publish', error: '500', function: 'Probe' })
    const { result } = await monitors.fire('owing', minutesAgo(1))
    expect(result).toMatchObject({ status: 2, outcome: 'lost' })
    await pass()
    expect(await transitions('owing')).toEqual([])

    await letTimePass(stack, 'owing', MINUTE)
    await lab.fault({ service: 'sns', action: 'Publish', error: '500', function: 'Watchdog' })
    expect((await watchdogPass()).watchdog).toMatchObject({ error: false, result: { failures: 1 } })
    expect(await transitions('owing')).toEqual([])

    await letTimePass(stack, 'owing', MINUTE)
    await pass()
    await pass()
    expect(await transitions('owing')).toEqual(['opened'])
  })
})

describe('a run whose process is killed while it waits for its message', () => {
  const folder = mkdtemp(path.join(tmpdir(), 'killed-'))
  let restore = () => Promise.resolve()
  beforeAll(async () => {
    const script = `import { rmSync } from 'node:fs'
      const order = ${JSON.stringify(path.join(await folder, 'die'))}
      setInterval(() => { try { rmSync(order) } catch { return } process.kill(process.pid, 'SIGKILL') }, 20).unref()`
    ;({ restore } = await withVariables(probe, preloading(script)))
    await monitors.put('killed')
  })
  afterAll(async () => {
    await restore()
    await rm(await folder, { recursive: true })
  })

  async function fireAndKill(time: number) {
    const request = { monitorId: 'killed', location: stack.location, scheduledAt: time } as const
    const key = runKeyOf({ ...request, trigger: 'schedule' })
    const fired = monitors.fire('killed', time)
    await vi.waitFor(
      async () => expect(await stack.ports.runs.findOpen(key)).toMatchObject({ stage: 'sent' }),
      {
        timeout: 10_000,
        interval: 20,
      },
    )
    await writeFile(path.join(await folder, 'die'), '')
    expect(await fired).toMatchObject({ targets: [{ attempts: 2, result: { kind: 'under-way' } }] })
    expect((await fired).result).toBeUndefined()
    return () => stack.ports.runs.findResult(key)
  }

  test('is started again and finds it: delivered', async () => {
    mail.faults.defer()
    const result = await fireAndKill(minutesAgo(2))
    mail.faults.release()
    await letTimePass(stack, 'killed', 2 * MINUTE)
    expect((await pass()).watchdog).toMatchObject({ result: { restarted: 1 } })
    expect(await result()).toMatchObject({ status: 0, outcome: 'delivered', warnings: ['taken-over'] })
    expect(mail.messages('killed')).toBe(0)
  })

  test('is started again and sends nothing: lost, where there is none', async () => {
    mail.faults.lose()
    const result = await fireAndKill(minutesAgo(1))
    await letTimePass(stack, 'killed', 2 * MINUTE)
    await pass()
    expect(await result()).toMatchObject({ status: 2, outcome: 'lost', warnings: ['taken-over'] })
    expect(mail.messages('killed')).toBe(0)
    expect((await pass()).watchdog).toMatchObject({ result: { restarted: 0 } })
  })
})

describe('a monitor whose results do not come', () => {
  test('is told to be silent once, and heard again with the next result', async () => {
    await monitors.put('mute')
    // Two of its intervals and 5 minutes have gone by since.
    await monitors.fire('mute', minutesAgo(40))
    await pass()
    expect(await transitions('mute')).toEqual([])

    await letTimePass(stack, 'mute', 60 * MINUTE)
    await pass()
    const [alert] = await stack.alertsOn('mute')
    expect(alert).toMatchObject({
      topicArn: stack.output('AlertTopic'),
      attributes: { transition: 'silent' },
    })
    expect(alert?.message).toContain(isoInstant(minutesAgo(40)).slice(0, 10))
    await letTimePass(stack, 'mute', 60 * MINUTE)
    await pass()
    expect(await transitions('mute')).toEqual(['silent'])

    expect((await monitors.fire('mute', minutesAgo(0))).result).toMatchObject({ status: 0 })
    expect(await transitions('mute')).toEqual(['silent', 'heard'])
    await pass()
    expect(await stack.ports.runs.findState('mute')).toMatchObject({ silent: {}, owed: [] })
  })

  test('is told although there never was one', async () => {
    await monitors.put('never-heard')
    await letTimePass(stack, 'never-heard', 24 * MINUTE)
    await pass()
    expect(await transitions('never-heard')).toEqual([])
    await letTimePass(stack, 'never-heard', 2 * MINUTE)
    await pass()
    expect(await transitions('never-heard')).toEqual(['silent'])
  })

  test('is told nothing of while it is disabled or gone, followed or not', async () => {
    const rows = tableRows(stack)
    const names = ['disabled', 'removed', 'disabled-just-now', 'removed-just-now']
    for (const name of names) await monitors.put(name)
    const change = async (name: string) => {
      if (name.startsWith('disabled')) await rows.put(mail.monitor(name, { enabled: false }))
      else await rows.remove(name)
    }
    for (const name of ['disabled', 'removed']) await change(name)
    await lab.drain()
    for (const name of ['disabled-just-now', 'removed-just-now']) await change(name)
    for (const name of names) await letTimePass(stack, name, 60 * MINUTE)
    const { targets } = await lab.fire({ rule: 'WatchdogEveryMinute' })
    expect(targets).toMatchObject([{ result: { failures: 0 } }])
    await lab.drain()
    for (const name of names) {
      expect(await transitions(name)).toEqual([])
      expect(await stack.ports.runs.findState(name)).toMatchObject({ expected: {}, silent: {} })
    }
  })
})

describe('what a pass tells', () => {
  test('it beats the heart outside when it could do all, and only then; nobody there changes nothing', async () => {
    const outside = await heart()
    const changed = await withVariables(watchdog, { ROUNDTRIP_HEARTBEAT_URL: outside.url })
    try {
      await pass()
      expect(outside.beats).toBe(1)
      await lab.fault({
        service: 'dynamodb',
        action: 'Query',
        error: '500',
        function: 'Watchdog',
        count: 100,
      })
      expect((await watchdogPass()).watchdog).toMatchObject({ error: true })
      await lab.behave()
      expect(outside.beats).toBe(1)
      outside.answer(500)
      await pass()
      expect(outside.beats).toBe(2)
    } finally {
      await changed.restore()
      await outside.close()
    }
  })

  test('its log holds the metrics: what it could not do, and who has not confirmed', async () => {
    await monitors.put('counted')
    mail.faults.lose()
    await lab.fault({ service: 'sns', action: 'Publish', error: '500', function: 'Probe' })
    await monitors.fire('counted', minutesAgo(1))
    await letTimePass(stack, 'counted', 6 * MINUTE)
    // It looks at the subscriptions in every fifth minute.
    const changed = await withVariables(watchdog, clockAtNearest(5 * MINUTE))
    try {
      await lab.fault({ service: 'sns', action: 'Publish', error: '500', function: 'Watchdog' })
      // The account takes nobody's subscription for confirmed: one by email and one by SMS are in the
      // settings.
      expect(await metricsOf(watchdogPass)).toEqual({ OverdueItems: 1, SubscriptionsUnconfirmed: 2 })
      await letTimePass(stack, 'counted', MINUTE)
      expect(await metricsOf(pass)).toEqual({ OverdueItems: 0, SubscriptionsUnconfirmed: 2 })

      await lab.fault({ service: 'sns', action: 'GetTopicAttributes', error: 'AuthorizationError' })
      const { watchdog: seen } = await watchdogPass()
      expect(seen).toMatchObject({ error: false, result: { failures: 1 } })
    } finally {
      await changed.restore()
    }
  })
})

/**
 * The samples that the watchdog's log gains meanwhile, as CloudWatch reads them out of it (the embedded
 * metric format).
 */
async function metricsOf(work: () => Promise<unknown>): Promise<Record<string, unknown>> {
  const before = (await lab.log(watchdog)).length
  await work()
  const lines = (await lab.log(watchdog)).slice(before).split('\n')
  const samples = lines
    .filter((line) => line.startsWith('{"_aws"'))
    .map((line) => JSON.parse(line) as { _aws: Emf } & Record<string, unknown>)
  return Object.fromEntries(
    samples.flatMap(({ _aws, ...fields }) => {
      const [{ Namespace, Dimensions, Metrics }] = _aws.CloudWatchMetrics
      expect([Namespace, Dimensions, fields.Stack]).toEqual(['Roundtrip', [['Stack']], stack.name])
      return Metrics.map(({ Name }) => [Name, fields[Name]])
    }),
  )
}

interface Emf {
  CloudWatchMetrics: [{ Namespace: string; Dimensions: string[][]; Metrics: { Name: string }[] }]
}
