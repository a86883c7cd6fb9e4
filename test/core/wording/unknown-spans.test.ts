import { describe, expect, test } from 'vitest'

import { wordAlert } from '../../../shared/core/wording/alert-wording.ts'
import { MINUTE } from '../../../shared/core/time/units.ts'
import { MONITOR, alertOf, incidentOf, runOf } from '../../support/alerts/alert-cases.ts'

describe('a span that clocks made negative', () => {
  const run = runOf('greylisted', {
    roundTripMs: -1,
    resolutionMs: -2,
    waitedOutMs: -3,
    phases: { smtp: { connect: -4 }, transit: -5, mailbox: { auth: -6 } },
  })
  const incident = incidentOf(run, {
    failingSince: run.finishedAt + MINUTE,
    resolvedAt: run.finishedAt,
    lateArrivals: [{ runId: 'r', delayMs: -7 }],
  })
  const alerts = (['opened', 'repeated', 'resolved', 'removed', 'slow', 'no-longer-slow'] as const).map(
    (transition) => ({
      ...alertOf(transition, run, incident),
      usualRoundTripMs: -8,
      slowSince: run.finishedAt + MINUTE,
    }),
  )

  test('is unknown in text, subject and SMS', () => {
    for (const alert of alerts) {
      const { subject, text, sms } = wordAlert(alert, MONITOR)
      for (const words of [subject, text, sms]) expect(words).not.toMatch(/-\d+(\.\d+)? (ms|s|min|h)\b/)
      expect(text).toMatch(/^Transit +unknown$/m)
    }
  })

  test('is left out of the JSON', () => {
    for (const alert of alerts) expect(wordAlert(alert, MONITOR).json).not.toMatch(/Ms":-|:-\d/)
  })
})
