import { describe, expect, test } from 'vitest'

import { trialNow } from '../../../shared/app/history/views/trial-now.ts'
import { NotStarted } from '../../../shared/app/ports/run-starter.ts'
import { runTrial } from '../../../shared/app/run/run-trial.ts'
import { startTrial } from '../../../shared/app/run/start-trial.ts'
import type { TrialRequest } from '../../../shared/core/run/trial.ts'
import { HOUR, MINUTE, SECOND } from '../../../shared/core/time/units.ts'
import { memorySecrets } from '../../support/memory/memory-secrets.ts'
import { DEFINITION, MAILBOX_PASSWORD, SMTP_PASSWORD, runWorld } from '../../support/worlds/run-world.ts'

const TRIED = { ...DEFINITION, monitorId: 'not-saved' }

/** A world whose secrets are stored for `mail.example.test`, but for those that are named. */
async function trialWorld({ unbound = [] as string[] } = {}) {
  const world = await runWorld()
  const asked: TrialRequest[] = []
  const stored = memorySecrets(({ name }) => (name === 'mailbox' ? MAILBOX_PASSWORD : SMTP_PASSWORD))
  const ports = {
    ...world.ports,
    locations: ['local', 'eu-west-1'],
    starter: { startTrial: (request: TrialRequest) => Promise.resolve(void asked.push(request)) },
    secrets: {
      ...stored,
      read: async (...given: Parameters<typeof stored.read>) =>
        (await stored.read(...given)).map((one) =>
          unbound.includes(one.reference.name) ? one : { ...one, hosts: ['mail.example.test'] },
        ),
    },
  }
  return {
    ...world,
    asked,
    ports,
    start: (definition: unknown = TRIED, requestId = 'request-1') =>
      startTrial(definition, { requestId }, ports),
    async started(definition?: unknown) {
      const answer = await startTrial(definition ?? TRIED, { requestId: 'request-1' }, ports)
      if (answer.kind !== 'started') throw new Error(`not started: ${answer.kind}`)
      return answer
    },
    make: () => Promise.all(asked.map(({ trialId }) => runTrial(trialId, ports))),
    now: (trialId: string, after?: number) => trialNow(trialId, ports, after),
  }
}

describe('a trial', () => {
  test('is one run of a definition that is not saved, watched, and stored in nothing but itself', async () => {
    const world = await trialWorld()
    world.mail.transitMs = 5 * SECOND
    const { trialId } = await world.started()
    expect(world.asked).toEqual([{ trialId, location: 'local' }])
    expect(await world.now(trialId)).toMatchObject({ state: 'waiting', lines: [] })
    const made = world.make()
    await world.clock.advance(3 * SECOND)
    const early = await world.now(trialId)
    expect(early).toMatchObject({ state: 'running', until: world.clock.now() - 3 * SECOND + MINUTE })
    expect(early?.lines.map(({ text }) => text)).toContain('220 ready')
    await world.clock.runUntil(made)
    const late = await world.now(trialId, early?.cursor)
    expect(late).toMatchObject({
      state: 'done',
      result: { outcome: 'delivered', location: 'local' },
      advice: [],
    })
    expect(late?.lines).not.toEqual([])
    for (const monitorId of ['not-saved', 'inbox']) {
      expect(await world.runs.newestResult(monitorId)).toBeUndefined()
      expect(await world.runs.findState(monitorId)).toBeUndefined()
    }
    expect([world.published, world.mail.messages]).toEqual([[], []])
  })

  test('that fails says why and what to do', async () => {
    const world = await trialWorld()
    world.mail.takes = { mailbox: 'another one' }
    const { trialId } = await world.started()
    await world.clock.runUntil(world.make())
    const done = await world.now(trialId)
    expect(done).toMatchObject({ state: 'done', result: { reason: 'mailbox-login-refused' } })
    expect(done?.advice.length).toBeGreaterThan(0)
  })

  test('deletes its own message and no other', async () => {
    const world = await trialWorld()
    world.mail.deliver('Subject: not ours\r\n\r\nkeep me')
    await world.started()
    await world.clock.runUntil(world.make())
    expect(world.mail.messages.map(({ text }) => text)).toEqual(['Subject: not ours\r\n\r\nkeep me'])
  })

  test('is made once, however often its event comes', async () => {
    const world = await trialWorld()
    await world.started()
    world.asked.push(...world.asked)
    const [first, second] = await world.clock.runUntil(world.make())
    expect([first?.kind, second?.kind].sort()).toEqual(['ended', 'under-way'])
    expect(world.mail.submissions).toHaveLength(1)
    expect((await world.clock.runUntil(world.make()))[0]?.kind).toBe('under-way')
  })

  test('asked for again by the same request is the same; another definition is another', async () => {
    const world = await trialWorld()
    const first = await world.started()
    expect(await world.started()).toEqual(first)
    expect(world.asked).toHaveLength(1)
    expect((await world.started({ ...TRIED, timeoutSeconds: 90 })).trialId).not.toBe(first.trialId)
  })

  test('is forgotten after an hour', async () => {
    const world = await trialWorld()
    const { trialId } = await world.started()
    await world.clock.runUntil(world.make())
    await world.clock.advance(HOUR + SECOND)
    expect(await world.now(trialId)).toBeUndefined()
  })

  test('whose process ended says so, and is not made again', async () => {
    const world = await trialWorld()
    world.mail.transitMs = Infinity
    const { trialId } = await world.started()
    const gone = { ...world.ports, runs: { ...world.ports.runs, replaceTrial: endsNever(world.ports.runs) } }
    void runTrial(trialId, gone)
    await world.clock.advance(2 * MINUTE)
    expect(await world.now(trialId)).toMatchObject({ state: 'interrupted' })
    expect((await world.make())[0]?.kind).toBe('under-way')
  })

  test('that nobody starts within 5 minutes is not made any more', async () => {
    const world = await trialWorld()
    const { trialId } = await world.started()
    await world.clock.advance(5 * MINUTE + 1)
    expect(await world.now(trialId)).toMatchObject({ state: 'not-started' })
    expect((await world.make())[0]?.kind).toBe('no-trial')
    expect(world.mail.submissions).toEqual([])
  })
})

