import { expect, test } from 'vitest'

import { checkHeading } from '../../../../cli/commands/check/check-report.ts'
import { checkProgress } from '../../../../cli/commands/check/check-progress.ts'
import type { PhaseEvent } from '../../../../shared/app/ports/dialogue.ts'
import { fakeClock } from '../../../support/fake-clock.ts'
import { DELIVERED, MONITOR } from './results.ts'

function begin(isTerminal = false, columns = 80) {
  const clock = fakeClock()
  const written: string[] = []
  const output = { write: (text: string) => void written.push(text), isTerminal, columns }
  const progress = checkProgress(output, clock, {
    heading: checkHeading(MONITOR),
    timeoutSeconds: MONITOR.timeoutSeconds,
  })
  const tell = (told: string, ms = 0) => {
    const [side, session, phase, state] = told.split(' ')
    progress.onPhase({ side, session: Number(session), phase, state, ms } as PhaseEvent)
  }
  const text = () => written.join('').replaceAll('\r\x1b[2K', '<erased>')
  return { clock, progress, tell, text, lines: () => text().split('\n').slice(1, -1) }
}

function go(tell: (told: string, ms?: number) => void, session: string, ...phases: string[]): void {
  for (const phase of phases) {
    tell(`${session} ${phase} begun`)
    tell(`${session} ${phase} ended`, 10)
  }
}

test('each phase is one line as it is over; one that comes again after TLS is told once, complete', () => {
  const { tell, lines } = begin()
  go(tell, 'mailbox 1', 'resolve', 'connect', 'greeting')
  expect(lines()).toEqual(['  mailbox  resolve      10 ms', '  mailbox  connect      10 ms'])
  go(tell, 'mailbox 1', 'tls')
  tell('mailbox 1 greeting begun', 10)
  tell('mailbox 1 greeting ended', 17)
  go(tell, 'mailbox 1', 'auth')
  expect(lines().slice(2)).toEqual([
    '  mailbox  greeting     17 ms',
    '  mailbox  tls          10 ms',
    '  mailbox  auth         10 ms',
  ])
})

test('later looks are not told; the phases of the look that counts come from the result', () => {
  const { tell, lines, progress } = begin()
  go(tell, 'smtp 1', 'connect', 'greeting', 'submit')
  for (const look of [1, 2, 3]) {
    go(tell, `mailbox ${look}`, 'connect', 'greeting', 'tls', 'auth', 'search', 'retrieve')
  }
  const before = lines().length
  expect(before).toBe(7)
  progress.finish(DELIVERED.phases)
  expect(lines().slice(before)).toEqual([
    '           transit      2.2 s',
    '  mailbox  search        4 ms',
    '  mailbox  retrieve      3 ms',
    '  mailbox  delete      2.1 ms',
  ])
})

test('a phase that was not completed is told as that, once, and what was tried again too', () => {
  const { tell, lines, progress } = begin()
  go(tell, 'mailbox 1', 'connect', 'greeting')
  tell('mailbox 1 auth begun')
  tell('mailbox 1 auth broken-off', 3)
  tell('mailbox 2 connect begun')
  tell('mailbox 2 connect broken-off', 5)
  progress.finish({ smtp: {}, mailbox: { connect: 5, auth: 3 } })
  expect(lines()).toEqual([
    '  mailbox  connect      10 ms',
    '  mailbox  greeting     10 ms',
    '  mailbox  auth          3 ms  not completed',
    '  mailbox  trying again',
    '  mailbox  connect       5 ms  not completed',
  ])
})

test('where nobody looks, waiting is a line every 10 s, and there is no escape sequence', async () => {
  const { clock, tell, lines, text, progress } = begin()
  go(tell, 'smtp 1', 'submit')
  go(tell, 'mailbox 1', 'search')
  await clock.advance(25_000)
  progress.finish({ smtp: {}, mailbox: {} })
  await clock.advance(60_000)
  expect(lines().slice(1)).toEqual(['  waiting for the message … 10 s', '  waiting for the message … 20 s'])
  expect(text()).not.toContain('<erased>')
  expect(text()).not.toContain('\x1b')
  expect(clock.pendingTimers).toBe(0)
})

test('a terminal has a last line that says what goes on and is taken away for every line that stays', async () => {
  const { clock, tell, text, progress } = begin(true)
  tell('smtp 1 connect begun')
  tell('mailbox 1 resolve begun')
  await clock.advance(1250)
  expect(text()).toMatch(/<erased> {2}smtp connect, mailbox resolve … 1 s \(at most 60 s in all\)$/)
  tell('smtp 1 connect ended', 1300)
  expect(text()).toMatch(/<erased> {2}smtp {5}connect {6}1\.3 s\n$/)
  progress.stopping()
  await clock.advance(250)
  expect(text()).toMatch(/Ctrl-C again ends at once\n<erased> {2}looking for the test message … 0 s$/)
  progress.finish({ smtp: {}, mailbox: {} })
  expect(text()).toMatch(/<erased>$/)
})

test('the last line never breaks', async () => {
  const { clock, text } = begin(true, 30)
  await clock.advance(250)
  const drawn = text().split('<erased>').at(-1) ?? ''
  expect(drawn.length).toBeLessThan(30)
  expect(drawn).not.toBe('')
})
