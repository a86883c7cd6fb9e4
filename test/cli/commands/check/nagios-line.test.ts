import { expect, test } from 'vitest'

import { NAGIOS_STATES, nagiosLine, nagiosUnknown } from '../../../../cli/commands/check/nagios-line.ts'
import type { Warning } from '../../../../shared/core/run/run.ts'
import { NAGIOS_FORM } from './nagios-form.ts'
import { DELIVERED, LOST, REFUSED, STOPPED } from './results.ts'

test('a round trip is OK, with its figures in seconds', () => {
  const { state, line } = nagiosLine(DELIVERED, 60)
  expect(state).toBe('OK')
  expect(line).toBe(
    'ROUNDTRIP OK - the message came back in 2.2454 s | roundtrip=2.2454s;;;0;60 smtp_connect=0.0123s;;;0 ' +
      'smtp_greeting=0.0032s;;;0 smtp_submit=0.045s;;;0 transit=2.2004s;;;0 mailbox_connect=0.01s;;;0 ' +
      'mailbox_greeting=0.002s;;;0 mailbox_tls=0.03s;;;0 mailbox_auth=0.005s;;;0 mailbox_search=0.004s;;;0 ' +
      'mailbox_retrieve=0.003s;;;0 mailbox_delete=0.0021s;;;0',
  )
  expect(line).toMatch(NAGIOS_FORM)
})

test.each<[Warning, 'OK' | 'WARNING']>([
  ['not-deleted', 'WARNING'],
  ['duplicate', 'WARNING'],
  ['certificate-not-verified', 'WARNING'],
  ['submit-answer-lost', 'WARNING'],
  ['refusal-waited-out', 'OK'],
  ['mailbox-waited-for', 'OK'],
])('a delivered message with the warning %s is %s and names it', (warning, state) => {
  const told = nagiosLine({ ...DELIVERED, warnings: [warning] }, 60)
  expect(told.state).toBe(state)
  expect(told.line).toContain(` s (${warning}) | `)
})

test.each([
  [
    'refused',
    REFUSED,
    'CRITICAL',
    'the mailbox server refused the login (mailbox-login-refused, status 2, in mailbox.auth): [AUTH] Wrong',
  ],
  ['lost', LOST, 'CRITICAL', 'the test message did not arrive in time (message-not-delivered, status 2) | '],
  [
    'stopped',
    STOPPED,
    'UNKNOWN',
    'the run was interrupted (run-interrupted, status 90): the process was asked',
  ],
] as const)('a check that was %s says why', (_what, result, state, text) => {
  const told = nagiosLine(result, 60)
  expect(told.state).toBe(state)
  expect(told.line).toContain(`ROUNDTRIP ${state} - ${text}`)
  expect(told.line).toMatch(NAGIOS_FORM)
})

test("a server's words put neither a pipe nor a line break into the line", () => {
  const detail = `a|b=1\nROUNDTRIP OK - c\x1b[2J ${'x'.repeat(2000)}`
  const { line } = nagiosLine({ ...REFUSED, detail }, 60)
  expect(line).toMatch(NAGIOS_FORM)
  expect(line.split('|')).toHaveLength(2)
  expect(Buffer.byteLength(line)).toBeLessThan(1024)
})

test('a whole line stays below what old transports cut at', () => {
  const phases = {
    ...DELIVERED.phases,
    smtp: {
      resolve: 9999.9,
      connect: 9999.9,
      greeting: 9999.9,
      tls: 9999.9,
      auth: 9999.9,
      submit: 299_999.9,
    },
  }
  const { line } = nagiosLine({ ...REFUSED, phases, detail: 'x'.repeat(300) }, 300)
  expect(Buffer.byteLength(line)).toBeLessThan(1024)
})

test('mistakes are UNKNOWN on one line', () => {
  expect(nagiosUnknown('--a: x|y; --b:\nz')).toEqual({
    state: 'UNKNOWN',
    line: 'ROUNDTRIP UNKNOWN - --a: x/y; --b:; z',
  })
  expect(NAGIOS_STATES).toEqual({ OK: 0, WARNING: 1, CRITICAL: 2, UNKNOWN: 3 })
})
