import { describe, expect, test } from 'vitest'

import { adviceFor } from '../../../shared/core/advice/advice.ts'
import type { MonitorTransition, RunTransition } from '../../../shared/core/judging/state.ts'
import type { Warning } from '../../../shared/core/run/run.ts'
import { type Reason, type Status, statusName } from '../../../shared/core/run/statuses.ts'
import { statusOf } from '../../../shared/core/run/verdict.ts'
import { wordAlert } from '../../../shared/core/wording/alert-wording.ts'
import { wordMonitorAlert } from '../../../shared/core/wording/monitor-alert.ts'
import { reasonWords } from '../../../shared/core/wording/words/reason-words.ts'
import { warningWords } from '../../../shared/core/wording/words/warning-words.ts'
import { MONITOR, alertOf, incidentOf, runOf } from '../../support/alerts/alert-cases.ts'
import { MONITOR_ALERTS } from '../../support/alerts/worded-cases.ts'

/** Words that a later version coined; one of them is the name of what every object has. */
const LATER = ['coined-later', 'constructor']

describe.each(LATER)('the word %s of a later version', (word) => {
  const reason = word as Reason
  const run = runOf(reason, { status: 7 as Status, outcome: 'failed', warnings: [word as Warning] })

  test('as a reason is said in plain words, has advice, and blames no mail server', () => {
    expect(reasonWords(reason)).toBe('a reason that this version does not know')
    expect(adviceFor(reason, { location: 'local' })).toMatch(/later version.*\n.*same version/)
    expect(statusOf(reason)).toBe(90)
  })

  test('as a warning is said in plain words', () => {
    expect(warningWords(word as Warning)).toBe(`a warning that this version does not know: ${word}`)
  })

  test.each(['opened', 'repeated', 'resolved', 'removed', 'inconclusive'] as const)(
    'stands in an alert %s as it is',
    (transition) => {
      const { text, json } = wordAlert(alertOf(transition, run, incidentOf(run)), MONITOR)
      expect(text).not.toMatch(/undefined|native code/)
      expect(JSON.parse(json)).toMatchObject({ run: { reason: word } })
    },
  )

  test('as the kind of an alert about a run is said to be one that is not known', () => {
    const { subject, text, sms, attributes } = wordAlert(alertOf(word as RunTransition, run), MONITOR)
    for (const said of [subject, text, sms]) expect(said).toContain('a kind of alert that this version does')
    for (const said of [subject, text, sms]) expect(said).not.toMatch(/undefined|native code/)
    expect(subject).toContain(word.replaceAll('-', ' ').toUpperCase())
    expect(attributes.severity).toBe('warning')
  })

  test('as the kind of an alert about a monitor is said to be one that is not known', () => {
    for (const alert of Object.values(MONITOR_ALERTS)) {
      const later = { ...alert, transition: word as MonitorTransition }
      const { subject, text, sms } = wordMonitorAlert(later, MONITOR, {})
      for (const said of [subject, text, sms])
        expect(said).toContain('a kind of alert that this version does')
      expect(text).not.toMatch(/undefined|native code/)
    }
  })
})

test('a status of a later version is said to be one that is not known', () => {
  expect(statusName(7 as Status)).toBe('Not known to this version')
})
