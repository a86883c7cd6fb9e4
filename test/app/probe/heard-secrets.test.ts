import { describe, expect, test } from 'vitest'

import { diagnosticLog } from '../../../shared/app/probe/diagnostic-log.ts'
import type { Dialogue } from '../../../shared/app/ports/dialogue.ts'
import type { PhaseName } from '../../../shared/core/time/phases.ts'
import { SECRET_MARK } from '../../../shared/core/redaction/redact.ts'
import { fakeClock } from '../../support/fake-clock.ts'
import { longTest } from '../../support/thorough.ts'

const PASSWORD = 'hunter2Correct'
const IN_PLAIN = Buffer.from(`\0bob\0${PASSWORD}`).toString('base64')

function opened(...secrets: string[]) {
  const log = diagnosticLog(fakeClock())
  for (const secret of secrets) log.hide(secret)
  const texts = () => log.lines().map(({ text }) => text)
  return { log, texts }
}

const saying = (dialogue: Dialogue, phase: PhaseName, ...lines: string[]) =>
  dialogue.during(phase, () => {
    for (const line of lines) dialogue.server(line)
    return Promise.resolve()
  })

describe('what a server was not sent', () => {
  test('is not looked for in its words: no guess is confirmed', async () => {
    const guesses = Array.from({ length: 40 }, (_, index) => `guess-${index}`)
    const logs = guesses.slice(0, 3).map(async (password) => {
      const { log, texts } = opened(password)
      const dialogue = log.dialogue('mailbox')
      await saying(dialogue, 'greeting', `+OK ${guesses.join(' ')}`)
      dialogue.quote(`certificate of ${guesses.join(' ')}`)
      return JSON.stringify([texts(), dialogue.safe(guesses.join(' '))])
    })
    const [first, ...others] = await Promise.all(logs)
    for (const other of others) expect(other).toBe(first)
  })

  test('stays unknown to it where only the other side was sent it', async () => {
    const { log, texts } = opened(PASSWORD)
    log.dialogue('mailbox').client('PASS <secret>', PASSWORD)
    await saying(log.dialogue('smtp'), 'greeting', `220 ${PASSWORD}`)
    expect(texts()).toEqual(['PASS <secret>', `220 ${PASSWORD}`])
  })

  test('stays as it was heard before, though it is sent in the same phase', async () => {
    const { log, texts } = opened(PASSWORD)
    const dialogue = log.dialogue('mailbox')
    await dialogue.during('auth', () => {
      dialogue.server(`+OK ${PASSWORD}?`)
      dialogue.client('PASS <secret>', PASSWORD)
      dialogue.server(`-ERR ${PASSWORD}!`)
      return Promise.resolve()
    })
    expect(texts()).toEqual([`+OK ${PASSWORD}?`, 'PASS <secret>', '-ERR <secret>!'])
  })

  test('stays unknown to whoever speaks before TLS in a later session, where it was said under TLS alone', async () => {
    const guesses = `mailbox sunflower 1234 ${PASSWORD} guess-2`
    const logs = [PASSWORD, 'sunflower', 'Xq7!One9z'].map(async (password) => {
      const { log, texts } = opened(password)
      const dialogue = log.dialogue('mailbox')
      dialogue.secured()
      dialogue.client('PASS <secret>', password)
      const next = log.dialogue('mailbox')
      await saying(next, 'greeting', `+OK ${guesses}`)
      next.quote(`certificate of ${guesses}`)
      const words = next.safe(`421 ${guesses}`)
      next.secured()
      next.server(`+OK ${password}`)
      return { before: [...texts().slice(1, 3), words], after: texts().at(-1) }
    })
    for (const { before, after } of await Promise.all(logs)) {
      expect(before).toEqual([
        '+OK mailbox … 1234 …',
        'certificate of mailbox … 1234 …',
        '421 mailbox … 1234 …',
      ])
      expect(after).toBe('+OK <secret>')
    }
  })

  test('is not found in what was counted, whatever it is', () => {
    const { log, texts } = opened('4613')
    const dialogue = log.dialogue('mailbox')
    dialogue.counted('the server wants 4613 s between two logins')
    dialogue.client('PASS <secret>', 'Summer4613')
    dialogue.counted('[2 lines, 4613 octets]', 'server')
    expect(texts()).toEqual([
      'the server wants 4613 s between two logins',
      'PASS <secret>',
      '[2 lines, 4613 octets]',
    ])
  })

  test('is not sent by a challenge: its digest is', () => {
    const digest = 'c4c9334bac560ecc979e58001b3e22fb'
    const { log, texts } = opened(PASSWORD, digest)
    const dialogue = log.dialogue('smtp')
    dialogue.client('<secret>', Buffer.from(`bob ${digest}`).toString('base64'))
    dialogue.server(`535 ${PASSWORD} ${digest.toUpperCase()}`)
    expect(texts().at(-1)).toBe(`535 ${PASSWORD} <secret>`)
  })
})

