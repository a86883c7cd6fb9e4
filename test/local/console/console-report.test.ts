import { expect, test } from 'vitest'

import { consolePublisher } from '../../../local/console/console-publisher.ts'
import { consoleReport, sentenceOf } from '../../../local/console/console-report.ts'
import { timeOfDay } from '../../../local/console/run-lines.ts'
import type { AlertMessage } from '../../../shared/core/wording/alert-message.ts'
import { DELIVERED, REQUEST } from '../results.ts'

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
  const report = consoleReport({ write: (text) => void (seen.text += text), isTerminal })
  return { seen, report }
}

const fresh = { kind: 'recorded', result: DELIVERED, fresh: true, unsent: [] } as const

test('where nobody looks on, all is plain text, a line each', () => {
  const { seen, report } = screen(false)
  report.header([
    ['data', '.data'],
    ['monitors', 'demo'],
  ])
  report.run(REQUEST, fresh)
  report.next(NEXT)
  report.note('stopping')
  expect(seen.text).not.toContain('\x1b')
  expect(seen.text.split('\n')).toEqual([
    'Roundtrip on this machine. Ctrl-C stops it.',
    '  data      .data',
    '  monitors  demo',
    '',
    expect.stringContaining('demo  OK'),
    `next run at ${timeOfDay(AT)} (demo, shop)`,
    'stopping',
    '',
  ])
})

test('on a terminal it is in colour, and the next run is a last line that what follows replaces', () => {
  const { seen, report } = screen(true)
  report.run(REQUEST, fresh)
  expect(seen.text.startsWith('\x1b[32m')).toBe(true)
  expect(seen.text).toContain('demo  OK')
  seen.text = ''
  report.next(NEXT)
  expect(seen.text).not.toContain('\n')
  seen.text = ''
  report.note('stopping')
  expect(seen.text).toBe('\r\x1b[2Kstopping\n')
  report.note('done')
  expect(seen.text).toBe('\r\x1b[2Kstopping\ndone\n')
})

test('an alert is a block with its subject and every line of its text', async () => {
  const { seen, report } = screen(false)
  await consolePublisher(report).publish(ALERT)
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