describe('a trial is refused', () => {
  test('with all mistakes of its definition', async () => {
    const world = await trialWorld()
    expect(await world.start({ ...TRIED, timeoutSeconds: 1, emailAddress: 'nobody' })).toMatchObject({
      kind: 'mistakes',
      problems: [{ path: 'emailAddress' }, { path: 'timeoutSeconds' }],
    })
    expect(await world.start('nonsense')).toMatchObject({ kind: 'mistakes' })
    expect(world.asked).toEqual([])
  })

  test('where nobody can be asked, and then leaves nothing', async () => {
    const world = await trialWorld()
    const refusal = new NotStarted('throttled', 'Lambda takes no more calls now')
    const ports = { ...world.ports, starter: { startTrial: () => Promise.reject(refusal) } }
    expect(await startTrial(TRIED, { requestId: 'request-1' }, ports)).toEqual({
      kind: 'not-started',
      reason: 'throttled',
      message: refusal.message,
    })
    await world.started()
    expect(world.asked).toHaveLength(1)
    const elsewhere = startTrial(TRIED, { requestId: 'request-2', location: 'mars' }, world.ports)
    expect(await elsewhere).toMatchObject({ kind: 'no-location' })
  })
})

describe('of passwords a trial says', () => {
  test('none that is stored for any host, to nobody', async () => {
    const world = await trialWorld({ unbound: ['mailbox'] })
    const { trialId } = await world.started()
    await world.clock.runUntil(world.make())
    const { result, lines = [] } = (await world.now(trialId)) ?? {}
    expect(result).toMatchObject({ outcome: 'inconclusive', reason: 'secret-not-for-host' })
    expect(result?.detail).toMatch(/is stored for any host, and a definition that is not saved/)
    expect([world.mail.submissions, world.mail.counts]).toEqual([[], {}])
    expect(lines.map(({ text }) => text).join()).not.toContain(MAILBOX_PASSWORD)
  })

  test('none to a host that it is not stored for', async () => {
    const world = await trialWorld()
    const { trialId } = await world.started({
      ...TRIED,
      mailbox: { ...DEFINITION.mailbox, server: 'pop3://evil.example.test' },
    })
    await world.clock.runUntil(world.make())
    expect(await world.now(trialId)).toMatchObject({ result: { reason: 'secret-not-for-host' } })
    expect(world.mail.counts).toEqual({})
  })
})

/** A process that dies after it has begun. */
function endsNever({ replaceTrial }: Awaited<ReturnType<typeof trialWorld>>['ports']['runs']) {
  return (next: Parameters<typeof replaceTrial>[0], stage: Parameters<typeof replaceTrial>[1]) =>
    next.stage === 'ended' ? new Promise<never>(() => undefined) : replaceTrial(next, stage)
}
