import { describe, expect, test } from 'vitest'

import { providerHtml } from '../../../../../shared/core/history/views/provider/provider-html.ts'
import {
  type ReportedRun,
  providerReport,
  reportName,
} from '../../../../../shared/core/history/views/provider/provider-report.ts'
import { providerText } from '../../../../../shared/core/history/views/provider/provider-text.ts'
import { formerRunId } from '../../../../../shared/core/run/run-id.ts'
import { MINUTE, SECOND } from '../../../../../shared/core/time/units.ts'
import { toldOfMail } from '../../../../../shared/core/wording/words/mail-event-words.ts'
import { NOON } from '../../../../contracts/run-fixtures.ts'
import { logFrom } from '../../../../support/servers/dialogue-logs.ts'
import { MESSAGE_ID, REPORTED } from './reported.ts'

const GOLDEN = '../../../../golden/provider'
const textOf = (run: ReportedRun, mask = false) => providerText(providerReport(run, { mask }))
const htmlOf = (run: ReportedRun, mask = false) => providerHtml(providerReport(run, { mask }))

describe('what is sent to a provider', () => {
  test.each(Object.entries(REPORTED))('%s, as people read it', async (name, run) => {
    await expect(textOf(run)).toMatchFileSnapshot(`${GOLDEN}/${name}.txt`)
  })

  test('is the same as a page of its own', async () => {
    await expect(htmlOf(REPORTED.refused)).toMatchFileSnapshot(`${GOLDEN}/refused.html`)
  })

  test('names the message as the servers’ logs have it, beside the answer and the time', () => {
    const { facts } = providerReport(REPORTED.lost, { mask: false })
    expect(Object.fromEntries(facts)).toMatchObject({
      From: 'probe@example.com',
      To: 'probe@example.com',
      'Message-ID': MESSAGE_ID,
      Accepted: expect.stringMatching(
        /^2026-01-05 12:00:00\.2\d\d \+00:00: 250 2\.0\.0 Ok: queued as 4F2A91C0043$/,
      ) as string,
      'Queue id': '4F2A91C0043',
    })
  })

  test('names what Amazon SES told of a message that it sent, its words masked as all are', () => {
    const at = NOON + 3 * SECOND
    const text = '452 4.2.2 <probe@example.com> mailbox full \u001b[2J'
    const mailEvents = toldOfMail({
      delayed: { at, type: 'MailboxFull', text },
      delivered: { at: at + MINUTE, server: '192.0.2.25' },
    })
    const { facts } = providerReport({ ...REPORTED.lost, mailEvents }, { mask: true })
    expect(facts.filter(([label]) => label === 'Delivery').map(([, value]) => value)).toEqual([
      '2026-01-05 12:00:03.000 +00:00: Amazon SES could not deliver it yet (MailboxFull): "452 4.2.2 <p***@example.com> mailbox full \\x1b[2J"',
      '2026-01-05 12:01:03.000 +00:00: Amazon SES delivered it to 192.0.2.25',
    ])
  })

  test('says what differs from the last good run, in both', () => {
    const { dialogue, lastGood } = providerReport(REPORTED.refused, { mask: false })
    const marked = (lines: typeof dialogue = []) =>
      lines.filter(({ differs }) => differs).map(({ text }) => text)
    expect(marked(dialogue)[0]).toMatch(/^450 4\.2\.0/)
    expect(marked(lastGood?.dialogue)).toContain('250 2.1.5 Ok')
  })

  test('is called by its monitor and its time, in names that any system takes', () => {
    const { run } = REPORTED.refused
    const name = reportName(run, { mask: false })
    expect(name).toMatch(/^roundtrip-inbox-20260105T120000Z-[0-9a-f]{12}$/)
    expect(reportName({ ...run, runId: formerRunId(run.runId) }, { mask: false })).toBe(name)
  })
})

describe('with addresses masked', () => {
  test('no name of an address is in it, and all else is', async () => {
    for (const form of [textOf, htmlOf]) {
      const masked = form(REPORTED.lost, true)
      expect(masked).not.toMatch(/probe@|USER probe|as probe/)
      expect(masked).toContain('p***@example.com')
      expect(masked).toContain('mk142eg2@example.com')
      expect(masked).toContain('4F2A91C0043')
    }
    await expect(textOf(REPORTED.refused, true)).toMatchFileSnapshot(`${GOLDEN}/refused-masked.txt`)
  })

  test('nor is the id of the monitor, which may be made of an address', () => {
    const log = REPORTED.lost.log.map((line) => ({
      ...line,
      text: line.text.replace('/prod/inbox/', '/prod/probe-example/'),
    }))
    const run = { ...REPORTED.lost.run, monitorId: 'probe-example' }
    for (const form of [textOf, htmlOf]) {
      const masked = form({ ...REPORTED.lost, run, log }, true)
      expect(masked).not.toMatch(/probe-/)
      expect(masked).toContain('0123456789abcdef0123456789abcdef/prod/***/20260105T120000Z')
      expect(masked).toContain(run.runId)
    }
    expect(reportName(run, { mask: true })).toMatch(/^roundtrip-20260105T120000Z-[0-9a-f]{12}$/)
  })
})

describe('hostile words of a server are harmless', () => {
  const said = (text: string) => logFrom('smtp.submit:\nC .\nS x').map((line) => ({ ...line, text }))
  const hostile = (text: string): ReportedRun => ({
    ...REPORTED.refused,
    server: text,
    run: { ...REPORTED.refused.run, detail: text, location: text },
    log: said(text),
  })

  test('markup is text', () => {
    const html = htmlOf(hostile('<script>alert(1)</script><img src=x onerror="alert(2)"></td>&lt;\'"'))
    expect(html).not.toMatch(/<script|<img/)
    expect(html).toContain('&#60;script&#62;alert(1)')
    const tags = (page: string) => page.match(/<\/?[a-z]\w*/g)
    expect(tags(html)).toEqual(tags(htmlOf(hostile('plain'))))
  })

  test.each(['\x1b[2J\x07', '\u202egnp.exe\u2069', '\u2028\u0000\ud800', 'a\r\nb\nc'])(
    'what steers a terminal or turns a line is shown as an escape: %j',
    (text) => {
      for (const form of [textOf, htmlOf]) {
        expect(form(hostile(text)).replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u)
        expect(form(hostile(text)).split('\n')).toHaveLength(form(hostile('plain')).split('\n').length)
      }
    },
  )

  test.each([false, true])('a line of a megabyte is cut, and the cut is counted; masked: %s', (mask) => {
    for (const start of ['x', 'a@b.example ', '<', '"', '=%40', 'USER ']) {
      const text = start.repeat(Math.ceil(1_000_000 / start.length))
      const html = htmlOf(hostile(text), mask)
      expect(html.length).toBeLessThan(60_000)
      expect(html).toMatch(/ more characters\]/)
    }
  })

  test('times that are none are said to be unknown', () => {
    const log = logFrom('smtp.submit:\nS 250 Ok').map((line) => ({ ...line, atMs: 1e300 }))
    expect(textOf({ ...REPORTED.refused, log })).toContain('unknown')
  })
})

test('the page holds no script, and asks nobody for anything', () => {
  const html = htmlOf(REPORTED.lost)
  expect(html).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`)
  expect(html).not.toMatch(/<script|<link|<iframe|\bsrc=|\bhref=|url\(|@import|https?:/i)
})
