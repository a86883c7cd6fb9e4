import { describe, expect, test } from 'vitest'

import { checkMonitor } from '../../../shared/app/run/check-monitor.ts'
import type { PhaseEvent } from '../../../shared/app/ports/dialogue.ts'
import type { Monitor } from '../../../shared/core/definition/monitor.ts'
import { parseMonitor } from '../../../shared/core/definition/parse-monitor.ts'
import { runKeyOf } from '../../../shared/core/identity/run-key.ts'
import { readMark, testMessage } from '../../../shared/core/run/test-message.ts'
import { MINUTE } from '../../../shared/core/time/units.ts'
import { failing, silent } from '../../support/memory/mail-steps.ts'
import { DEFINITION, type RunWorld, runWorld } from '../../support/worlds/run-world.ts'

function monitor(mailbox: Partial<typeof DEFINITION.mailbox> = {}): Monitor {
  const parsed = parseMonitor({ ...DEFINITION, mailbox: { ...DEFINITION.mailbox, ...mailbox } }, 'file')
  if (!parsed.ok) throw new Error('the definition of these tests has mistakes')
  return parsed.monitor
}

function begin({ ports }: RunWorld, checkedMonitor = monitor()) {
  const stop = new AbortController()
  const events: PhaseEvent[] = []
  const onPhase = (event: PhaseEvent) => void events.push(event)
  const checked = checkMonitor(checkedMonitor, ports, { stop: stop.signal, onPhase })
  return { stop: () => stop.abort('stopped'), events, checked }
}

/** A message of another run, long given up, that any run of that installation would sweep. */
function abandoned(world: RunWorld, installation: string): string {
  const { runId } = runKeyOf({ ...world.request, scheduledAt: 0 })
  const mark = { installation, monitorId: 'inbox', runId, token: 'f'.repeat(32), deadline: 0 }
  const text = testMessage(mark, 'a@b.example', 'a@b.example', world.clock.now())
  expect(readMark(text)).toEqual(mark)
  return text
}

test('a check finds and deletes its own message, stores nothing and alerts nobody', async () => {
  const world = await runWorld()
  const { checked } = begin(world)
  const { result, message, log } = await world.clock.runUntil(checked)
  expect(result).toMatchObject({ status: 0, outcome: 'delivered', trigger: 'on-demand', location: 'local' })
  expect(result.roundTripMs).toBeGreaterThan(0)
  expect(message).toEqual({ kind: 'deleted' })
  expect(log.map(({ text }) => text)).toContain('+OK ready')
  expect(world.mail.messages).toEqual([])
  expect(await world.runs.findOpen(result)).toBeUndefined()
  expect(await world.runs.findResult(result)).toBeUndefined()
  expect(world.published).toEqual([])
})

test("what others left in the mailbox stays there, also this machine's own installation's", async () => {
  const world = await runWorld()
  world.mail.deliver(abandoned(world, await world.runs.installation()))
  world.mail.deliver(abandoned(world, 'another'))
  const { result } = await world.clock.runUntil(begin(world).checked)
  expect(result).toMatchObject({ status: 0, warnings: [] })
  expect(world.mail.messages).toHaveLength(2)
})

test('what an earlier check left in the mailbox stays there', async () => {
  const world = await runWorld()
  await world.clock.runUntil(begin(world).checked)
  world.mail.deliver(world.mail.submissions[0]?.text ?? '')
  await world.clock.advance(10 * MINUTE)
  const { result } = await world.clock.runUntil(begin(world).checked)
  expect(result).toMatchObject({ status: 0, warnings: [] })
  expect(world.mail.messages).toHaveLength(1)
})

test('a login that is refused is made once more if its password has changed meanwhile', async () => {
  const world = await runWorld()
  const { read } = world.ports.secrets
  world.ports.secrets.read = (references, signal, options) => {
    if (options?.fresh) world.secrets.set('smtp', 'another tree')
    return read(references, signal, options)
  }
  world.mail.takes = { smtp: 'another tree' }
  const { checked, events } = begin(world)
  const { result, log } = await world.clock.runUntil(checked)
  expect(result).toMatchObject({ status: 0, warnings: ['secret-re-read'] })
  expect(events).toContainEqual(expect.objectContaining({ side: 'smtp', session: 2, phase: 'submit' }))
  expect(JSON.stringify(log)).not.toContain('another tree')
  expect(world.mail.submissions).toHaveLength(1)
})

test('whoever watches hears every phase begin and end, with its side and session', async () => {
  const world = await runWorld()
  const { checked, events } = begin(world)
  await world.clock.runUntil(checked)
  const told = events.map(({ side, session, phase, state }) => [side, session, phase, state].join(' '))
  expect(told.filter((event) => event.startsWith('smtp'))).toEqual([
    'smtp 1 connect begun',
    'smtp 1 connect ended',
    'smtp 1 submit begun',
    'smtp 1 submit ended',
  ])
  expect(told).toContain('mailbox 2 retrieve ended')
  expect(told.at(-1)).toBe('mailbox 2 delete ended')
})

test('a phase that fails is told as broken off', async () => {
  const world = await runWorld()
  world.mail.on('mailbox.open', failing('mailbox.open', { kind: 'refused', responseCode: 'AUTH' }))
  const { checked, events } = begin(world)
  await world.clock.runUntil(checked)
  expect(events).toContainEqual({ side: 'mailbox', session: 1, phase: 'auth', state: 'broken-off', ms: 0 })
})

