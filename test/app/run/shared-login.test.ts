import { beforeEach, describe, expect, test } from 'vitest'

import type { RunResult } from '../../../shared/core/run/run.ts'
import { MINUTE } from '../../../shared/core/time/units.ts'
import { DEFINITION, type RunWorld, resultOf, runWorld } from '../../support/worlds/run-world.ts'
import { longTest } from '../../support/thorough.ts'

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

/** One scheduled run, so many minutes after the first. */
async function runAt(minute: number, monitorId = 'inbox'): Promise<RunResult> {
  const scheduledAt = start + minute * MINUTE
  await world.clock.advance(Math.max(0, scheduledAt - world.clock.now()))
  world.request = { monitorId, location: 'local', scheduledAt, trigger: 'schedule' }
  before = tries()
  return resultOf(world)
}

const tries = () => world.mail.counts['mailbox.open'] ?? 0
const triesOfRun = () => tries() - before
const UNTRIED = { status: 2, reason: 'mailbox-login-refused', tried: false }

describe('a refused login that another monitor always tries first', () => {
  beforeEach(async () => {
    const definition = { ...DEFINITION, monitorId: 'other', intervalMinutes: 5 }
    await world.monitors.put({ monitorId: 'other', managedBy: 'stack', revision: 1, definition }, undefined)
    world.mail.takes = {}
    await runAt(0, 'other')
    world.mail.takes = { mailbox: 'another password' }
  })

  test('is told of this one too, though it never logs in', async () => {
    for (let minute = 5; minute <= 30; minute += 5) {
      await runAt(minute)
      expect(await runAt(minute + 1, 'other')).toMatchObject(UNTRIED)
    }
    const told = world.published.map(({ attributes }) => [attributes.monitorId, attributes.transition])
    expect(told).toEqual([
      ['inbox', 'opened'],
      ['other', 'opened'],
    ])
    expect((await world.runs.findState('other'))?.incident?.failedRuns).toBe(2)
    world.mail.takes = {}
    await runAt(35)
    await runAt(36, 'other')
    expect((await world.runs.findState('other'))?.incident).toBeUndefined()
  })
})

describe('a refused login of two monitors that say different passwords for one user', () => {
  beforeEach(async () => {
    const mailbox = { ...DEFINITION.mailbox, password: 'ssm:other' }
    const definition = { ...DEFINITION, monitorId: 'other', intervalMinutes: 5, mailbox }
    await world.monitors.put({ monitorId: 'other', managedBy: 'stack', revision: 1, definition }, undefined)
  })

  async function triedUntilMinute60(): Promise<Record<string, number[]>> {
    const tried: Record<string, number[]> = { inbox: [], other: [] }
    for (let minute = 0; minute <= 60; minute += 5) {
      for (const [monitorId, later] of [
        ['inbox', 0],
        ['other', 1],
      ] as const) {
        await runAt(minute + later, monitorId)
        if (triesOfRun() > 0) tried[monitorId]?.push(minute)
      }
    }
    return tried
  }

  longTest('is spaced for the one that is wrong, and does not slow down the one that is right', async () => {
    world.secrets.set('other', 'another password')
    const { inbox, other } = await triedUntilMinute60()
    expect(inbox).toEqual([0, 5, 15, 30, 45, 60])
    expect(other).toHaveLength(13)
    expect(world.mail.submissions).toHaveLength(1 + 13)
  })

  test('is spaced for each where both are wrong', async () => {
    world.secrets.set('other', 'wrong too')
    const { inbox, other } = await triedUntilMinute60()
    expect([inbox, other]).toEqual([
      [0, 5, 15, 30, 45, 60],
      [0, 5, 15, 30, 45, 60],
    ])
  })
})
