import { describe, expect, test } from 'vitest'

import { wordAlert } from '../../../shared/core/wording/alert-wording.ts'
import { MONITOR } from '../../support/alerts/alert-cases.ts'
import { GSM, NAMES } from '../../support/alerts/alert-page.ts'
import { MONITOR_ALERTS } from '../../support/alerts/worded-cases.ts'

describe('an alert on a monitor itself', () => {
  test.each(NAMES)('of %o has a subject, an SMS and a text that every reader takes', (name) => {
    for (const alert of Object.values(MONITOR_ALERTS)) {
      const { subject, sms, text } = wordAlert(alert, { ...MONITOR, name })
      expect(subject).toMatch(/^[!-~][ -~]{0,98}$/)
      expect(sms).toMatch(GSM)
      expect(sms.length).toBeLessThanOrEqual(140)
      expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u)
    }
  })

  test('points to its entry in the runbook, wherever that lies', () => {
    expect(wordAlert(MONITOR_ALERTS.silent, MONITOR).text).toContain('docs/operations.md#alert-silent')
    const options = { runbookUrl: 'https://wiki.example/roundtrip' }
    expect(wordAlert(MONITOR_ALERTS.silent, MONITOR, options).text).toContain(
      'https://wiki.example/roundtrip#alert-silent',
    )
  })

  test('shows 20 mistakes of many, tamed, and counts the rest', () => {
    const problems = Array.from({ length: 50 }, (_, n) => ({ path: `x${n}`, message: 'no\r\nsuch field' }))
    const { text } = wordAlert({ ...MONITOR_ALERTS.misconfigured, problems }, MONITOR)
    expect(text.match(/^ {2}x\d+: no\\x0d\\x0asuch field$/gm)).toHaveLength(20)
    expect(text).toContain('  and 30 more')
  })

  test('that is a test may name anything', () => {
    const monitorId = 'no such\r\nmonitor\u202e'
    const alert = { ...MONITOR_ALERTS.test, monitorId }
    const { attributes, text, json } = wordAlert(alert, { monitorId, name: monitorId, tags: [] })
    expect(attributes.monitorId).toBe('no such\\x0d\\x0amonitor\\u{202e}')
    expect(text).toMatch(/^TEST: nothing is wrong\. This alert was requested at 2026-01-05 12:30:00 UTC/)
    expect(JSON.parse(json)).toMatchObject({ monitor: { monitorId } })
  })

  test('that is heard again before it fell silent says no span', () => {
    const { subject, text } = wordAlert(
      { ...MONITOR_ALERTS.heard, since: MONITOR_ALERTS.heard.createdAt + 1 },
      MONITOR,
    )
    expect(subject).toBe('Roundtrip HEARD AGAIN: Sales inbox - results again (eu-central-1)')
    expect(text).toMatch(/^Silent for +unknown$/m)
  })
})
