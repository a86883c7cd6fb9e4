import { createHash, randomBytes } from 'node:crypto'
import { deflateRawSync } from 'node:zlib'

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { compactLog, readCompactLog } from '../../../../shared/adapters/dynamodb/items/compact-log.ts'
import { packLog } from '../../../../shared/adapters/dynamodb/items/log-packing.ts'
import { LOG_WORDS } from '../../../../shared/adapters/dynamodb/items/log-words.ts'
import type { LogLine } from '../../../../shared/core/run/run.ts'
import { logLine } from '../../../contracts/run-fixtures.ts'

const line: fc.Arbitrary<LogLine> = fc.record({
  atMs: fc.integer({ min: 0, max: 40_000_000 }).map((hundredths) => hundredths / 100),
  dialogue: fc.constantFrom('smtp', 'mailbox', 'run'),
  side: fc.constantFrom('client', 'server', 'note'),
  phase: fc.constantFrom('', 'connect', 'greeting', 'submit', 'delete'),
  text: fc.string({ unit: 'grapheme' }),
})

/** What a server in wide use says to a run. */
const DIALOGUE = `
  smtp note connect connected to 192.0.2.25:587
  smtp note tls TLSv1.3 TLS_AES_256_GCM_SHA384; certificate of CN=mail.example.com by CN=R12, days left: 61
  smtp server greeting 220 mail.example.com ESMTP Postfix
  smtp client greeting EHLO probe.example.com
  smtp server greeting 250-PIPELINING
  smtp server greeting 250-SIZE 10240000
  smtp server greeting 250-AUTH PLAIN LOGIN
  smtp server greeting 250 CHUNKING
  smtp client auth AUTH PLAIN <secret>
  smtp server auth 235 2.7.0 Authentication successful
  smtp client submit MAIL FROM:<roundtrip@example.com>
  smtp server submit 250 2.1.0 Ok
  mailbox note connect connected to 192.0.2.110:995
  mailbox server greeting +OK Dovecot ready.
  mailbox client auth USER roundtrip@example.com
  mailbox server auth +OK
  mailbox client search UIDL
  mailbox server search +OK
`
const LINES = Array.from(DIALOGUE.matchAll(/^ +(\w+) (\w+) (\w+) (.*)$/gm), (found, index): LogLine => {
  const [, dialogue, side, phase = '', text = ''] = found
  return { ...logLine(text), atMs: 17.31 * index * index, dialogue, side, phase } as LogLine
}).map((one) => ({ ...one, atMs: Math.round(one.atMs * 100) / 100 }))

describe('a compact log', () => {
  test('is read back line by line, whatever its text', () => {
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        expect(readCompactLog(compactLog(lines))).toEqual(lines)
      }),
    )
  })

  test('takes less than half of the room, where servers say what most do', () => {
    expect(LINES).toHaveLength(18)
    expect(compactLog(LINES)?.length).toBeLessThan(packLog(LINES).length / 2)
  })

  test.each([
    ['is too long', [logLine(randomBytes(80_000).toString('base64'))]],
    ['is longer than it may unpack to', Array.from({ length: 900 }, () => logLine('x'.repeat(12_000)))],
    ['has times that it cannot write', [logLine('x', { atMs: 0.001 })]],
  ])('is none where one %s', (_, lines) => {
    expect(compactLog(lines)).toBeUndefined()
  })
})

describe('what is stored stays readable', () => {
  test('since the words that it is packed with never change', () => {
    expect(createHash('sha256').update(LOG_WORDS).digest('hex')).toBe(
      '0840ccfe10ad8c9ed60f16f062118b20a64f8f4ccd3c4ca8ca3548f1e45f9e57',
    )
  })

  test('as it was packed once', () => {
    const stored = Buffer.from(
      'i8ZdpBhagpQa6RmZWplamENTAUXFC1JMQUuaIEMjlMLGDNTmMDc2xFXeIJuAVvSYGloaYyt8Coryk1KRNSrpWJiZmhIocwyNDA3NYwE=',
      'base64',
    )
    expect(readCompactLog(new Uint8Array(stored))).toEqual(LINES.slice(0, 5))
  })
})

describe('a stored log that is not ours', () => {
  const packed = (text: string) => deflateRawSync(text, { dictionary: LOG_WORDS })
  test.each([
    { kind: 'text', stored: 'hello' },
    { kind: 'empty', stored: new Uint8Array() },
    { kind: 'noise', stored: new Uint8Array(randomBytes(4000)) },
    { kind: 'no JSON', stored: packed('["snauth"') },
    { kind: 'JSON of another shape', stored: packed('{"lines":[]}') },
    { kind: 'cut off within a line', stored: packed('["snauth","x"]') },
    { kind: 'of letters that are none', stored: packed('["??auth","x",1]') },
    { kind: 'nested without end', stored: packed('['.repeat(3_000_000)) },
    { kind: 'a bomb (64 MB of blanks)', stored: packed(' '.repeat(64 * 1024 * 1024)) },
  ])('($kind) reads as one note that says so', ({ stored }) => {
    const [note, ...others] = readCompactLog(stored)
    expect(others).toEqual([])
    expect(note).toMatchObject({ dialogue: 'run', side: 'note' })
    expect(note?.text).toMatch(/^the stored log cannot be read: ./)
  })
})
