import { beforeEach, describe, expect, test } from 'vitest'

import { handleRun } from '../../../shared/app/run/handle-run.ts'
import { runKeyOf } from '../../../shared/core/identity/run-key.ts'
import { recheckOf } from '../../../shared/core/judging/rechecks.ts'
import type { RunResult, Trigger } from '../../../shared/core/run/run.ts'
import { MINUTE, SECOND } from '../../../shared/core/time/units.ts'
import { ProcessDied, processUnderTest } from '../../support/processes/process-under-test.ts'
import { memorySecrets } from '../../support/memory/memory-secrets.ts'
import {
  DEFINITION,
  MAILBOX_PASSWORD,
  type RunWorld,
  resultOf,
  runWorld,
} from '../../support/worlds/run-world.ts'

let world: RunWorld
let start: number
/** Sessions with the mailbox before the run under test. */
let before: number

beforeEach(async () => {
  world = await runWorld({ intervalMinutes: 5, alerts: [{ afterFailures: 1 }] })
  start = world.clock.now()
  world.mail.takes = { mailbox: 'another password' }
  before = 0
})

/** One run, scheduled so many minutes after the first. */
async function runAt(minute: number, trigger: Trigger = 'schedule', monitorId = 'inbox'): Promise<RunResult> {
  const scheduledAt = start + minute * MINUTE
  await world.clock.advance(Math.max(0, scheduledAt - world.clock.now()))
  const requestId = trigger === 'schedule' ? {} : { requestId: String(minute) }
  world.request = { monitorId, location: 'local', scheduledAt, trigger, ...requestId }
  before = tries()
  return resultOf(world)
}

const tries = () => world.mail.counts['mailbox.open'] ?? 0
const triesOfRun = () => tries() - before
const REFUSED = { status: 2, reason: 'mailbox-login-refused', outcome: 'failed', phase: 'mailbox.auth' }
const UNTRIED = { ...REFUSED, tried: false, phases: { smtp: {}, mailbox: {} } }

test('is tried again after 1, 2, 4 … intervals, and by no run in between', async () => {
  const tried: number[] = []
  for (let minute = 0; minute <= 60; minute += 5) {
    const result = await runAt(minute)
    expect(result).toMatchObject(triesOfRun() > 0 ? REFUSED : UNTRIED)
    expect(result.tried).toBe(triesOfRun() > 0 ? undefined : false)
    if (triesOfRun() > 0) tried.push(minute)
  }
  expect(tried).toEqual([0, 5, 15, 30, 45, 60])
})

test('costs one message: the later runs log in first, and send only when the login is taken', async () => {
  for (let minute = 0; minute <= 60; minute += 5) await runAt(minute)
  expect(world.mail.submissions).toHaveLength(1)
  world.mail.takes = {}
  expect(await runAt(75)).toMatchObject({ status: 0 })
  expect(world.mail.submissions).toHaveLength(2)
  expect(await runAt(80)).toMatchObject({ status: 0 })
})

test('is not put off until a message is sent, which in its turn waits for the login', async () => {
  await runAt(0)
  world.mail.takes = {}
  world.mail.loginDelayMs = MINUTE
  expect(await runAt(5)).toMatchObject({ status: 0 })
  expect(world.mail.submissions).toHaveLength(2)
})

test('is tried when the message may have come, where one login is all that a run may make', async () => {
  const mailbox = { ...DEFINITION.mailbox, secondsBetweenLogins: 900 }
  world = await runWorld({ intervalMinutes: 5, mailbox })
  world.mail.takes = { mailbox: 'another password' }
  await runAt(0)
  world.mail.takes = {}
  expect(await runAt(5)).toMatchObject({ status: 0 })
})

test('says in the log of a run that does not try it why not, and until when', async () => {
  await runAt(0)
  await runAt(5)
  await runAt(10)
  const log = await world.runs.findLog(runKeyOf(world.request))
  expect(log?.map(({ text }) => text).join('\n')).toContain(
    'mailbox: not logged in: the server refused this login, and it is tried again from 2026-01-05T12:15:00.000Z on',
  )
})

describe('is tried at once', () => {
  beforeEach(async () => {
    for (const minute of [0, 5, 15]) await runAt(minute)
  })

  test('but not without a reason', async () => {
    expect(await runAt(20)).toMatchObject(UNTRIED)
  })

  test('with a secret that changed', async () => {
    world.secrets.set('mailbox', 'another password')
    expect(await runAt(20)).toMatchObject({ status: 0 })
  })

  test('with a secret that changed, also where the process keeps the one before', async () => {
    world.secrets.set('mailbox', 'another password')
    const kept = new Map([['mailbox', MAILBOX_PASSWORD]])
    const secrets = memorySecrets(
      ({ name }, fresh) => (fresh ? undefined : kept.get(name)) ?? world.secrets.get(name),
    )
    world = { ...world, ports: { ...world.ports, secrets } }
    expect(await runAt(20)).toMatchObject({ status: 0, warnings: ['secret-re-read', 'leftovers-swept'] })
  })

  test('when the monitor was edited since, and once', async () => {
    await world.clock.advance(MINUTE)
    const accepted = { definition: DEFINITION, managedBy: 'stack', acceptedAt: world.clock.now() } as const
    await world.runs.putAccepted('inbox', accepted)
    expect(await runAt(20)).toMatchObject(REFUSED)
    expect(triesOfRun()).toBe(1)
    expect(await runAt(25)).toMatchObject(UNTRIED)
  })

  test('but not again and again when it was edited while the clock was fast', async () => {
    const acceptedAt = world.clock.now() + 60 * MINUTE
    await world.runs.putAccepted('inbox', { definition: DEFINITION, managedBy: 'stack', acceptedAt })
    expect(await runAt(20)).toMatchObject(UNTRIED)
  })

  test('on demand, which changes nothing of when it is tried next', async () => {
    expect(await runAt(16, 'on-demand')).toMatchObject(REFUSED)
    expect(triesOfRun()).toBe(1)
    expect(await runAt(25)).toMatchObject(UNTRIED)
    await runAt(30)
    expect(triesOfRun()).toBe(1)
  })

  test('on demand, and its success lets the next run log in', async () => {
    world.mail.takes = {}
    expect(await runAt(16, 'on-demand')).toMatchObject({ status: 0 })
    expect(await runAt(20)).toMatchObject({ status: 0 })
  })
})

