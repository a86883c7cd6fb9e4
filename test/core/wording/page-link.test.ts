import { describe, expect, test } from 'vitest'

import { wordAlert } from '../../../shared/core/wording/alert-wording.ts'
import { wordDigest } from '../../../shared/core/wording/digest.ts'
import { alertLink } from '../../../shared/core/wording/page-link.ts'
import { formerRunId } from '../../../shared/core/run/run-id.ts'
import { MONITOR, openedBy } from '../../support/alerts/alert-cases.ts'
import { GSM } from '../../support/alerts/alert-page.ts'
import { publishedSchema } from '../../support/alerts/published-schema.ts'
import { CASES } from '../../support/alerts/worded-cases.ts'

const pageUrl = 'https://mon.example'
const A_LINK = /https?:\/\/\S+/g
const opened = openedBy('greylisted')
const { monitorId, runId } = opened.run
const caseOf = (name: string) => {
  const found = CASES[name]
  if (!found) throw new Error(`there is no case ${name}`)
  return found.alert
}

describe('the link of an alert leads to', () => {
  test('the run that brought it about, also one with an id of old', () => {
    expect(alertLink(opened, pageUrl)).toBe(`${pageUrl}/m/${monitorId}/r/${runId}`)
    const former = { ...opened, run: { ...opened.run, runId: formerRunId(runId) } }
    expect(alertLink(former, pageUrl)).toBe(`${pageUrl}/m/${monitorId}/r/${runId}`)
  })

  test.each(['resolved', 'removed'] as const)('the incident, where it is over: %s', (transition) => {
    const alert = { ...opened, transition }
    const at = new Date(opened.incident?.openedAt ?? NaN).toISOString()
    expect(alertLink(alert, pageUrl)).toBe(`${pageUrl}/incidents/${monitorId}/${at}`)
  })

  test('the monitor, where no run stands behind it', () => {
    expect(alertLink(caseOf('silent'), pageUrl)).toMatch(/^https:\/\/mon\.example\/m\/[a-z0-9-]+$/)
  })

  test('what is so now, for a test', () => {
    expect(alertLink(caseOf('test'), pageUrl)).toBe(`${pageUrl}/`)
  })

  test('nowhere else, whatever a monitor is called', () => {
    const hostile = { ...opened, run: { ...opened.run, monitorId: '../x?a=1#\ud800 "<b>' } }
    expect(alertLink(hostile, pageUrl)).toBe(
      `${pageUrl}/m/..%2Fx%3Fa%3D1%23%EF%BF%BD%20%22%3Cb%3E/r/${runId}`,
    )
  })

  test('nowhere without a page', () => {
    expect(alertLink(opened, undefined)).toBeUndefined()
  })
})

test.each(Object.entries(CASES))('%s has one link in its mail and its JSON, and no command', (_name, one) => {
  const { alert, monitor = MONITOR, options } = one
  const link = alertLink(alert, pageUrl) ?? ''
  const { text, json, sms } = wordAlert(alert, monitor, { ...options, pageUrl })
  // A server may name others.
  expect(text.match(A_LINK)?.filter((found) => found.startsWith(pageUrl))).toEqual([link])
  expect(text).toContain(`See          ${link}\n`)
  expect(text).not.toContain('npx roundtrip log')
  expect(JSON.parse(json)).toMatchObject({ link })
  expect(sms.length).toBeLessThanOrEqual(140)
  expect(sms).toMatch(GSM)
  expect(sms).toMatch(/ #[0-9a-f]{8}$/)
  expect(sms.match(A_LINK)?.length ?? 0).toBeLessThanOrEqual(1)
})

describe('an SMS', () => {
  const smsAt = (url: string) => wordAlert(opened, MONITOR, { pageUrl: url }).sms
  const without = wordAlert(opened, MONITOR).sms

  test('has the link where it fits whole, with the run by its last digits', () => {
    const sms = smsAt('https://m.co')
    expect(sms).toContain(` https://m.co/m/${monitorId}/r/${runId.slice(-12)} #`)
    expect(sms.slice(0, sms.indexOf(' https:'))).toBe(without.slice(0, sms.indexOf(' https:')))
  })

  test('is as it was where the link has no room, or cannot be spelled', () => {
    expect(smsAt(`https://${'long.'.repeat(20)}example`)).toBe(without)
    expect(smsAt('https://m.co/~me')).toBe(without)
  })
})

test('a digest has one link, to all that is so now', () => {
  const folded = [
    { alert: opened, monitor: MONITOR },
    { alert: caseOf('silent'), monitor: MONITOR },
  ]
  const { text, json } = wordDigest(folded, 'alerts', { pageUrl })
  expect(text.match(A_LINK)).toEqual([`${pageUrl}/`])
  expect(text).not.toContain('npx roundtrip')
  expect(JSON.parse(json)).toMatchObject({ link: `${pageUrl}/` })
  expect(publishedSchema('docs/digest.schema.json').mistakesIn(json)).toEqual([])
})
