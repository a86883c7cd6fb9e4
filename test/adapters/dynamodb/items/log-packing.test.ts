import { randomBytes } from 'node:crypto'
import { deflateRawSync } from 'node:zlib'

import { describe, expect, test } from 'vitest'

import { MAX_PACKED, packLog, unpackLog } from '../../../../shared/adapters/dynamodb/items/log-packing.ts'
import type { LogLine } from '../../../../shared/core/run/run.ts'
import { logLine } from '../../../contracts/run-fixtures.ts'

describe('a packed log', () => {
  test.each([0, 1, 2, 1001])('of %d ordinary lines keeps them all', (count) => {
    const lines = numbered(count, () => 'C: NOOP')
    expect(unpackLog(packLog(lines))).toEqual(lines)
  })

  test('is much smaller than its text', () => {
    const lines = numbered(2000, () => 'S: +OK 2 messages (1532 octets)')
    expect(packLog(lines).length).toBeLessThan(JSON.stringify(lines).length / 5)
  })

  test.each([
    { kind: 'a little too long', lines: numbered(240, noise(400)) },
    { kind: 'far too long', lines: numbered(1001, noise(2000)) },
    {
      kind: 'longer than it may unpack to, though it would pack well',
      lines: numbered(900, () => 'x'.repeat(12_000)),
    },
  ])('that is $kind fits all the same, and says in its middle what it lost', ({ lines }) => {
    const packed = packLog(lines)
    expect(packed.length).toBeLessThanOrEqual(MAX_PACKED)
    const kept = unpackLog(packed)
    expect(kept[0]).toEqual(lines[0])
    expect(kept.at(-1)).toEqual(lines.at(-1))
    const gap = kept.findIndex((line) => line.text.includes('lines left out'))
    expect(kept.slice(0, gap)).toEqual(lines.slice(0, gap))
    const tail = kept.slice(gap + 1)
    expect(tail).toEqual(lines.slice(-tail.length))
    expect(kept[gap]).toMatchObject({
      side: 'note',
      atMs: gap - 1,
      text: `${String(lines.length - gap - tail.length)} lines left out to keep this log short`,
    })
  })

  test('loses no more than it must', () => {
    const lines = numbered(240, noise(400))
    expect(unpackLog(packLog(lines)).length).toBeGreaterThan(180)
  })

  test.each([1, 2])('of %d lines, each too long by itself, is the note alone', (count) => {
    const kept = unpackLog(packLog(numbered(count, noise(200_000))))
    expect(kept.map((line) => line.text)).toEqual([`${String(count)} lines left out to keep this log short`])
  })
})

describe('a stored log that is not ours', () => {
  test.each([
    { kind: 'absent', stored: undefined },
    { kind: 'text', stored: 'hello' },
    { kind: 'empty', stored: new Uint8Array() },
    { kind: 'noise', stored: new Uint8Array(randomBytes(4000)) },
    { kind: 'cut short', stored: packLog(numbered(50, noise(50))).slice(0, 300) },
    { kind: 'no JSON', stored: deflateRawSync('{"atMs":') },
    { kind: 'JSON of another shape', stored: deflateRawSync('{"lines":[]}') },
    { kind: 'lines of another shape', stored: deflateRawSync('[{"atMs":"1","text":5}]') },
    { kind: 'nested without end', stored: deflateRawSync('['.repeat(3_000_000)) },
    { kind: 'a bomb (64 MB of blanks)', stored: deflateRawSync(Buffer.alloc(64 * 1024 * 1024, ' ')) },
  ])('($kind) reads as one note that says so', ({ stored }) => {
    const [note, ...others] = unpackLog(stored)
    expect(others).toEqual([])
    expect(note).toMatchObject({ dialogue: 'run', side: 'note' })
    expect(note?.text).toMatch(/^the stored log cannot be read: ./)
  })
})

function numbered(count: number, text: (index: number) => string): LogLine[] {
  return Array.from({ length: count }, (_, index) => logLine(text(index), { atMs: index }))
}

/** Text that does not compress below three quarters. */
function noise(octets: number): () => string {
  return () => randomBytes(octets).toString('base64').slice(0, octets)
}
