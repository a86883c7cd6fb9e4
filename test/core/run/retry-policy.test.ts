import { expect, test } from 'vitest'

import type { Evidence } from '../../../shared/core/run/evidence.ts'
import { nextTry } from '../../../shared/core/run/retry-policy.ts'
import { MINUTE, SECOND } from '../../../shared/core/time/units.ts'

const PASS: Evidence = { side: 'mailbox', phase: 'auth', kind: 'refused', command: 'PASS' }
const SELECT: Evidence = { side: 'mailbox', phase: 'search', kind: 'refused', command: 'SELECT' }
const GREETING: Evidence = { side: 'mailbox', phase: 'greeting', kind: 'connection-lost' }
const smtp = (
  command: string,
  replyCode: number,
  text = '',
  phase: Evidence['phase'] = 'submit',
): Evidence => ({
  side: 'smtp',
  phase,
  kind: 'refused',
  command,
  replyCode,
  text,
})

/** The gaps in seconds before each further try, until there is none. */
function gaps(evidence: Evidence, { seconds = 300 } = {}): number[] {
  const all: number[] = []
  let left = seconds * SECOND
  for (let failures = 1; failures < 8; failures += 1) {
    const gap = nextTry({ evidence, failures, msLeft: left })
    if (gap === undefined) break
    all.push(gap / SECOND)
    left -= gap
  }
  return all
}

test('a transient refusal is tried again until the deadline, at growing gaps', () => {
  expect(gaps({ ...PASS, responseCode: 'IN-USE' })).toEqual([1, 2, 4, 8, 16, 30, 30])
  expect(gaps(smtp('RCPT TO', 451, 'Temporary local problem'))).toEqual([1, 2, 4, 8, 16, 30, 30])
})

test('a connection that ends before a greeting is spaced like that', () => {
  expect(gaps(GREETING)).toEqual([1, 2, 4, 8, 16, 30, 30])
  expect(gaps({ ...GREETING, command: 'CAPA' })).toEqual([])
})

test('a session that ends while it is looked through is opened once more', () => {
  expect(gaps({ ...GREETING, phase: 'search', command: 'UIDL' })).toEqual([1])
  expect(gaps({ ...GREETING, phase: 'auth', command: 'PASS' })).toEqual([])
})

test('a lock that only words tell of gets three more tries', () => {
  const lock = { ...PASS, text: 'Your mailbox is already locked' }
  expect(gaps(lock)).toEqual([1, 20, 20])
  const close = gaps(lock, { seconds: 20 })
  expect(close).toHaveLength(3)
  expect(close.reduce((a, b) => a + b)).toBeLessThan(20)
})

test('a limit on logins gets two more tries, a minute apart, where there is time', () => {
  const limit = { ...PASS, text: 'Exceeded the login limit for a 15 minute period' }
  expect(gaps(limit)).toEqual([60, 60])
  expect(gaps(limit, { seconds: 59 })).toEqual([])
})

test('a throttled account is left alone as long as its server says, where there is time', () => {
  const text = 'Request is throttled. Suggested Backoff Time: 29910 milliseconds'
  expect(gaps({ ...SELECT, text })).toEqual([29.91, 29.91])
  expect(gaps({ ...SELECT, text }, { seconds: 20 })).toEqual([])
  expect(gaps({ ...SELECT, responseCode: 'THROTTLED' })).toEqual([60, 60])
})

test('what an IMAP server says of a folder is told once, unless it may pass', () => {
  expect(gaps({ ...SELECT, responseCode: 'NONEXISTENT' })).toEqual([])
  expect(gaps({ ...SELECT, responseCode: 'UNAVAILABLE' })).toEqual([1, 2, 4, 8, 16, 30, 30])
  expect(gaps({ ...SELECT, text: 'User is authenticated but not connected.' })).toEqual([1, 20, 20])
  expect(gaps({ ...SELECT, kind: 'connection-lost' })).toEqual([1])
})

test('a refused login is tried again only after one that was taken, and never with a code', () => {
  expect(gaps({ ...PASS, text: 'login incorrect' })).toEqual([])
  expect(gaps({ ...PASS, text: 'login incorrect', afterLogin: true })).toEqual([60, 60])
  expect(gaps({ ...PASS, text: '[AUTH] no', responseCode: 'AUTH', afterLogin: true })).toEqual([])
})

test('421 gets one new session, but not after AUTH or after the dot', () => {
  expect(gaps(smtp('', 421, 'too many connections', 'greeting'))).toEqual([1])
  expect(gaps(smtp('RCPT TO', 421, 'not now'))).toEqual([1])
  expect(gaps(smtp('AUTH PLAIN', 421, 'not now', 'auth'))).toEqual([])
  expect(gaps({ ...smtp('MAIL FROM', 421, 'not now'), afterLogin: true })).toEqual([])
  expect(gaps(smtp('.', 421, 'not now'))).toEqual([])
})

test('TLS that is refused for now is waited for, TLS that is refused is not', () => {
  expect(gaps(smtp('STARTTLS', 454, 'TLS not available due to local problem', 'tls'))[0]).toBe(1)
  expect(gaps(smtp('STARTTLS', 502, 'not implemented', 'tls'))).toEqual([])
  const stls = { ...PASS, phase: 'tls', command: 'STLS' } as const
  expect(gaps({ ...stls, text: '[SYS/TEMP] no', responseCode: 'SYS/TEMP' })[0]).toBe(1)
  expect(gaps({ ...stls, text: 'TLS temporarily unavailable' })[0]).toBe(1)
  expect(gaps({ ...stls, text: 'what?' })).toEqual([])
})

test('no gap is longer than half a minute, save for a limit', () => {
  expect(
    nextTry({
      evidence: { ...PASS, responseCode: 'IN-USE' },
      failures: 60,
      msLeft: MINUTE,
    }),
  ).toBe(30 * SECOND)
})
