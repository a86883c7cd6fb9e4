import { describe, expect, test } from 'vitest'

import { type MessageMark, readMark, testMessage } from '../../../shared/core/run/test-message.ts'

const mark: MessageMark = {
  installation: 'aaaabbbbccccdddd',
  monitorId: 'a'.repeat(64),
  runId: '20261123T224800Z_us-east-1_schedule_0123456789ab',
  token: '0123456789abcdef0123456789abcdef',
  deadline: Date.UTC(2026, 10, 23, 22, 53),
}
const text = testMessage(mark, 'probe@example.test', 'inbox@example.test', Date.UTC(2026, 10, 23, 22, 48))
const header = text.split('\r\n\r\n')[0] ?? ''

const FORMER_ID = '2026-11-23T22:48:00.000Z#us-east-1#schedule#0123456789ab'

test('a message that was sent when ids were spelled otherwise says its run as it was', () => {
  const former = { ...mark, runId: FORMER_ID }
  const sent = testMessage(former, 'probe@example.test', 'inbox@example.test', mark.deadline)
  expect(readMark(sent)).toEqual(former)
  const id = `Message-ID: <${[former.token, former.installation, former.monitorId].join('/')}`
  const withColons = `${id}/${FORMER_ID.replaceAll(':', '_')}/${mark.deadline.toString(36)}@example.test>`
  expect(readMark(withColons)).toEqual(former)
})

describe('a test message', () => {
  test('is ASCII in lines of at most 78 characters with CRLF ends', () => {
    expect(text).toMatch(/^[\x20-\x7e\r\n]*$/)
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
    // An id cannot be folded.
    const foldable = text.split('\r\n').filter((line) => !line.startsWith('Message-ID:'))
    for (const line of foldable) expect(line.length).toBeLessThanOrEqual(78)
  })

  test('carries the token in its subject and its Message-ID too', () => {
    expect(header).toMatch(/^Subject: Roundtrip test 0123456789abcdef0123456789abcdef\r\n a{64}\r$/m)
    expect(header).toContain('Message-ID: <0123456789abcdef0123456789abcdef/')
  })

  test('asks robots not to answer', () => {
    expect(header).toContain('Auto-Submitted: auto-generated')
    expect(header).toContain('X-Auto-Response-Suppress: All')
  })
})

describe('the mark of a message', () => {
  test.each([
    ['as it was written', header],
    ['with bare LF line ends', header.replaceAll('\r\n', '\n')],
    ['folded anew by a relay', header.replaceAll(';\r\n ', ';\r\n\t')],
    ['unfolded by a relay', header.replace(/\r\n /g, ' ')],
    ['with another case in its name', header.replace('X-Roundtrip', 'x-ROUNDTRIP')],
    ['behind many Received headers', `${'Received: from a by b\r\n'.repeat(200)}${header}`],
  ])('is read %s', (_how, text) => {
    expect(readMark(text)).toEqual(mark)
  })

  test.each([
    ['mail of other people', 'From: a@b\r\nSubject: Roundtrip test'],
    ['a bounce that quotes ours in its body', `From: mailer-daemon@b\r\nSubject: failed\r\n\r\n${header}`],
    ['a quoted header in a subject', `Subject: X-Roundtrip: ${header.replaceAll('\r\n', ' ')}`],
    ['a mark without its token', header.replace(/ token=\w+;\r\n/, '')],
    ['a mark without a date', header.replace(/deadline=.*/, 'deadline=soon')],
    ['a mark with a key that no store takes', header.replace(/run=[^;]*/, `run=${'x'.repeat(1100)}`)],
    ['a mark with a run of another shape', header.replaceAll(/_schedule_\w+/g, '_schedule')],
    ['a mark with a monitor of another shape', header.replace(/monitor=a+/, 'monitor=#installation')],
    ['nothing', ''],
  ])('is not found in %s', (_what, text) => {
    expect(readMark(text)).toBeUndefined()
  })
})
