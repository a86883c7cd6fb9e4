import { expect, test } from 'vitest'

import { checkJson } from '../../../../cli/commands/check/check-json.ts'
import { logLines } from '../../../../shared/core/wording/words/log-lines.ts'
import { checkHeading, checkReport } from '../../../../cli/commands/check/check-report.ts'
import { DELIVERED, LOST, MONITOR, REFUSED, STOPPED, checkOf } from './results.ts'

const OPTIONS = { columns: 80, stopped: false, inItsWords: (text: string) => text }

test('the heading says what is tested', () => {
  expect(checkHeading(MONITOR)).toBe(
    'probe@example.com: sent by smtp://mail.example.com:25, looked for at pop3s://pop.example.com:995, at most 60 s',
  )
})

test('the heading names the folder, or where junk is looked for', () => {
  const { mailbox } = MONITOR
  const imap = { scheme: 'imaps', host: 'imap.example.com', port: 993 } as const
  expect(
    checkHeading({ ...MONITOR, mailbox: { ...mailbox, server: imap, folder: 'INBOX.Probe' } }),
  ).toContain(', looked for in INBOX.Probe at imaps://imap.example.com:993, at most')
  expect(checkHeading({ ...MONITOR, mailbox: { ...mailbox, junkServer: imap } })).toContain(
    ', looked for at pop3s://pop.example.com:995, also in junk at imaps://imap.example.com:993, at most',
  )
})

test('a message that came back is one line with its error bar', () => {
  expect(checkReport(checkOf(DELIVERED), MONITOR, OPTIONS)).toEqual([
    'OK: the message came back in 2.2 s (±400 ms)',
  ])
})

test('warnings of a delivered message are told', () => {
  const report = checkReport(checkOf({ ...DELIVERED, warnings: ['duplicate'] }), MONITOR, OPTIONS)
  expect(report[1]).toBe('  warning  the test message arrived more than once (duplicate)')
})

test('a round trip that was taken across two processes is marked by its warning', () => {
  const report = checkReport(checkOf({ ...DELIVERED, warnings: ['taken-over'] }), MONITOR, OPTIONS)
  expect(report.join(' ').replace(/\s+/g, ' ')).toContain('the round-trip time includes both (taken-over)')
})

test('a failure says its status, reason, place, the words of the server and what to do', () => {
  const inItsWords = (text: string) => text.replace('mailbox.userid', '--userid')
  const report = checkReport(checkOf(REFUSED, { kind: 'not-sent' }), MONITOR, { ...OPTIONS, inItsWords })
  expect(report.slice(0, 6)).toEqual([
    'FAILED: the mailbox server refused the login',
    '  status   2 (Login refused)',
    '  reason   mailbox-login-refused, in mailbox.auth',
    '  server   pop3s://pop.example.com:995',
    '  detail   [AUTH] Wrong | password\\x0aOK - all is well',
    expect.stringMatching(/^ {2}advice {3}User name or password is wrong/),
  ])
  expect(report.join('\n')).toContain('Try --userid with its password')
  expect(Math.max(...report.map((line) => line.length))).toBeLessThanOrEqual(80)
})

test('a lost message says how long it was waited for, and by what it can be found', () => {
  const report = checkReport(checkOf(LOST, { kind: 'left', token: 'abc123' }), MONITOR, OPTIONS).join('\n')
  expect(report).toContain('  waited   60 s\n')
  expect(report).toMatch(/ {2}left {5}the test message may be[^]*its subject ends in abc123$/)
})

test.each([
  ['deleted', { kind: 'deleted' }, 'nothing: the test message was found and deleted'],
  ['never sent', { kind: 'not-sent' }, 'nothing: no message was sent'],
  ['left', { kind: 'left', token: 'abc' }, 'the test message may be in the mailbox'],
] as const)('stopped by the user it gives no verdict and no advice: message %s', (_what, message, left) => {
  const report = checkReport(checkOf(STOPPED, message), MONITOR, { ...OPTIONS, stopped: true })
  expect(report[0]).toBe('STOPPED before there was a verdict')
  expect(report[1]).toContain(`  left     ${left}`)
  expect(report.join('\n')).not.toMatch(/advice|status/)
})

test('the log is aligned: time, dialogue, phase, side, text', () => {
  const log = [
    ...checkOf(DELIVERED).log,
    { atMs: 1234.56, dialogue: 'run', side: 'note', phase: '', text: 'stopped' } as const,
  ]
  expect(logLines(log)).toEqual([
    '     12.5  smtp     greeting  server  220 hi',
    '   1234.6  run                note    stopped',
  ])
})

test('the JSON is one line with what is known, and the log only if asked for', () => {
  const json = checkJson(checkOf(DELIVERED), MONITOR, { withLog: false, inItsWords: (text) => text })
  expect(json).not.toContain('\n')
  expect(JSON.parse(json)).toEqual({
    schema: 'roundtrip.check/1',
    monitorId: 'check',
    startedAt: '2026-01-05T12:00:00.000Z',
    finishedAt: '2026-01-05T12:00:03.000Z',
    status: 0,
    statusName: 'OK',
    outcome: 'delivered',
    warnings: [],
    phases: DELIVERED.phases,
    roundTripMs: 2245.4,
    resolutionMs: 400,
  })
  const withLog = JSON.parse(
    checkJson(checkOf(LOST, { kind: 'left', token: 'abc' }), MONITOR, {
      withLog: true,
      inItsWords: () => 'do this',
    }),
  ) as Record<string, unknown>
  expect(withLog).toMatchObject({ reason: 'message-not-delivered', advice: 'do this', leftToken: 'abc' })
  expect(withLog.log).toEqual(checkOf(LOST).log)
})
