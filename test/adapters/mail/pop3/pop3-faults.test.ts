import { describe, expect, test } from 'vitest'
import type { Evidence } from '../../../../shared/core/run/evidence.ts'
import { everyStep, inBodies } from './faults-by-step.ts'
import { certificateFaults, tlsFaults } from './faults-of-tls.ts'
import { nonsense, refusals } from './faults-of-words.ts'
import { closing } from '../../../support/servers/server-acts.ts'
import { SASL, suffer } from './pop3-fault.ts'
import { PASSWORD } from './pop3-visit.ts'

describe.each([
  ['at every step', everyStep],
  ['inside a body', inBodies],
  ['by a refusal', refusals],
  ['by nonsense', nonsense],
  ['over TLS', tlsFaults],
  ['by a certificate', certificateFaults],
])('a session that fails %s', (_how, faults) => {
  test.concurrent.each(faults)('$what', async (fault) => {
    const { evidence, ours, elapsedMs, lines, connections, log } = await suffer(fault)
    expect(ours).toBeUndefined()
    const isUngreeted = fault.evidence.phase === 'greeting' && fault.evidence.kind === 'deadline'
    if (isUngreeted && !fault.evidence.command) expect(evidence?.text).toMatch(/^no greeting within \d+ ms$/)
    const { text: _said, ...unsaid } = evidence ?? {}
    expect(isUngreeted ? unsaid : evidence).toEqual({ side: 'mailbox', ...fault.evidence })
    const { deadlineMs = 1500 } = fault.plan ?? {}
    expect(elapsedMs).toBeLessThan(fault.evidence.kind === 'deadline' ? deadlineMs + 500 : deadlineMs)
    expect(connections).toBe(1)
    expect(lines.filter((line) => /^(?:PASS|AUTH)/.test(line)).length).toBeLessThanOrEqual(1)
    expect(JSON.stringify([evidence, log])).not.toContain(PASSWORD)
  })
})

test.each([
  ['USER and PASS', {}],
  ['AUTH PLAIN', { capabilities: SASL }],
])('a password that the server quotes after %s stands nowhere, its mark does', async (_what, play) => {
  const encoded = Buffer.from(`\0probe@example.test\0${PASSWORD}`).toString('base64')
  const quote = `-ERR no such password: ${PASSWORD}, that is ${Buffer.from(PASSWORD).toString('base64')} or ${encoded}`
  const { evidence, log, ours } = await suffer({
    what: '',
    play: { ...play, on: { PASS: quote, AUTH: quote } },
    evidence: { phase: 'auth', kind: 'refused' },
  })
  expect(ours).toBeUndefined()
  expect(evidence?.text).toBe('no such password: <secret>, that is <secret> or <secret>')
  const all = JSON.stringify([evidence, log])
  for (const spelling of [PASSWORD, Buffer.from(PASSWORD).toString('base64'), encoded]) {
    expect(all).not.toContain(spelling)
  }
  expect(log.filter(({ side, text }) => side === 'client' && text.endsWith('<secret>'))).toHaveLength(1)
})

test('once a session has ended every method says why, at once', async () => {
  const kinds: unknown[] = []
  const { elapsedMs } = await suffer({
    what: '',
    play: { on: { UIDL: closing } },
    plan: {
      doing: async (session, signal) => {
        const message = { number: 1, key: 'one' }
        const calls = [
          () => session.list(signal),
          () => session.header(message, signal),
          () => session.remove(message, signal),
          () => session.settle(signal),
        ]
        for (const call of calls) {
          await call().catch((error: unknown) => kinds.push((error as { evidence?: Evidence }).evidence))
        }
        await session.close()
        await session.close()
      },
    },
    evidence: { phase: 'search', kind: 'connection-lost' },
  })
  const lost = { side: 'mailbox', kind: 'connection-lost' }
  expect(kinds).toEqual([
    { ...lost, phase: 'search', command: 'UIDL' },
    { ...lost, phase: 'retrieve', command: 'TOP' },
    { ...lost, phase: 'delete', command: 'DELE' },
    { ...lost, phase: 'delete', command: 'QUIT' },
  ])
  expect(elapsedMs).toBeLessThan(500)
})
