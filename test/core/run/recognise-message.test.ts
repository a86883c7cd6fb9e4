import { describe, expect, test } from 'vitest'

import { beginsAsOurs, recognise } from '../../../shared/core/run/recognise-message.ts'
import { type MessageMark, messageIdOf, testMessage } from '../../../shared/core/run/test-message.ts'

const FROM = 'probe@example.test'
const MARK: MessageMark = {
  installation: 'aaaabbbbccccdddd',
  monitorId: 'inbox',
  runId: '20261123T224800Z_us-east-1_schedule_0123456789ab',
  token: '0123456789abcdef0123456789abcdef',
  deadline: Date.UTC(2026, 10, 23, 22, 53),
}
const SENT = { installation: MARK.installation, token: MARK.token, from: FROM }
const [HEADER = '', TEXT = ''] = testMessage(MARK, FROM, 'inbox@example.test', 0).split('\r\n\r\n')

const without = (header: string, name: string) =>
  header.replace(new RegExp(`^${name}:.*\\r\\n(?:[ \\t].*\\r\\n)*`, 'm'), '')
const BARE = without(HEADER, 'X-Roundtrip')
const NO_ID = without(BARE, 'Message-ID')
const SUBJECT = /Subject: .*\r\n .*\r\n/
const WITH_SUBJECT = (subject: string) => NO_ID.replace(SUBJECT, `Subject: ${subject}\r\n`)

describe('a message is ours', () => {
  test('by its header', () => {
    expect(recognise(HEADER, SENT)).toEqual({ kind: 'ours', headerRemoved: false })
  })

  test('by its id, where a gateway took the header away and prefixed the subject', () => {
    const changed = BARE.replace('Subject: ', 'Subject: [EXTERNAL] ')
    expect(recognise(changed, SENT)).toEqual({ kind: 'ours', headerRemoved: true })
  })

  test.each([
    ['prefixed', NO_ID.replace('Subject: ', 'Subject: [EXTERNAL] ')],
    ['encoded by base64', WITH_SUBJECT(`=?utf-8?B?${btoa(`[EXT] Roundtrip test ${MARK.token}`)}?=`)],
    [
      'encoded as quoted',
      WITH_SUBJECT(`=?utf-8?Q?Roundtrip_test_?=\r\n =?utf-8?Q?=30${MARK.token.slice(1)}?=`),
    ],
    [
      'with a name before the address',
      NO_ID.replace(`From: ${FROM}`, `From: "Probe" <${FROM.toUpperCase()}>`),
    ],
  ])('perhaps, by a subject that is %s, where id and header are gone', (_how, header) => {
    expect(recognise(header, SENT)).toEqual({ kind: 'maybe-ours' })
  })

  test.each([
    ['as it was sent', TEXT],
    [
      'in a part of a multipart message',
      `--b1\r\nContent-Type: text/plain;\r\n\tcharset="us-ascii"\r\n\r\n${TEXT}`,
    ],
    ['in base64', `${btoa(TEXT).slice(0, 76)}\r\n`],
  ])('when its text begins as ours, %s', (_how, text) => {
    expect(beginsAsOurs(text)).toBe(true)
  })
})

describe('a message is not ours', () => {
  test.each([
    [
      'a bounce by its content type',
      `Content-Type: multipart/report; report-type=delivery-status\r\n${without(BARE, 'Content-Type')}`,
    ],
    ['a bounce by its return path', `Return-Path: <>\r\n${BARE}`],
    ['a reply', `In-Reply-To: ${messageIdOf(MARK, FROM)}\r\n${NO_ID}`],
    ['one that refers to it', `References: ${messageIdOf(MARK, FROM)}\r\n${NO_ID}`],
    ['an out-of-office note', NO_ID.replace('auto-generated', 'auto-replied')],
    ['one from somebody else', NO_ID.replace(`From: ${FROM}`, 'From: eve@example.test')],
    ['one with another token', NO_ID.replace(MARK.token, 'f'.repeat(32))],
  ])('%s', (_what, header) => {
    expect(recognise(header, SENT)).toEqual({ kind: 'foreign' })
  })

  test.each([
    ['a quoted text', `> ${TEXT}`],
    ['a note before it', `I am away.\r\n${TEXT}`],
    ['nothing', ''],
  ])('by %s', (_what, text) => {
    expect(beginsAsOurs(text)).toBe(false)
  })
})

describe('a message of another run', () => {
  const other = { ...SENT, token: 'f'.repeat(32) }

  test('is known by its header, and by its id', () => {
    expect(recognise(HEADER, other)).toEqual({ kind: 'leftover', mark: MARK })
    expect(recognise(BARE, other)).toEqual({ kind: 'leftover', mark: MARK })
  })

  test("is nobody's where only its subject is left", () => {
    expect(recognise(NO_ID, other)).toEqual({ kind: 'foreign' })
  })

  test('of another installation is foreign', () => {
    expect(recognise(HEADER, { ...SENT, installation: 'eeee' })).toEqual({ kind: 'foreign' })
  })
})
