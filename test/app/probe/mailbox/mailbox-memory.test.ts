import { describe, expect, test } from 'vitest'

import type { Instant } from '../../../../shared/app/ports/clock.ts'
import type { ListedMessage } from '../../../../shared/app/ports/mail.ts'
import { ProbeError } from '../../../../shared/app/ports/probe-error.ts'
import { type MailboxMemory, mailboxMemory } from '../../../../shared/app/probe/mailbox/mailbox-memory.ts'

const at = (ms: number): Instant => ({ at: 1_000_000 + ms, monotonicMs: ms })
const listing = (...keys: (string | number)[]): ListedMessage[] =>
  keys.map((key) => ({ key: String(key), sizeOctets: 1000 }))
const keysOf = (messages: Iterable<ListedMessage>) => [...messages].map(({ key }) => key)
const numbered = (count: number) => Array.from({ length: count }, (_, index) => index + 1)
const message = (key: string): ListedMessage => ({ key })
const REFUSAL = new ProbeError({ side: 'mailbox', phase: 'retrieve', kind: 'refused' })

function foreign(memory: MailboxMemory, ...keys: string[]): void {
  for (const key of keys) memory.remember(message(key), 'foreign')
}

describe('what is read first', () => {
  test('in the first listing: both ends in turn, sizes near ours before others', () => {
    const listed = listing(1, 2, 3, 4, 5).map((one, index) =>
      index === 4 ? { ...one, sizeOctets: 1e6 } : one,
    )
    expect(keysOf(mailboxMemory().toRead(listed, at(0), false))).toEqual(['4', '1', '3', '2', '5'])
  })

  test('then what is new, whatever its number, then what was there, then what was read in vain', () => {
    const memory = mailboxMemory()
    memory.toRead(listing(1, 2, 3, 4), at(0), false)
    foreign(memory, '4')
    memory.remember(message('1'), REFUSAL)
    expect(keysOf(memory.toRead(listing(1, 'new', 2, 3, 4), at(1), true))).toEqual(['new', '3', '2', '1'])
  })

  test('of a listing that is longer than a look both ends are kept', () => {
    const read = keysOf(mailboxMemory().toRead(listing(...numbered(10_000)), at(0), false))
    expect(read.slice(0, 4)).toEqual(['10000', '1', '9999', '2'])
    expect(read.length).toBeLessThan(400)
  })

  test('100,000 keys of the first listing are all told from new ones', () => {
    const memory = mailboxMemory()
    memory.toRead(listing(...numbered(100_000)), at(0), false)
    const [first] = memory.toRead(listing(...numbered(50_000), 'new', 50_001), at(1), true)
    expect(first?.key).toBe('new')
  })
})

describe('what is read again', () => {
  test('a message without a key, one that waits for its run, and a key that was gone for a look', () => {
    const memory = mailboxMemory()
    memory.toRead([...listing('a', 'waits', 'gone'), {}], at(0), false)
    foreign(memory, 'a', 'gone')
    memory.remember(message('waits'), 'waiting')
    memory.remember({}, 'foreign')
    expect(keysOf(memory.toRead([...listing('a', 'waits'), {}], at(1), true))).toEqual([undefined, 'waits'])
    expect(keysOf(memory.toRead(listing('a', 'gone'), at(2), true))).toEqual(['gone'])
  })

  test('everything, last, in the last look', () => {
    const memory = mailboxMemory()
    memory.toRead(listing('a', 'b'), at(0), false)
    foreign(memory, 'a')
    memory.beginLastLook()
    expect(keysOf(memory.toRead(listing('a', 'b'), at(1), true))).toEqual(['b', 'a'])
    expect([memory.knows(message('a')), memory.knows(message('b'))]).toEqual([true, false])
  })
})

describe('when a message was last seen to be absent', () => {
  test('at the listing before the first that held it, though it was read later', () => {
    const memory = mailboxMemory()
    memory.toRead(listing('a'), at(10), false)
    memory.toRead(listing('a', 'ours'), at(20), true)
    memory.toRead(listing('a', 'ours', 'newer'), at(30), true)
    expect(memory.lackedAt(message('ours'))).toEqual(at(10))
    expect(memory.lackedAt(message('newer'))).toEqual(at(20))
    expect(memory.lackedAt(message('a'))).toBeUndefined()
  })

  test('without a key only at a listing that was read to its end', () => {
    const memory = mailboxMemory()
    memory.toRead([{}], at(10), false)
    memory.toRead([{}], at(20), true)
    expect(memory.lackedAt({})).toBeUndefined()
    memory.readAll()
    memory.toRead([{}], at(30), true)
    expect(memory.lackedAt({})).toEqual(at(20))
  })
})

describe('the refusal that may be about our message', () => {
  test.each([
    ['new since sending', ['a', 'ours'], 'ours', false, REFUSAL],
    ['there before', ['a', 'ours'], 'a', false, undefined],
    ['there at first, in a run taken over', ['a'], 'a', true, REFUSAL],
    ['gone by the last look', ['a'], 'ours', false, undefined],
  ])('is told of a message that is %s', (_what, last, refused, sentAtFirst, told) => {
    const memory = mailboxMemory()
    memory.toRead(listing('a'), at(0), sentAtFirst)
    memory.toRead(listing('a', 'ours'), at(1), true)
    memory.remember(message(refused), REFUSAL)
    memory.toRead(listing(...last), at(2), true)
    expect(memory.refusal).toBe(told)
  })

  test('is told of one without a key where the mailbox has grown', () => {
    const memory = mailboxMemory()
    memory.toRead([{}], at(0), false)
    memory.remember({}, REFUSAL)
    expect(memory.refusal).toBeUndefined()
    memory.toRead([{}, {}], at(1), true)
    memory.remember({}, REFUSAL)
    expect(memory.refusal).toBe(REFUSAL)
  })
})

describe('a session that leaves out of its listings what it has shown', () => {
  test('makes nothing gone: the next session finds it known', () => {
    const memory = mailboxMemory()
    memory.toRead(listing('a', 'b'), at(0), false)
    foreign(memory, 'a', 'b')
    expect(keysOf(memory.toRead(listing('new'), at(1), true, { goesOn: true }))).toEqual(['new'])
    foreign(memory, 'new')
    expect(keysOf(memory.toRead([], at(2), true, { goesOn: true }))).toEqual([])
    expect(keysOf(memory.toRead(listing('a', 'b', 'new', 'ours'), at(3), true))).toEqual(['ours'])
    expect(memory.lackedAt(message('ours'))).toEqual(at(2))
  })

  test('leaves out nothing else: what it was refused and does not list any more is gone', () => {
    const memory = mailboxMemory()
    memory.toRead(listing('a'), at(0), true)
    memory.remember(message('a'), REFUSAL)
    memory.toRead(listing('a'), at(1), true, { goesOn: true })
    expect(memory.refusal).toBe(REFUSAL)
    memory.toRead([], at(2), true, { goesOn: true })
    expect(memory.refusal).toBeUndefined()
  })

  test('lists what it could not read again, which came when it was listed first', () => {
    const memory = mailboxMemory()
    memory.toRead([], at(0), true)
    memory.toRead(listing('late'), at(1), true, { goesOn: true })
    expect(keysOf(memory.toRead(listing('late'), at(2), true, { goesOn: true }))).toEqual(['late'])
    expect(memory.lackedAt(message('late'))).toEqual(at(0))
  })
})