describe('what a server was sent', () => {
  test.each(['smtp', 'mailbox'] as const)(
    'is hidden in all later sessions with %s, and in evidence',
    async (side) => {
      const { log, texts } = opened(PASSWORD)
      log.dialogue(side).client('AUTH PLAIN <secret>', IN_PLAIN)
      const next = log.dialogue(side)
      await saying(next, 'greeting', `220 PASS ${PASSWORD} AUTH PLAIN ${IN_PLAIN}`)
      expect(texts().at(-1)).toBe(`220 PASS ${SECRET_MARK} AUTH PLAIN ${SECRET_MARK}`)
      expect(next.safe(`550 ${PASSWORD}`)).toBe(`550 ${SECRET_MARK}`)
    },
  )

  test('is hidden where it is split over the lines of one phase, down to single characters', async () => {
    const { log, texts } = opened(PASSWORD)
    const dialogue = log.dialogue('smtp')
    dialogue.client('AUTH PLAIN <secret>', IN_PLAIN)
    await saying(dialogue, 'auth', '535-5.7.8 hun', '535-5.7.8 ter2', '535 5.7.8 Correct')
    await saying(dialogue, 'submit', ...Array.from(PASSWORD, (char) => `550-${char}`))
    expect(texts().slice(1)).toEqual([
      '535-5.7.8 <secret>',
      '535-5.7.8 <secret>',
      '535 5.7.8 <secret>',
      ...Array.from(PASSWORD, () => '550-<secret>'),
    ])
  })

  test('is hidden where it is split over phases', async () => {
    const { log, texts } = opened(PASSWORD)
    log.dialogue('smtp').client('AUTH PLAIN <secret>', IN_PLAIN)
    const next = log.dialogue('smtp')
    await saying(next, 'greeting', '220 hun')
    await saying(next, 'tls', '220 ter')
    expect(texts().slice(1)).toEqual(['220 <secret>', '220 <secret>'])
  })

  test('is hidden in a quotation that goes on where the reply before it ended', () => {
    const { log } = opened(PASSWORD)
    const dialogue = log.dialogue('mailbox')
    dialogue.client('PASS <secret>', PASSWORD)
    dialogue.server('+OK hunt')
    dialogue.server('-ERR er2 Correct')
    expect(dialogue.safe('er2 Correct')).toBe('<secret>')
  })

  longTest('leaves no half of itself where a long line is cut', () => {
    const { log } = opened(PASSWORD)
    const dialogue = log.dialogue('mailbox')
    dialogue.client('PASS <secret>', PASSWORD)
    for (let length = 430; length < 520; length += 1) {
      const line = dialogue.safe(`${'x '.repeat(length / 2)}${PASSWORD} ${'y'.repeat(2000)}`)
      expect(line.length).toBeLessThanOrEqual(500)
      expect(line).not.toMatch(/hun/)
    }
  })

  test('lets no part of a line be shown that has no end', () => {
    const { log } = opened(PASSWORD)
    expect(log.dialogue('mailbox').isTold).toBe(false)
    log.dialogue('mailbox').client('PASS <secret>', PASSWORD)
    expect(log.dialogue('mailbox').isTold).toBe(true)
    expect(log.dialogue('smtp').isTold).toBe(false)
  })
})
