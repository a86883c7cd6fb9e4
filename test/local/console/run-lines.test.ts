import { expect, test } from 'vitest'

import { runLines, timeOfDay } from '../../../local/console/run-lines.ts'
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

const texts = (handled: HandledRun) => runLines(REQUEST, handled).map((line) => line.text)

test('a delivered run is one line: time, monitor, round trip, and its phases in their order', () => {
  expect(texts(recorded(DELIVERED))).toEqual([
    `${timeOfDay(DELIVERED.startedAt)}  demo  OK  313 ms (±90)  ` +
      'resolve 0.2 connect 0.4 greeting 101 submit 3.1 | transit 310 | resolve 0.1 auth 2 retrieve 10 delete 1.1 ms',
  ])
})

test('a run that failed says how long, status, reason, detail, what to do, and its warnings', () => {
  const lines = texts(recorded(LOST, { probedMs: 10_040 }))
  expect(lines.slice(0, 4)).toEqual([
    `${timeOfDay(LOST.startedAt)}  demo  FAILED after 10.0 s  submit 3 ms`,
    '          status 2 Test timed out',
    '          message-not-delivered: the test message did not arrive in time',
    '          detail: accepted with: 250 queued',
  ])
  expect(lines.at(-1)).toBe('          warning: leftovers-swept, mailbox-waited-for')
  const advice = lines.slice(4, -1)
  expect(advice.length).toBeGreaterThan(0)
  for (const line of advice) expect(line).toMatch(/^ {10}> \S/)
})

test.each([
  [
    'by its own clock, whatever became of the wall clock',
    { finishedAt: LOST.startedAt - 1 },
    true,
    ' after 10.0 s',
  ],
  ['not at all where it stood already: nobody measured it', {}, false, ''],
  [
    'by the wall clock where it was taken over, marked',
    { warnings: ['taken-over'] },
    true,
    ' after 10.0 s across two processes',
  ],
  [
    'as unknown where it was taken over and the wall clock set back meanwhile',
    { warnings: ['taken-over'], finishedAt: LOST.startedAt - 3_600_000 },
    true,
    ' after unknown across two processes',
  ],
] satisfies [string, Partial<RunResult>, boolean, string][])(
  'how long a run failed is told %s',
  (_how, change, fresh, words) => {
    const result: RunResult = { ...LOST, ...change }
    const lines = texts(recorded(result, { fresh, probedMs: 10_040 }))
    expect(lines[fresh ? 0 : 1]).toContain(`demo  FAILED${words}  submit 3 ms`)
  },
)

test('a round trip of a run that was taken over is marked as taken across two processes', () => {
  const lines = texts(recorded({ ...DELIVERED, warnings: ['taken-over'] }))
  expect(lines[0]).toContain('OK  313 ms across two processes  resolve')
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
  expect(texts(recorded(refused)).slice(1, 3)).toEqual([
    '          status 3 Invalid response from server',
    '          recipient-rejected at smtp.submit: the SMTP server rejected the recipient',
  ])
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
  expect(lines[0]).toContain('demo  NOT TRIED')
  expect(lines.slice(2, 5)).toEqual([
    '          mailbox-login-refused at mailbox.auth: the mailbox server refused the login',
    '          detail: -ERR [AUTH] no',
    '          > This login is tried again after 1, 2, 4 … intervals, at most 15 minutes; with a changed password or monitor at once.',
  ])
})

test('a run that stood already is told as such, with its result', () => {
  const lines = texts(recorded(DELIVERED, { fresh: false }))
  expect(lines[0]).toBe(`${timeOfDay(REQUEST.scheduledAt)}  demo  this minute was run already; its result:`)
  expect(lines[1]).toContain('OK  313 ms')
})

test('an alert that could not be published is told', () => {
  expect(texts(recorded(DELIVERED, { unsent: [new Error('alert 1 stays owed')] })).at(-1)).toContain(
    'alert 1 stays owed',
  )
})

test.each<[HandledRun, RegExp]>([
  [{ kind: 'no-monitor' }, /the monitor is gone/],
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
  expect(runLines(REQUEST, recorded(result))[0]?.tone).toBe(tone)
})
