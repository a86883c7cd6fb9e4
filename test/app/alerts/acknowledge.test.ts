import { describe, expect, test } from 'vitest'

import { acknowledge, withdrawAcknowledgement } from '../../../shared/app/alerts/acknowledge.ts'
import { handleRun } from '../../../shared/app/run/handle-run.ts'
import { DAY, MINUTE } from '../../../shared/core/time/units.ts'
import { type RunWorld, runWorld } from '../../support/worlds/run-world.ts'
import { edit, minutes, told } from '../../support/worlds/watched-world.ts'

/** A monitor that is down after one run, whose alert is told again every ten minutes; runs are made by hand. */
async function down(alerts: readonly object[] = [{ repeatMinutes: 10 }]): Promise<RunWorld> {
  const world = await runWorld({ alerts, intervalMinutes: 1440 })
  await nextRun(world, { lost: true })
  return world
}

async function nextRun(world: RunWorld, { lost }: { lost: boolean }): Promise<void> {
  world.mail.transitMs = lost ? Infinity : 50
  world.request = { ...world.request, scheduledAt: world.clock.now() }
  await world.clock.runUntil(handleRun(world.request, world.ports))
}

const said = (world: RunWorld, note?: string) =>
  acknowledge('inbox', note === undefined ? {} : { note }, world.ports)
const incidentOf = async ({ runs }: RunWorld) => (await runs.findState('inbox'))?.incident

describe('an incident that somebody sees to', () => {
  test('is not told again, however long it lasts, and its recovery says what was said', async () => {
    const world = await down()
    await minutes(world, 11)
    expect(told(world)).toEqual(['opened alerts', 'repeated alerts'])
    const at = world.clock.now()
    expect(await said(world, 'Bob restarts the relay')).toBe('acknowledged')
    expect(await incidentOf(world)).toMatchObject({ acknowledged: { at, note: 'Bob restarts the relay' } })
    await minutes(world, 60)
    await nextRun(world, { lost: true })
    await minutes(world, 60)
    expect(told(world)).toHaveLength(2)
    await nextRun(world, { lost: false })
    expect(told(world).slice(2)).toEqual(['resolved alerts'])
    const [recovery] = world.published.slice(-1)
    expect(recovery?.text).toMatch(/^Acknowledged +at .* UTC: Bob restarts the relay$/m)
    expect(JSON.parse(recovery?.json ?? '')).toMatchObject({
      incident: { acknowledged: { at: new Date(at).toISOString(), note: 'Bob restarts the relay' } },
    })
  })

  test('is due for nobody but its own item, which is stored with what was said', async () => {
    const world = await down()
    await said(world, 'on it')
    await minutes(world, 1)
    expect(await world.runs.findIncidents('2026-01')).toMatchObject([{ acknowledged: { note: 'on it' } }])
    expect(await world.runs.due(world.clock.now() + 20 * MINUTE, 10)).toEqual([])
  })

  test('is told again once the acknowledgement is taken back, until it is told no more', async () => {
    const world = await down([{ repeatMinutes: 10, maxAlerts: 3 }])
    await said(world, 'on it')
    await minutes(world, 30)
    expect(told(world)).toEqual(['opened alerts'])
    expect(await withdrawAcknowledgement('inbox', {}, world.ports)).toBe('withdrawn')
    expect(await incidentOf(world)).not.toHaveProperty('acknowledged')
    await minutes(world, 60)
    expect(told(world)).toEqual(['opened alerts', 'repeated alerts', 'repeated alerts'])
  })

  test('is told by a policy that has not told of it yet, once', async () => {
    const escalation = { topic: 'oncall', afterFailures: 2, repeatMinutes: 10 }
    const world = await down([{ repeatMinutes: 10 }, escalation])
    await said(world)
    await world.clock.advance(MINUTE)
    await nextRun(world, { lost: true })
    await minutes(world, 45)
    expect(told(world)).toEqual(['opened alerts', 'opened oncall'])
    expect(await world.runs.due(world.clock.now(), 10)).toEqual([])
  })

  test('is not told again at the end of a maintenance window', async () => {
    const world = await down()
    await said(world)
    const start = new Date(world.clock.now()).toISOString().slice(0, 16)
    await edit(world, { maintenance: [{ mode: 'mute', zone: 'UTC', start, durationMinutes: 30 }] })
    await minutes(world, 40)
    await nextRun(world, { lost: true })
    await minutes(world, 20)
    expect(told(world)).toEqual(['opened alerts'])
  })

  test('is nothing to the next one', async () => {
    const world = await down()
    await said(world)
    await nextRun(world, { lost: false })
    await world.clock.advance(DAY)
    await nextRun(world, { lost: true })
    expect(await incidentOf(world)).not.toHaveProperty('acknowledged')
    await minutes(world, 11)
    expect(told(world).slice(-2)).toEqual(['opened alerts', 'repeated alerts'])
  })
})

describe('saying so', () => {
  test('again replaces the note and nothing else; without a note it changes nothing', async () => {
    const world = await down()
    const at = world.clock.now()
    await said(world, 'first')
    await world.clock.advance(MINUTE)
    expect(await said(world, 'second')).toBe('already')
    expect(await said(world)).toBe('already')
    expect((await incidentOf(world))?.acknowledged).toEqual({ at, note: 'second' })
  })

  test('tames the note and keeps 500 characters of it; an empty one is none', async () => {
    const world = await down()
    await said(world, ' \n ')
    expect((await incidentOf(world))?.acknowledged).not.toHaveProperty('note')
    await said(world, `\u001b[2J${'x'.repeat(1000)}`)
    const note = (await incidentOf(world))?.acknowledged?.note ?? ''
    expect(note.length).toBeLessThanOrEqual(500)
    expect(note).toMatch(/^[ -~…]+$/)
  })

  test('where nothing is down, or there is no such monitor, changes nothing', async () => {
    const world = await runWorld()
    expect(await said(world)).toBe('no-incident')
    expect(await acknowledge('nobody', {}, world.ports)).toBe('no-monitor')
    expect(await world.runs.findState('inbox')).toBeUndefined()
  })
})
