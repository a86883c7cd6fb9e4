import { describe, expect, test } from 'vitest'

import { abandonRun } from '../../../shared/app/run/abandon-run.ts'
import type { HandledRun } from '../../../shared/app/run/handle-run.ts'
import { runKeyOf } from '../../../shared/core/identity/run-key.ts'
import { MINUTE, SECOND } from '../../../shared/core/time/units.ts'
import { openRun } from '../../contracts/run-fixtures.ts'
import { type RunWorld, handle, runWorld } from '../../support/worlds/run-world.ts'
import { removeRow } from '../../support/remove-row.ts'

const WHY = 'EventBridge gave up: NO_PERMISSIONS'

/** Gives up the world's request five minutes after its time, as rules, schedules and Lambda do. */
async function abandon(world: RunWorld, detail = WHY): Promise<HandledRun> {
  const late = world.request.scheduledAt + 5 * MINUTE - world.clock.now()
  if (late > 0) await world.clock.advance(late)
  return world.clock.runUntil(abandonRun(world.request, detail, world.ports))
}

function stored({ runs, request }: RunWorld) {
  return Promise.all([runs.findResult(runKeyOf(request)), runs.findOpen(runKeyOf(request))])
}

describe('a run that nobody began', () => {
  test('becomes an inconclusive result that says why, and touches no server', async () => {
    const world = await runWorld()
    const handled = await abandon(world)
    const now = world.clock.now()
    expect(handled).toMatchObject({ kind: 'recorded', fresh: true, unsent: [] })
    const [result, open] = await stored(world)
    expect(result).toMatchObject({
      ...world.request,
      status: 90,
      outcome: 'inconclusive',
      reason: 'run-not-started',
      detail: WHY,
      startedAt: now,
      finishedAt: now,
      warnings: [],
      phases: { smtp: {}, mailbox: {} },
    })
    expect(open).toBeUndefined()
    expect(world.mail.counts).toEqual({})
    expect(world.published).toEqual([])
  })

  test('needs no secret and no mail server', async () => {
    const world = await runWorld()
    const { clock, ids, runs, monitors, publisher, definitionSource } = world.ports
    const ports = { clock, ids, runs, monitors, publisher, definitionSource }
    expect(await abandonRun(world.request, WHY, ports)).toMatchObject({ kind: 'recorded' })
  })

  test('is recorded once, however often it is given up', async () => {
    const world = await runWorld()
    await abandon(world)
    const [first] = await stored(world)
    await world.clock.advance(6 * MINUTE)
    expect(await abandon(world, 'another reason')).toMatchObject({
      kind: 'recorded',
      fresh: false,
      result: first,
    })
    expect((await stored(world))[0]).toEqual(first)
  })

  test('has a detail of one tame line of at most 300 characters, whatever it is told', async () => {
    const world = await runWorld()
    await abandon(world, `a\r\nb\u202e${'x'.repeat(300_000)}`)
    const [result] = await stored(world)
    expect(result?.detail).toMatch(/^a\\x0d\\x0ab\\u\{202e\}x+ \[\d+ more characters\]$/)
    expect(result?.detail?.length).toBeLessThanOrEqual(300)
  })

  test('is told when it is the third in a row, and the next good run ends the count', async () => {
    const world = await runWorld()
    const next = async () => {
      world.request = { ...world.request, scheduledAt: world.request.scheduledAt + 10 * MINUTE }
      await world.clock.advance(world.request.scheduledAt - world.clock.now())
    }
    for (const told of [[], [], ['run-not-started'], ['run-not-started']]) {
      await abandon(world)
      expect(world.published.map(({ attributes }) => attributes.reason)).toEqual(told)
      await next()
    }
    expect(world.published[0]?.text).toContain(WHY)
    await handle(world)
    expect((await world.runs.findState('inbox'))?.inconclusive).toEqual({})
  })

  test('of a broken definition is recorded all the same', async () => {
    const world = await runWorld({ timeoutSeconds: 1000 })
    expect(await abandon(world)).toMatchObject({ kind: 'recorded', result: { reason: 'run-not-started' } })
  })

  test('on demand is recorded and never judged, also of a paused monitor', async () => {
    const world = await runWorld({ enabled: false })
    world.request = { ...world.request, trigger: 'on-demand', requestId: 'r1' }
    expect(await abandon(world)).toMatchObject({ kind: 'recorded', result: { trigger: 'on-demand' } })
    expect(await world.runs.findState('inbox')).toBeUndefined()
  })

  test('is not recorded for a monitor that is gone', async () => {
    const world = await runWorld()
    await removeRow(world.monitors, 'inbox')
    expect(await abandon(world)).toEqual({ kind: 'no-monitor' })
    expect(await stored(world)).toEqual([undefined, undefined])
  })

  test('is not recorded for a monitor that is paused', async () => {
    const world = await runWorld({ enabled: false })
    expect(await abandon(world)).toEqual({ kind: 'paused' })
    expect(await stored(world)).toEqual([undefined, undefined])
  })

  test('whose time has not come is refused', async () => {
    const world = await runWorld()
    const request = { ...world.request, scheduledAt: world.clock.now() + 3 * MINUTE }
    await expect(abandonRun(request, WHY, world.ports)).rejects.toThrow(
      'scheduledAt: expected a time that has come, got 2026-01-05T12:03',
    )
  })

  test('whose alert cannot be published is recorded, and the next call publishes it', async () => {
    const world = await runWorld()
    for (const scheduledAt of [10, 20]
      .map((minutes) => world.request.scheduledAt - minutes * MINUTE)
      .sort()) {
      await abandonRun({ ...world.request, scheduledAt }, WHY, world.ports)
    }
    const { publisher } = world.ports
    world.ports.publisher = { publish: () => Promise.reject(new Error('topic gone')) }
    expect(await abandon(world)).toMatchObject({
      kind: 'recorded',
      unsent: [{ cause: { message: 'topic gone' } }],
    })
    world.ports.publisher = publisher
    await world.clock.advance(6 * MINUTE)
    expect(await abandon(world)).toMatchObject({ kind: 'recorded', fresh: false, unsent: [] })
    expect(world.published).toHaveLength(1)
  })
})

