import path from 'node:path'

import { describe, expect, test } from 'vitest'

import { wordAlert } from '../../../shared/core/alert-wording.ts'
import type { MonitorAlert } from '../../../shared/core/state.ts'
import { MINUTE } from '../../../shared/core/units.ts'
import { MONITOR } from '../../support/alert-cases.ts'
import { GSM, NAMES, page } from '../../support/alert-page.ts'

const NOON = Date.UTC(2026, 0, 5, 12)

const BASE = {
  alertId: '0123456789abcdef0123',
  topic: 'alerts',
  createdAt: NOON + 30 * MINUTE,
  monitorId: MONITOR.monitorId,
  since: NOON,
}

const CASES = {
  misconfigured: {
    ...BASE,
    transition: 'misconfigured',
    since: BASE.createdAt,
    problems: [
      { path: 'timeoutSeconds', message: 'expected a whole number of seconds from 5 to 300, got "3o"' },
      { path: 'mailbox', message: 'expected an object with server, userid and password, got text' },
    ],
  },
  silent: { ...BASE, transition: 'silent', location: 'eu-central-1' },
  heard: { ...BASE, transition: 'heard', location: 'eu-central-1' },
} satisfies Record<string, MonitorAlert>

describe('an alert on a monitor itself', () => {
  test.each(Object.entries(CASES))('%s reads as was reviewed', async (name, alert) => {
    const golden = path.join(import.meta.dirname, '../../golden', `alert-${name}.txt`)
    await expect(page(wordAlert(alert, MONITOR))).toMatchFileSnapshot(golden)
  })

  test.each(NAMES)('of %o has a subject, an SMS and a text that every reader takes', (name) => {
    for (const alert of Object.values(CASES)) {
      const { subject, sms, text } = wordAlert(alert, { ...MONITOR, name })
      expect(subject).toMatch(/^[!-~][ -~]{0,98}$/)
      expect(sms).toMatch(GSM)
      expect(sms.length).toBeLessThanOrEqual(140)
      expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u)
    }
  })

  test('points to its entry in the runbook, wherever that lies', () => {
    expect(wordAlert(CASES.silent, MONITOR).text).toContain('docs/operations.md#alert-silent')
    const options = { runbookUrl: 'https://wiki.example/roundtrip' }
    expect(wordAlert(CASES.silent, MONITOR, options).text).toContain(
      'https://wiki.example/roundtrip#alert-silent',
    )
  })

  test('shows 20 mistakes of many, tamed, and counts the rest', () => {
    const problems = Array.from({ length: 50 }, (_, n) => ({ path: `x${n}`, message: 'no\r\nsuch field' }))
    const { text } = wordAlert({ ...CASES.misconfigured, problems }, MONITOR)
    expect(text.match(/^ {2}x\d+: no\\x0d\\x0asuch field$/gm)).toHaveLength(20)
    expect(text).toContain('  and 30 more')
  })
})
