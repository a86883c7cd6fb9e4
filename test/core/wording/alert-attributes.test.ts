import { describe, expect, test } from 'vitest'

import { wordAlert } from '../../../shared/core/wording/alert-wording.ts'
import { REASONS, REASON_STATUS } from '../../../shared/core/run/statuses.ts'
import { MONITOR, alertOf, openedBy, resolvedAfter, runOf } from '../../support/alerts/alert-cases.ts'
import { CASES } from '../../support/alerts/worded-cases.ts'

describe('what subscriptions filter on', () => {
  test.each(REASONS)('for a run that failed with %s', (reason) => {
    const { attributes } = wordAlert(openedBy(reason, { location: 'eu-central-1' }), MONITOR)
    expect(attributes).toEqual({
      monitorId: 'sales-inbox',
      status: String(REASON_STATUS[reason]),
      reason,
      location: 'eu-central-1',
      transition: 'opened',
      severity: 'critical',
      tags: ['sales', 'hamburg'],
    })
  })

  test.each([
    ['opened', 'critical'],
    ['repeated', 'critical'],
    ['silent', 'critical'],
    ['slow', 'warning'],
    ['inconclusive', 'warning'],
    ['misconfigured', 'warning'],
    ['resolved', 'info'],
    ['removed', 'info'],
    ['no-longer-slow', 'info'],
    ['heard', 'info'],
    ['test', 'info'],
  ])('has for %s the severity %s, which the JSON tells too', (transition, severity) => {
    const { alert } =
      CASES[transition] ?? Object.values(CASES).find((one) => one.alert.transition === transition) ?? {}
    if (!alert) throw new Error(`no case of ${transition}`)
    const { attributes, json } = wordAlert(alert, MONITOR)
    expect(attributes).toMatchObject({ severity, transition })
    expect(JSON.parse(json)).toMatchObject({ severity, transition })
  })

  test('is reason ok where the run passed, however slowly', () => {
    for (const transition of ['slow', 'no-longer-slow'] as const) {
      const { attributes } = wordAlert(alertOf(transition, runOf(undefined)), MONITOR)
      expect(attributes).toMatchObject({ status: '0', reason: 'ok', transition })
    }
  })

  test('is status 0 and reason ok when resolved', () => {
    const { attributes } = wordAlert(resolvedAfter(['greylisted']), { ...MONITOR, tags: [] })
    expect(attributes).toMatchObject({ status: '0', reason: 'ok', transition: 'resolved', tags: [] })
  })
})