describe('what became of the message', () => {
  test.each<[string, (world: RunWorld) => void, string, 'left' | 'not-sent']>([
    ['lost', ({ mail }) => (mail.transitMs = Infinity), 'message-not-delivered', 'left'],
    [
      'taken, and then the login refused',
      ({ mail, clock }) =>
        mail.on('mailbox.open', async (count, signal) => {
          await silentFor(clock, signal)
          await failing('mailbox.open', { kind: 'refused', responseCode: 'AUTH' })(count, signal)
        }),
      'mailbox-login-refused',
      'left',
    ],
    [
      'taken or not: the answer was lost',
      ({ mail }) => {
        mail.transitMs = Infinity
        mail.on('smtp.answer', failing('smtp.answer', { kind: 'connection-lost' }))
      },
      'smtp-connection-lost',
      'left',
    ],
    [
      'refused',
      ({ mail }) =>
        mail.on(
          'smtp.submit',
          failing('smtp.submit', { kind: 'refused', command: 'RCPT TO', replyCode: 550 }),
        ),
      'recipient-rejected',
      'not-sent',
    ],
    [
      'never got to the server',
      ({ mail }) => mail.on('smtp.open', failing('smtp.open', { kind: 'connection-refused' })),
      'smtp-connection-refused',
      'not-sent',
    ],
  ])('%s', async (_what, arrange, reason, kind) => {
    const world = await runWorld()
    arrange(world)
    const { result, message } = await world.clock.runUntil(begin(world).checked)
    expect(result.reason).toBe(reason)
    expect(message.kind).toBe(kind)
    if (message.kind === 'left') expect(world.mail.submissions[0]?.text).toContain(` ${message.token}\r\n`)
  })

  test('seen in the junk folder: it is deleted there', async () => {
    const world = await runWorld()
    world.mail.staysOpen = world.mail.junks = true
    const imap = monitor({ server: 'imaps://imap.example.com' })
    const { result, message } = await world.clock.runUntil(begin(world, imap).checked)
    expect(result).toMatchObject({ status: 2, reason: 'message-junked' })
    expect(message).toEqual({ kind: 'deleted' })
    expect(world.mail.messages).toEqual([])
  })

  test('seen, but not deleted: it is left, and the warning says so', async () => {
    const world = await runWorld()
    world.mail.on('mailbox.remove', failing('mailbox.remove', { kind: 'refused' }))
    const { result, message } = await world.clock.runUntil(begin(world).checked)
    expect(result).toMatchObject({ status: 0, warnings: ['not-deleted'] })
    expect(message.kind).toBe('left')
  })
})

describe('stopped by the user', () => {
  test('before the message was sent: nothing is sent, and nothing looked for', async () => {
    const world = await runWorld()
    world.mail.on('smtp.open', silent(world.clock))
    const { stop, checked } = begin(world)
    await world.clock.advance(1000)
    const opened = world.mail.counts['mailbox.open']
    stop()
    const { result, message } = await world.clock.runUntil(checked)
    expect(result).toMatchObject({ status: 90, reason: 'run-interrupted' })
    expect(message).toEqual({ kind: 'not-sent' })
    expect(world.mail.submissions).toEqual([])
    expect(world.mail.counts['mailbox.open']).toBe(opened)
  })

  test('while the message is on its way: it is waited for a little and deleted', async () => {
    const world = await runWorld()
    world.mail.transitMs = 5000
    const { stop, checked } = begin(world)
    await world.clock.advance(2000)
    stop()
    const { result, message, log } = await world.clock.runUntil(checked)
    expect(result.reason).toBe('run-interrupted')
    expect(message).toEqual({ kind: 'deleted' })
    expect(world.mail.messages).toEqual([])
    expect(world.mail.submissions).toHaveLength(1)
    expect(log.map(({ text }) => text)).toContain(
      'stopped: looking for the test message once more, to delete it',
    )
  })

  test('and the message does not come: that is given up after 5 s, and what is left is told', async () => {
    const world = await runWorld()
    world.mail.transitMs = Infinity
    const { stop, checked } = begin(world)
    await world.clock.advance(2000)
    const stoppedAt = world.clock.now()
    stop()
    const { message } = await world.clock.runUntil(checked)
    expect(message.kind).toBe('left')
    expect(world.clock.now() - stoppedAt).toBeLessThanOrEqual(5000)
  })

  test('and the mailbox has fallen silent: the process is free again soon', async () => {
    const world = await runWorld()
    world.mail.transitMs = Infinity
    const { stop, checked } = begin(world)
    await world.clock.advance(2000)
    world.mail.on('mailbox.open', silent(world.clock))
    const stoppedAt = world.clock.now()
    stop()
    const { message } = await world.clock.runUntil(checked)
    expect(message.kind).toBe('left')
    expect(world.clock.now() - stoppedAt).toBeLessThanOrEqual(7000)
  })

  test('while it deletes the message: the deletion is made good', async () => {
    const world = await runWorld()
    const hangs = silent(world.clock)
    world.mail.on('mailbox.remove', (count, signal) => (count === 1 ? hangs(count, signal) : undefined))
    const { stop, checked } = begin(world)
    await world.clock.advance(2000)
    expect(world.mail.counts['mailbox.remove']).toBe(1)
    stop()
    const { message } = await world.clock.runUntil(checked)
    expect(message).toEqual({ kind: 'deleted' })
    expect(world.mail.messages).toEqual([])
  })
})

/** Long enough for the message to be taken. */
async function silentFor(clock: RunWorld['clock'], signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    clock.after(1000, resolve)
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
