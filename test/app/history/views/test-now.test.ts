import { describe, expect, test } from 'vitest'

import type { TestNow } from '../../../../shared/app/history/views/test-now.ts'
import { handleRun } from '../../../../shared/app/run/handle-run.ts'
import { HOUR, MINUTE, SECOND } from '../../../../shared/core/time/units.ts'
import { removeRow } from '../../../support/remove-row.ts'
import { SMTP_PASSWORD } from '../../../support/worlds/run-world.ts'
import { demandedWorld } from '../../../support/worlds/demanded-world.ts'
import { minutes, probing } from '../../../support/worlds/watched-world.ts'

const textsOf = (test?: TestNow) => test?.lines.map(({ text }) => text) ?? []

describe('a test on demand, watched', () => {
  test('waits, runs with its dialogues line by line, and is done', async () => {
    const world = await demandedWorld()
    world.mail.transitMs = 6 * SECOND
    const run = await world.started()
    expect(await world.now(run)).toEqual({
      monitorId: 'inbox',
      runId: run.runId,
      ref: run.ref,
      location: 'local',
      askedAt: run.askedAt,
      state: 'waiting',
      sentence: 'Waiting for the run to begin.',
      cursor: 0,
      lines: [],
      phases: [],
    })
    const made = world.make()
    await world.clock.advance(3 * SECOND)
    const early = await world.now(run)
    expect(early).toMatchObject({ state: 'running', startedAt: run.askedAt, until: run.askedAt + MINUTE })
    expect(textsOf(early)).toContain('220 ready')
    expect(early?.phases).toContainEqual({ side: 'smtp', session: 1, phase: 'submit', state: 'ended', ms: 0 })
    await world.clock.runUntil(made)
    const late = await world.now(run, early?.cursor)
    expect(late).toMatchObject({ state: 'done', result: { runId: run.runId, outcome: 'delivered' } })
    expect(late?.sentence).toMatch(/^The test message came back in .*\bon demand\b/)
    expect(await world.now(run, late?.cursor)).toMatchObject({ lines: [], phases: [], cursor: late?.cursor })
    const [seen, log] = [[...textsOf(early), ...textsOf(late)], await world.runs.findLog(run)]
    expect(seen).toEqual(log?.map(({ text }) => text))
    expect(seen.join('\n')).not.toContain(SMTP_PASSWORD)
  })

  test('is done without its dialogues an hour later, and known for as long as its result', async () => {
    const world = await demandedWorld()
    const run = await world.started()
    await world.clock.runUntil(world.make())
    await world.clock.advance(HOUR + MINUTE)
    expect(await world.now(run)).toMatchObject({ state: 'done', lines: [], phases: [] })
  })

  test('of 300 s with a log too long to be kept is told line by line all the same', async () => {
    const world = await demandedWorld({ timeoutSeconds: 300 })
    world.mail.transitMs = Infinity
    const run = await world.started()
    const made = world.make()
    const seen: string[] = []
    let cursor = 0
    let reads = 0
    for (let now = await world.now(run); now && now.state !== 'done'; now = await world.now(run, cursor)) {
      cursor = now.cursor
      seen.push(...textsOf(now))
      reads += 1
      await world.clock.advance(SECOND)
    }
    await made
    seen.push(...textsOf(await world.now(run, cursor)))
    expect(reads).toBeGreaterThan(299)
    expect(seen).toEqual((await world.runs.findLog(run))?.map(({ text }) => text))
    expect(await world.runs.findLive(run, 0)).not.toHaveLength(0)
  })

  test('says after 10 s that its probe may be throttled, and after 5 minutes that it did not start', async () => {
    const world = await demandedWorld()
    const run = await world.started({ location: 'eu-west-1' })
    await world.clock.advance(10 * SECOND)
    const waiting = await world.now(run)
    expect(waiting).toMatchObject({ state: 'waiting', overdue: true, location: 'eu-west-1' })
    expect(waiting?.sentence).toMatch(/not begun after 10.0 s. The probe at eu-west-1 may be throttled/)
    await world.clock.advance(5 * MINUTE)
    expect(await world.now(run)).toMatchObject({
      state: 'not-started',
      sentence: expect.stringMatching(/did not begin within 5 minutes. No test message/) as unknown,
    })
  })

  test('is not made where its monitor is removed meanwhile, and says so', async () => {
    const world = await demandedWorld()
    const run = await world.started()
    await removeRow(world.monitors, 'inbox')
    await world.clock.runUntil(world.make())
    expect(await world.now(run)).toMatchObject({
      state: 'not-started',
      sentence: 'The monitor was removed before the run began. No test message was sent.',
    })
  })

  test('whose probe dies half-way is taken over by the watchdog, and its lines go on', async () => {
    const world = await demandedWorld()
    world.mail.transitMs = 30 * SECOND
    const run = await world.started()
    const dead = new AbortController()
    const stopped = { ...world.ports, runs: dying(world.ports.runs, dead.signal) }
    const [request] = world.asked
    if (request) void handleRun(request, stopped).catch(() => undefined)
    await world.clock.advance(10 * SECOND)
    dead.abort()
    const first = await world.now(run)
    expect([first?.state, (first?.cursor ?? 0) > 1000]).toEqual(['running', true])
    await world.clock.advance(2 * MINUTE)
    expect((await world.now(run))?.sentence).toMatch(
      /^The process that made the run ended before it had a result/,
    )
    expect(await minutes(world, 1, { starter: probing(world) })).toEqual([])
    const last = await world.now(run, first?.cursor)
    expect(last).toMatchObject({ state: 'done', result: { outcome: 'delivered', warnings: ['taken-over'] } })
    expect(last?.cursor).toBeGreaterThan(2000)
    expect(await world.ask({ requestId: 'request-2' })).toMatchObject({ kind: 'started' })
  })

  test('that cannot write its news ends as it would', async () => {
    const world = await demandedWorld()
    const run = await world.started()
    const ports = {
      ...world.ports,
      runs: { ...world.ports.runs, putLive: () => Promise.reject(new Error('throttled')) },
    }
    const [request] = world.asked
    if (request) await world.clock.runUntil(handleRun(request, ports))
    expect(await world.now(run)).toMatchObject({ state: 'done', lines: [], result: { outcome: 'delivered' } })
  })
})

test('of a scheduled run no news are written', async () => {
  const world = await demandedWorld()
  world.mail.transitMs = 10 * SECOND
  const handled = await world.clock.runUntil(handleRun(world.request, world.ports))
  const run = handled.kind === 'recorded' ? handled.result : undefined
  expect(run && (await world.runs.findLive(run, 0))).toEqual([])
  expect(run && (await world.now(run))).toMatchObject({ state: 'done', lines: [] })
})

test.each(['nonsense', '20260105T120000Z_local_on-demand_0123456789ab'])(
  'of the run %s, for which nobody asked, there is nothing to tell',
  async (runId) => {
    expect(await (await demandedWorld()).now({ monitorId: 'inbox', runId })).toBeUndefined()
  },
)

/** A store of a process that is dead from the signal on: nothing it does has any effect. */
function dying<Store extends object>(store: Store, dead: AbortSignal): Store {
  return new Proxy(store, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key)
      if (typeof value !== 'function') return value
      return (...given: unknown[]) =>
        dead.aborted ? new Promise(() => undefined) : (Reflect.apply(value, target, given) as unknown)
    },
  })
}
