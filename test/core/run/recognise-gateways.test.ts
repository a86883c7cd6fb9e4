import { expect, test } from 'vitest'

import { beginsAsOurs, recognise } from '../../../shared/core/run/recognise-message.ts'

const TOKEN = '0123456789abcdef0123456789abcdef'
const SENT = { installation: 'inst1', token: TOKEN, from: 'probe@x.test' }
const TEXT = 'This message was sent by Roundtrip, which measures'

/** What a gateway leaves that takes the header away and gives a Message-ID of its own. */
function left(fields: Record<string, string> = {}): string {
  const all = {
    From: 'probe@x.test',
    Subject: `Roundtrip test ${TOKEN} shop`,
    'Message-ID': '<new@gw>',
    ...fields,
  }
  return Object.entries(all)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')
}

test.each<Record<string, string>>([
  { Subject: `[EXT] ROUNDTRIP TEST ${TOKEN.toUpperCase()} SHOP` },
  { Subject: `=?UTF-8*EN?Q?[EXT]_Roundtrip_test_${TOKEN}?=` },
  { From: 'probe@x.test (Probe)' },
  { From: '"<extern>" <probe@x.test>' },
  { From: '=?utf-8?Q?Pr=C3=B6be?= <Probe@X.test>' },
  { Precedence: 'bulk' },
])('what a gateway rewrote may be ours: %j', (fields) => {
  expect(recognise(left(fields), SENT).kind).toBe('maybe-ours')
})

test.each<Record<string, string>>([
  { 'X-Autoreply': 'yes' },
  { 'X-Autorespond': 'holiday' },
  { Precedence: 'auto_reply' },
  { 'X-Failed-Recipients': 'a@b.test' },
  { From: '"probe@x.test" <other@x.test>' },
  { From: 'other@x.test (probe@x.test)' },
])('an answer of a program, or of somebody else, is not: %j', (fields) => {
  expect(recognise(left(fields), SENT).kind).toBe('foreign')
})

test.each<[field: string, written: string]>([
  ['From', '\\"'.repeat(100_000)],
  ['From', '"'.repeat(200_001)],
  ['From', '('.repeat(200_000)],
  ['From', '<'.repeat(200_000)],
  ['Subject', '?= '.repeat(70_000)],
  ['Subject', '=?x?b?'.repeat(30_000)],
])('a %s of a stranger without end is read at once', { timeout: 10_000 }, (field, written) => {
  expect(recognise(left({ [field]: written }), SENT).kind).toBe('foreign')
})

test.each([
  `<html><body><p>${TEXT}`,
  `<html>\r\n<head>\r\n<meta http-equiv="Content-Type">\r\n</head>\r\n<body>\r\n<pre>${TEXT}`,
  `--x\r\nContent-Type: text/plain;\r\n name="a.txt"\r\n\r\n${TEXT}`,
  `This is a cryptographically signed message in MIME format.\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\n${TEXT}`,
])('a text that a gateway packed otherwise begins as ours: %j', (text) => {
  expect(beginsAsOurs(text)).toBe(true)
})

test.each([
  `<html><body>I am away.<br>${TEXT}`,
  `<blockquote>${TEXT}`,
  `> ${TEXT}`,
  `Delivery failed\r\n${TEXT}`,
])('a quotation does not: %j', (text) => {
  expect(beginsAsOurs(text)).toBe(false)
})
