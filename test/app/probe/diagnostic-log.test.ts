import { describe, expect, test } from 'vitest'

import { diagnosticLog } from '../../../shared/app/probe/diagnostic-log.ts'
import { SECRET_MARK } from '../../../shared/core/redaction/redact.ts'
import { fakeClock } from '../../support/fake-clock.ts'

const IN_PLAIN = Buffer.from('\0bob\0hunter2Correct').toString('base64')

function opened() {
  const clock = fakeClock()
  return { clock, log: diagnosticLog(clock) }
}

describe('the diagnostic log', () => {
  test('keeps each line with its time, dialogue, side and phase, in the order in which they came', async () => {
    const { clock, log } = opened()
    log.note('begins')
    const smtp = log.dialogue('smtp')
    const mailbox = log.dialogue('mailbox')
    await smtp.during('connect', () => clock.advance(12))
    await mailbox.during('greeting', () => {
      mailbox.server('+OK ready')
      return clock.advance(3.456)
    })
    await smtp.during('submit', () => {
      smtp.client('MAIL FROM:<a@b.example>')
      smtp.server('250 2.1.0 Ok')
      smtp.note('1234 octets')
      return Promise.resolve()
    })
    expect(log.lines()).toEqual([
      { atMs: 0, dialogue: 'run', side: 'note', phase: '', text: 'begins' },
      { atMs: 12, dialogue: 'mailbox', side: 'server', phase: 'greeting', text: '+OK ready' },
      { atMs: 15.46, dialogue: 'smtp', side: 'client', phase: 'submit', text: 'MAIL FROM:<a@b.example>' },
      { atMs: 15.46, dialogue: 'smtp', side: 'server', phase: 'submit', text: '250 2.1.0 Ok' },
      { atMs: 15.46, dialogue: 'smtp', side: 'note', phase: 'submit', text: '1234 octets' },
    ])
  })

  test('times start with the log, not with the clock', async () => {
    const clock = fakeClock()
    await clock.advance(5000)
    const log = diagnosticLog(clock)
    log.note('begins')
    expect(log.lines()[0]?.atMs).toBe(0)
  })

  test('is tame whatever a server says, one line for one line', () => {
    const { log } = opened()
    log.dialogue('mailbox').server('+OK\r\nC: forged \x1b[2J\u202E')
    expect(log.lines().map(({ text }) => text)).toEqual(['+OK\\x0d\\x0aC: forged \\x1b[2J\\u{202e}'])
    expect(log.safe('a\nb')).toBe('a\\x0ab')
  })

  test.each(['client', 'note'] as const)('hides secrets in what is a %s line', (side) => {
    const { log } = opened()
    log.hide('hunter2Correct')
    log.dialogue('smtp')[side](`PASS hunter2Correct AUTH PLAIN ${IN_PLAIN}`)
    expect(log.lines()[0]?.text).toBe(`PASS ${SECRET_MARK} AUTH PLAIN ${SECRET_MARK}`)
  })

  test('hides secrets in remarks on the run and in text made safe for elsewhere', () => {
    const { log } = opened()
    log.hide('hunter2Correct')
    log.note('cannot say hunter2Correct')
    expect(log.lines()[0]?.text).toBe(`cannot say ${SECRET_MARK}`)
    expect(log.safe('Error: hunter2Correct')).toBe(`Error: ${SECRET_MARK}`)
  })

  test('hides every secret that it was told of', () => {
    const { log } = opened()
    log.hide('mailbox-password')
    log.hide('smtp-password')
    log.hide('')
    expect(log.safe('mailbox-password smtp-password')).toBe(`${SECRET_MARK} ${SECRET_MARK}`)
  })

  test('redacts before it cuts: a secret on the edge of a long line leaves no half of itself', () => {
    const { log } = opened()
    log.hide('hunter2Correct')
    for (let length = 430; length < 520; length += 1) {
      const line = log.safe('x '.repeat(length / 2) + 'hunter2Correct ' + 'y'.repeat(2000))
      expect(line.length).toBeLessThanOrEqual(500)
      expect(line).not.toMatch(/hun/)
    }
  })

  test('redacts before it tames: a secret with an odd character is found', () => {
    const { log } = opened()
    log.hide('soft\u00ADhyphen')
    expect(log.safe('PASS soft\u00ADhyphen')).toBe(`PASS ${SECRET_MARK}`)
  })

  test('keeps two thousand lines whole', () => {
    const { log } = opened()
    for (let n = 1; n <= 2000; n += 1) log.note(`line ${n}`)
    expect(log.lines()).toHaveLength(2000)
    expect(log.lines()[1999]?.text).toBe('line 2000')
  })

  test.each([2001, 2500, 6000])('of %i lines keeps both ends, and counts the middle', (count) => {
    const { log } = opened()
    for (let n = 1; n <= count; n += 1) log.note(`line ${n}`)
    const texts = log.lines().map(({ text }) => text)
    expect(texts).toHaveLength(2000)
    expect(texts.slice(0, 2)).toEqual(['line 1', 'line 2'])
    expect(texts[999]).toBe('line 1000')
    expect(texts[1000]).toBe(`${count - 1999} lines left out`)
    expect(texts[1001]).toBe(`line ${count - 998}`)
    expect(texts.at(-1)).toBe(`line ${count}`)
  })
})

describe('the phases of a dialogue', () => {
  test('are timed, add up when they come twice, and are absent when not reached', async () => {
    const { clock, log } = opened()
    const dialogue = log.dialogue('mailbox')
    await dialogue.during('search', () => clock.advance(20))
    await dialogue.during('retrieve', () => clock.advance(5))
    await dialogue.during('search', () => clock.advance(2.5))
    expect(dialogue.times).toEqual({ search: 22.5, retrieve: 5 })
  })

  test('are timed also when they fail, and the failed one stays the current one', async () => {
    const { clock, log } = opened()
    const dialogue = log.dialogue('smtp')
    const failing = dialogue.during('auth', async () => {
      await clock.advance(7)
      throw new Error('535')
    })
    await expect(failing).rejects.toThrow('535')
    expect(dialogue.times).toEqual({ auth: 7 })
    expect(dialogue.phase).toBe('auth')
  })

  test('of two dialogues are apart', async () => {
    const { clock, log } = opened()
    const first = log.dialogue('mailbox')
    const second = log.dialogue('mailbox')
    await first.during('connect', () => clock.advance(4))
    expect(second.times).toEqual({})
    expect(first.side).toBe('mailbox')
  })
})