describe('a run that somebody began', () => {
  test('keeps the result that it has', async () => {
    const world = await runWorld()
    await handle(world)
    expect(await abandon(world)).toMatchObject({ kind: 'recorded', fresh: false, result: { status: 0 } })
    expect(world.mail.submissions).toHaveLength(1)
  })

  test('keeps the result that it has when its monitor was paused since', async () => {
    const world = await runWorld()
    await handle(world)
    const row = await world.monitors.find('inbox')
    if (!row) throw new Error('no row')
    const definition = { ...row.definition, enabled: false }
    await world.monitors.put({ ...row, definition, revision: 2 }, row)
    expect(await abandon(world)).toMatchObject({ kind: 'recorded', result: { status: 0 } })
  })

  test('is settled where its process ended between result and verdict', async () => {
    const world = await runWorld()
    world.mail.transitMs = Infinity
    const { putState } = world.runs
    world.runs.putState = () => Promise.reject(new Error('table gone'))
    await expect(handle(world)).rejects.toThrow('table gone')
    world.runs.putState = putState
    expect(await abandon(world)).toMatchObject({ kind: 'recorded', fresh: false, result: { status: 2 } })
    expect((await stored(world))[1]).toBeUndefined()
    expect(world.published.map(({ attributes }) => attributes.transition)).toEqual(['opened'])
  })

  test.each([
    ['claimed by somebody whose time is not over', { stage: 'claimed', until: 5 * MINUTE + SECOND }],
    ['with a message that may be on its way', { stage: 'submitting', until: 1 * MINUTE }],
    ['with a message on its way', { stage: 'sent', until: 1 * MINUTE }],
    ['with a message on its way that waits to be looked for', { stage: 'parked', until: 1 * MINUTE }],
  ] as const)('%s is left as it is', async (_, { stage, until }) => {
    const world = await runWorld()
    const standing = openRun({ stage, until: world.clock.now() + until })
    await world.runs.claim(standing)
    expect(await abandon(world)).toEqual({ kind: 'under-way' })
    expect(await stored(world)).toEqual([undefined, standing])
  })

  test('is ended where the time of its claim is over and nothing was sent', async () => {
    const world = await runWorld()
    await world.runs.claim(openRun({ stage: 'claimed', until: world.clock.now() + MINUTE }))
    expect(await abandon(world)).toMatchObject({
      kind: 'recorded',
      result: { reason: 'run-not-started', warnings: ['taken-over'] },
    })
    expect((await stored(world))[1]).toBeUndefined()
  })
})