test('is tried once for all monitors that have the same login', async () => {
  const definition = { ...DEFINITION, monitorId: 'other', intervalMinutes: 5 }
  await world.monitors.put({ monitorId: 'other', managedBy: 'stack', revision: 1, definition }, undefined)
  await runAt(0)
  expect(await runAt(1, 'schedule', 'other')).toMatchObject(UNTRIED)
  expect(await runAt(5)).toMatchObject(REFUSED)
  expect(await runAt(6, 'schedule', 'other')).toMatchObject(UNTRIED)
})

test('is spaced too where the process keeps a password from before, and the new one is wrong', async () => {
  const kept = new Map([['mailbox', MAILBOX_PASSWORD]])
  const secrets = memorySecrets(
    ({ name }, fresh) => (fresh ? undefined : kept.get(name)) ?? world.secrets.get(name),
  )
  world = { ...world, ports: { ...world.ports, secrets } }
  await runAt(0)
  world.secrets.set('mailbox', 'wrong too')
  for (const minute of [5, 6, 7, 8]) await runAt(minute)
  expect(await runAt(9)).toMatchObject(UNTRIED)
})

describe('that runs at several locations would try at the same time', () => {
  /** What the runs of a minute come to, those at some locations some seconds later than the first. */
  async function runsAt(minute: number, laterSeconds = 0): Promise<RunResult[]> {
    const scheduledAt = start + minute * MINUTE
    await world.clock.advance(scheduledAt - world.clock.now())
    before = tries()
    const runs = ['local', 'eu', 'us'].map(async (location, place) => {
      if (place > 0) await world.clock.advance(laterSeconds * SECOND)
      return resultOf({ ...world, request: { ...world.request, location, scheduledAt } })
    })
    return Promise.all(runs)
  }

  test.each([0, 10])('is tried by one of them (%i s apart)', async (laterSeconds) => {
    await runAt(0)
    const results = await runsAt(5, laterSeconds)
    expect(triesOfRun()).toBe(1)
    expect(results.filter(({ tried }) => tried === false)).toHaveLength(2)
  })

  test.each([0, 10])('is tried by all once it is taken (%i s apart)', async (laterSeconds) => {
    await runAt(0)
    world.mail.takes = {}
    expect((await runsAt(5, laterSeconds)).map(({ status }) => status)).toEqual([0, 0, 0])
  })
})

test('is not tried by a recheck, which confirms the failure', async () => {
  world = await runWorld({ intervalMinutes: 5, alerts: [{ verify: true }] })
  world.mail.takes = { mailbox: 'another password' }
  await runAt(0)
  expect(world.published).toHaveLength(0)
  const awaited = (await world.runs.findState('inbox'))?.awaitsRecheck.local
  if (!awaited) throw new Error('nothing waits')
  world.request = recheckOf(awaited)
  before = tries()
  expect(await resultOf(world)).toMatchObject(UNTRIED)
  expect(world.published.map(({ attributes }) => attributes.transition)).toEqual(['opened'])
})

test('opens one incident, which runs that do not try it neither feed nor end', async () => {
  for (let minute = 0; minute <= 25; minute += 5) await runAt(minute)
  const state = await world.runs.findState('inbox')
  expect(state?.incident?.failedRuns).toBe(3)
  expect(world.published.map(({ attributes }) => attributes.transition)).toEqual(['opened'])
  world.mail.takes = {}
  await runAt(30)
  expect(world.published.map(({ attributes }) => attributes.transition)).toEqual(['opened', 'resolved'])
})

test('of the server that sends is spaced in the same way', async () => {
  world.mail.takes = { smtp: 'another password' }
  await runAt(0)
  await runAt(5)
  expect(await runAt(10)).toMatchObject({ status: 2, reason: 'smtp-auth-refused', tried: false })
  expect(triesOfRun()).toBe(0)
})

test('that cannot be looked up or noted down ends no run', async () => {
  const broken = () => Promise.reject(new Error('no table'))
  const runs = { findRefusedLogin: broken, putRefusedLogin: broken, dropRefusedLogin: broken }
  world = { ...world, ports: { ...world.ports, runs: { ...world.runs, ...runs } } }
  expect(await runAt(0)).toMatchObject(REFUSED)
  expect(await runAt(5)).toMatchObject(REFUSED)
  world.mail.takes = {}
  expect(await runAt(10)).toMatchObject({ status: 0 })
})

test('is tried by whoever takes over a run that ended before it could', async () => {
  await runAt(0)
  world.request = { ...world.request, scheduledAt: start + 5 * MINUTE }
  await world.clock.advance(world.request.scheduledAt - world.clock.now())
  const dying = processUnderTest(world.ports, { at: 'runs.putRefusedLogin #1', fault: 'dies after' })
  const run = Promise.race([handleRun(world.request, dying.ports), dying.death])
  await expect(world.clock.runUntil(run)).rejects.toThrow(ProcessDied)
  before = tries()
  await world.clock.advance(3 * MINUTE)
  expect(await resultOf(world)).toMatchObject({ ...REFUSED, warnings: ['taken-over'] })
  expect(triesOfRun()).toBe(1)
})
