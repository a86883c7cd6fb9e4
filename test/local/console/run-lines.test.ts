import { expect, test } from 'vitest'

import { type SaidBefore, runLines, timeOfDay } from '../../../local/console/run-lines.ts'
import type { HandledRun } from '../../../shared/app/run/handle-run.ts'
import type { RunResult } from '../../../shared/core/run/run.ts'
import { DELIVERED, LOST, REQUEST } from '../results.ts'

type Recorded = Extract<HandledRun, { kind: 'recorded' }>

const recorded = (result: RunResult, more: Partial<Recorded> = {}): Recorded => ({
  kind: 'recorded',
  result,
  fresh: true,
  unsent: [],
  ...more,
})

const FIRST: SaidBefore = { failures: 0, alerted: false }

const texts = (handled: HandledRun, before = FIRST) =>
  runLines(REQUEST, handled, before).map((line) => line.text)

test('a delivered run is one short line: time, monitor, round trip', () => {
  expect(texts(recorded(DELIVERED))).toEqual([`${timeOfDay(DELIVERED.startedAt)}  demo  OK  313 ms (±90 ms)`])
})

test('a slow one says so', () => {
  const line = texts(recorded({ ...DELIVERED, slow: ['roundTrip'] }))
  expect(line).toEqual([`${timeOfDay(DELIVERED.startedAt)}  demo  SLOW  313 ms (±90 ms)`])
})

test('a run that failed says how long, why, the detail, what to do, and its warnings', () => {
  const lines = texts(recorded(LOST, { probedMs: 10_040 }))
  expect(lines.slice(0, 2)).toEqual([
    `${timeOfDay(LOST.startedAt)}  demo  FAILED after 10.0 s: the test message did not arrive in time (message-not-delivered)`,
    '          detail: accepted with: 250 queued',
  ])
  expect(lines.at(-1)).toBe('          warning: leftovers-swept, mailbox-waited-for')
  const advice = lines.slice(2, -1)
  expect(advice.length).toBeGreaterThan(0)
  for (const line of advice) expect(line).toMatch(/^ {10}> \S/)
})

test('the advice speaks of the protocol that failed', () => {
  const refused = { ...LOST, outcome: 'failed', reason: 'mailbox-connection-refused' } as const
  const result = { ...refused, phase: 'mailbox.connect' }
  const server = { scheme: 'imaps', host: 'imap.example.com', port: 993 } as const
  const lines = texts(recorded(result, { server })).join('\n')
  expect(lines).toContain('IMAP')
  expect(lines).not.toContain('POP3')
})

test('the advice is not given twice: a run that fails for the same reason has its count instead', () => {
  const quiet = { ...LOST, warnings: [] }
  const before = { failures: 2, reason: LOST.reason, alerted: false }
  const lines = texts(recorded(quiet, { probedMs: 10_040 }), before)
  expect(lines).toEqual([expect.stringMatching(/FAILED after 10\.0 s: .* \(3 in a row\)$/)])
})

test('another reason gets its own advice', () => {
  const before = { failures: 2, reason: 'mailbox-locked', alerted: false } as const
  expect(texts(recorded(LOST), before).join('\n')).toMatch(/3 in a row\)\n[^]*> \S/)
})

test('where an alert was shown, which holds the advice, the run has one line', () => {
  expect(texts(recorded({ ...LOST, warnings: [] }), { ...FIRST, alerted: true })).toHaveLength(1)
})

test('the first run that passes tells how many had failed', () => {
  const one = texts(recorded(DELIVERED), { ...FIRST, failures: 1 })
  expect(one).toEqual([expect.stringMatching(/OK {2}313 ms \(±90 ms\), after 1 failed run$/)])
  expect(texts(recorded(DELIVERED), { ...FIRST, failures: 3 })[0]).toMatch(/, after 3 failed runs$/)
})

test.each([
  [
    'by its own clock, whatever became of the wall clock',
    { finishedAt: LOST.startedAt - 1 },
    ' after 10.0 s',
  ],
  [
    'by the wall clock where it was taken over, marked',
    { warnings: ['taken-over'] },
    ' after 10.0 s across two processes',
  ],
  [
    'as unknown where it was taken over and the wall clock set back meanwhile',
    { warnings: ['taken-over'], finishedAt: LOST.startedAt - 3_600_000 },
    ' after unknown across two processes',
  ],
] satisfies [string, Partial<RunResult>, string][])(
  'how long a run failed is told %s',
  (_how, change, words) => {
    const lines = texts(recorded({ ...LOST, ...change }, { probedMs: 10_040 }))
    expect(lines[0]).toContain(`demo  FAILED${words}: the test message`)
  },
)

test('a round trip of a run that was taken over is marked as taken across two processes', () => {
  const lines = texts(recorded({ ...DELIVERED, warnings: ['taken-over'] }))
  expect(lines[0]).toMatch(/OK {2}313 ms across two processes$/)
  expect(lines[1]).toBe('          warning: taken-over')
})

test('the phase that failed is named', () => {
  const refused: RunResult = {
    ...LOST,
    outcome: 'failed',
    phase: 'smtp.submit',
    reason: 'recipient-rejected',
    status: 3,
  }
  expect(texts(recorded(refused))[0]).toMatch(
    /FAILED: the SMTP server rejected the recipient \(recipient-rejected at smtp\.submit\)$/,
  )
})

test('a run that did not try a refused login says so in place of advice', () => {
  const untried: RunResult = {
    ...LOST,
    outcome: 'failed',
    phase: 'mailbox.auth',
    reason: 'mailbox-login-refused',
    detail: '-ERR [AUTH] no',
    tried: false,
  }
  const lines = texts(recorded(untried))
  expect(lines[0]).toContain('demo  NOT TRIED: the mailbox server refused the login (mailbox-login-refused')
  expect(lines.slice(1, 3)).toEqual([
    '          detail: -ERR [AUTH] no',
    '          > This login is tried again after 1, 2, 4 … intervals, at most 15 minutes; with a changed password or monitor at once.',
  ])
})

test('a run that stood already is not told again', () => {
  expect(texts(recorded(DELIVERED, { fresh: false }))).toEqual([])
})

test('an alert that could not be published is told', () => {
  expect(texts(recorded(DELIVERED, { unsent: [new Error('alert 1 stays owed')] })).at(-1)).toContain(
    'alert 1 stays owed',
  )
})

test.each<[HandledRun, RegExp]>([
  [{ kind: 'no-monitor' }, /the monitor was removed/],
  [{ kind: 'paused' }, /paused/],
  [{ kind: 'under-way' }, /begun before and is not finished/],
])('%j has a line of its own', (handled, words) => {
  expect(texts(handled)).toEqual([expect.stringMatching(words)])
})

test.each([
  [DELIVERED, 'good'],
  [LOST, 'bad'],
  [{ ...LOST, outcome: 'inconclusive', status: 90, reason: 'secret-not-found' } satisfies RunResult, 'odd'],
] as const)('the tone goes by the outcome', (result, tone) => {
  expect(runLines(REQUEST, recorded(result), FIRST)[0]?.tone).toBe(tone)
})
