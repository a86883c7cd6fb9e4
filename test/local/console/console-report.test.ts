import { stripVTControlCharacters } from 'node:util'

import { expect, test } from 'vitest'

import { consoleReport, sentenceOf } from '../../../local/console/console-report.ts'
import type { AlertMessage } from '../../../shared/core/wording/alert-message.ts'
import { fakeClock } from '../../support/fake-clock.ts'
import { DELIVERED, LOST, REQUEST } from '../results.ts'

const AT = Date.UTC(2026, 0, 5, 12, 2)
const NEXT = { at: AT, monitorIds: ['demo', 'shop'] }
const ALERT: AlertMessage = {
  alertId: 'a1',
  topic: 'alerts',
  subject: 'demo is down',
  text: 'The message was not seen.\n\nLook at the queue.\n',
  sms: '',
  json: '',
  attributes: {},
}

function screen(isTerminal: boolean) {
  const seen = { text: '' }
  const clock = fakeClock(AT - 42_000)
  const report = consoleReport({ write: (text) => void (seen.text += text), isTerminal }, clock)
  return { seen, report, clock }
}

const fresh = { kind: 'recorded', result: DELIVERED, fresh: true, unsent: [] } as const
const lost = { ...fresh, result: LOST } as const

test('where nobody looks on, all is plain text, a line each, and nothing is said of what is waited for', () => {
  const { seen, report } = screen(false)
  report.header([
    ['data', '.data'],
    ['monitors', 'demo'],
  ])
  report.begun(REQUEST)
  report.run(REQUEST, fresh)
  report.next(NEXT)
  report.close('stopped')
  expect(seen.text).not.toContain('\x1b')
  expect(seen.text.split('\n')).toEqual([
    'Roundtrip on this machine. Ctrl-C stops it.',
    '  data      .data',
    '  monitors  demo',
    '',
    expect.stringContaining('demo  OK'),
    'stopped',
    '',
  ])
})

test('on a terminal it is in colour, and a last line counts the seconds that are waited for', async () => {
  const { seen, report, clock } = screen(true)
  report.begun(REQUEST)
  expect(plain(seen)).toBe('testing demo … 0 s')
  await clock.advance(2000)
  expect(plain(seen)).toBe('testing demo … 2 s')
  seen.text = ''
  report.run(REQUEST, fresh)
  expect(seen.text).toContain('\x1b[32m')
  expect(plain(seen)).toContain('demo  OK')
  report.next(NEXT)
  expect(plain(seen)).toBe('next run in 40 s (demo, shop)')
  await clock.advance(1000)
  expect(plain(seen)).toBe('next run in 39 s (demo, shop)')
  report.note('stopping')
  expect(seen.text).toContain('\r\x1b[2Kstopping\n')
  expect(plain(seen)).toBe('next run in 39 s (demo, shop)')
  report.close('stopped')
  await clock.advance(5000)
  expect(seen.text).toMatch(/stopped\n$/)
})

test('a run that threw is not waited for any longer', () => {
  const { seen, report } = screen(true)
  report.begun(REQUEST)
  report.ended(REQUEST)
  expect(seen.text.endsWith('\r\x1b[2K')).toBe(true)
})

test('the advice for a monitor that goes on failing is given once, then counted, and begins anew after a pass', () => {
  const { seen, report } = screen(false)
  for (const handled of [lost, lost, lost, fresh, lost]) report.run(REQUEST, handled)
  expect(seen.text.match(/> The SMTP server accepted the message/g)).toHaveLength(2)
  expect(seen.text.match(/\(\d in a row\)/g)).toEqual(['(2 in a row)', '(3 in a row)'])
  expect(seen.text).toContain(', after 3 failed runs')
})

test('an alert of the same run holds the advice already', () => {
  const { seen, report } = screen(false)
  report.alert({ ...ALERT, attributes: { monitorId: 'demo' } })
  report.run(REQUEST, lost)
  expect(seen.text).not.toContain('> ')
})

/** What stands in the last line of the terminal. */
function plain({ text }: { text: string }): string {
  const lines = stripVTControlCharacters(text.split('\r\x1b[2K').at(-1) ?? '').split('\n')
  return lines.findLast((line) => line !== '') ?? ''
}

test('an alert is a block with its subject and every line of its text', () => {
  const { seen, report } = screen(false)
  report.alert(ALERT)
  const rule = '='.repeat(78)
  expect(seen.text.split('\n')).toEqual([
    rule,
    '  ALERT  demo is down',
    '',
    '  The message was not seen.',
    '',
    '  Look at the queue.',
    rule,
    '',
  ])
})

test.each([
  ['critical', 31],
  ['warning', 33],
  ['info', 32],
])('an alert that is %s has its colour on a terminal', (severity, colour) => {
  const { seen, report } = screen(true)
  report.alert({ ...ALERT, attributes: { ...ALERT.attributes, severity } })
  expect(seen.text).toContain(`\x1b[${colour}m  ALERT  demo is down`)
})

test('an error is told with its causes, without a stack', () => {
  const error = new Error('the store is away', { cause: new Error('connect ECONNREFUSED') })
  expect(sentenceOf(error)).toBe('the store is away: connect ECONNREFUSED')
  expect(sentenceOf('words')).toBe('words')
  const { seen, report } = screen(false)
  report.problem(error)
  expect(seen.text).toBe('problem: the store is away: connect ECONNREFUSED\n')
})
