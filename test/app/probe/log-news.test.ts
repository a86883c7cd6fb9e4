import { describe, expect, test } from 'vitest'

import { diagnosticLog } from '../../../shared/app/probe/diagnostic-log.ts'
import { SECRET_MARK } from '../../../shared/core/redaction/redact.ts'
import { fakeClock } from '../../support/fake-clock.ts'

function opened() {
  const log = diagnosticLog(fakeClock())
  return { log, news: () => log.takeNews().map(({ text }) => text) }
}

describe('the news of a diagnostic log', () => {
  test('are what was written since they were taken, each line once', () => {
    const { log, news } = opened()
    log.note('one')
    expect(news()).toEqual(['one'])
    log.note('two')
    log.note('three')
    expect(news()).toEqual(['two', 'three'])
    expect(news()).toEqual([])
  })

  test('hold what a server said once it has said nothing more from one call to the next', () => {
    const { log, news } = opened()
    const smtp = log.dialogue('smtp')
    smtp.server('220 ready')
    expect(news()).toEqual([])
    smtp.server('250-PIPELINING')
    expect(news()).toEqual([])
    expect(news()).toEqual(['220 ready', '250-PIPELINING'])
  })

  test('keep the order: nothing that came after a line is told before it', () => {
    const { log, news } = opened()
    const smtp = log.dialogue('smtp')
    smtp.client('EHLO here')
    smtp.server('250 there')
    log.dialogue('mailbox').client('CAPA')
    expect(news()).toEqual(['EHLO here'])
    expect(news()).toEqual(['250 there', 'CAPA'])
  })

  test('hold the middle of a log that is too long to be kept', () => {
    const { log, news } = opened()
    const seen: string[] = []
    for (let at = 0; at < 3000; at += 1) {
      log.note(`line ${at}`)
      if (at % 500 === 499) seen.push(...news())
    }
    expect(seen).toEqual(Array.from({ length: 3000 }, (_, at) => `line ${at}`))
    expect(log.lines()).toHaveLength(2000)
  })

  test('show no secret, also where it is split over lines that came together', async () => {
    const { log, news } = opened()
    const mailbox = log.dialogue('mailbox')
    log.hide('hunter2Correct')
    await mailbox.during('auth', () => {
      mailbox.client('PASS hunter2Correct', 'PASS hunter2Correct')
      return Promise.resolve()
    })
    await mailbox.during('search', () => {
      for (const part of ['hun', 'ter', '2Co', 'rre', 'ct']) mailbox.server(`+OK ${part}`)
      return Promise.resolve()
    })
    expect(news()).toEqual([`PASS ${SECRET_MARK}`])
    const shown = news().join(' ')
    expect(shown).toContain(SECRET_MARK)
    expect(shown).not.toMatch(/hun|ter|2Co|rre/)
  })

  test('leave the log as it is', () => {
    const { log, news } = opened()
    const smtp = log.dialogue('smtp')
    smtp.server('220 ready')
    news()
    news()
    smtp.server('250 there')
    expect(log.lines().map(({ text }) => text)).toEqual(['220 ready', '250 there'])
  })
})
