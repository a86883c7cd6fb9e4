import { describe, expect, test } from 'vitest'

import { wordAlert } from '../../shared/core/alert-wording.ts'
import type { RunAlert } from '../../shared/core/state.ts'
import { REASONS, REASON_STATUS } from '../../shared/core/statuses.ts'
import { GSM, NAMES, page } from '../support/alert-page.ts'
import { alertOf, MONITOR, openedBy, resolvedAfter, runOf } from '../support/alert-cases.ts'

const PHASES_TO_AUTH = {
  smtp: { resolve: 1.2, connect: 0.4, greeting: 102, tls: 8.4, submit: 31.5 },
  mailbox: { resolve: 0.9, connect: 0.5, tls: 9.1, greeting: 12, auth: 2040 },
}

const CASES: Record<string, RunAlert> = {
  'opened-mailbox-login-refused': openedBy('mailbox-login-refused', {
    phase: 'mailbox.auth',
    detail: '[AUTH] Authentication failed.',
    phases: PHASES_TO_AUTH,
  }),
  'opened-recipient-rejected': openedBy('recipient-rejected', {
    phase: 'smtp.submit',
    detail: '550 5.1.1 <probe@example.com>: Recipient address rejected: User unknown',
    phases: { smtp: PHASES_TO_AUTH.smtp, mailbox: {} },
  }),
  'opened-greylisted': openedBy('greylisted', {
    location: 'eu-central-1',
    phase: 'smtp.submit',
    detail: '450 4.2.0 <probe@example.com>: Greylisted, see http://example.org',
    phases: PHASES_TO_AUTH,
    waitedOutMs: 299_120,
    warnings: ['refusal-waited-out'],
  }),
  'opened-message-not-delivered': openedBy('message-not-delivered', {
    phases: { ...PHASES_TO_AUTH, mailbox: { ...PHASES_TO_AUTH.mailbox, search: 4.2 } },
  }),
  'opened-smtp-connect-timeout-from-aws': openedBy('smtp-connect-timeout', {
    location: 'eu-central-1',
    phase: 'smtp.connect',
    detail: 'ETIMEDOUT',
    phases: { smtp: { resolve: 1.2, connect: 10_000 }, mailbox: {} },
  }),
  'opened-deadline-passed': openedBy('deadline-passed', {
    phase: 'smtp.submit',
    detail: 'no answer to DATA',
    phases: PHASES_TO_AUTH,
  }),
  'opened-tls-certificate-expired': openedBy('tls-certificate-expired', {
    phase: 'mailbox.tls',
    detail: 'CERT_HAS_EXPIRED',
  }),
  'resolved-after-one-reason': resolvedAfter(['mailbox-login-refused'], {
    phases: {
      ...PHASES_TO_AUTH,
      transit: 1190,
      mailbox: { ...PHASES_TO_AUTH.mailbox, search: 4.2, delete: 3 },
    },
  }),
  'resolved-after-several': resolvedAfter(['greylisted', 'message-not-delivered', 'dns-failure'], {
    warnings: ['leftovers-swept', 'not-deleted'],
  }),
  'inconclusive-secret-not-found': alertOf(
    'inconclusive',
    runOf('secret-not-found', {
      location: 'eu-central-1',
      detail: 'SSM parameter /roundtrip/Roundtrip/inbox is not set; set it: npx roundtrip secret set inbox',
    }),
  ),
  'inconclusive-secret-forbidden': alertOf(
    'inconclusive',
    runOf('secret-forbidden', {
      location: 'eu-central-1',
      detail:
        'Secrets Manager secret roundtrip/Roundtrip/inbox may not be read: AccessDeniedException: Access to KMS is not allowed',
    }),
  ),
  'inconclusive-monitor-invalid': alertOf(
    'inconclusive',
    runOf('monitor-invalid', { detail: 'timeoutSeconds: expected 5 to 300, got 3' }),
  ),
  'inconclusive-internal-error': alertOf(
    'inconclusive',
    runOf('internal-error', { detail: 'Error: cannot read /roundtrip/Roundtrip/inbox: AccessDenied' }),
  ),
}

describe('the wording of an alert', () => {
  test.each(Object.entries(CASES))('%s reads as was reviewed', async (name, alert) => {
    await expect(page(wordAlert(alert, MONITOR))).toMatchFileSnapshot(`../golden/alert-${name}.txt`)
  })

  test('is the same each time', () => {
    for (const alert of Object.values(CASES)) {
      expect(wordAlert(alert, MONITOR)).toEqual(wordAlert(alert, MONITOR))
    }
  })

  test('goes to the topic that it is owed to, under its id', () => {
    const { alertId, topic } = wordAlert({ ...openedBy('greylisted'), topic: 'escalation' }, MONITOR)
    expect({ alertId, topic }).toEqual({ alertId: '0123456789abcdef0123', topic: 'escalation' })
  })
})

describe.each(NAMES)('an alert on a monitor called %o', (name) => {
  const messages = [...Object.values(CASES), ...REASONS.map((reason) => openedBy(reason))].map((alert) =>
    wordAlert(alert, { ...MONITOR, name }),
  )

  test('has a subject that SNS takes: one line of printable ASCII under 100 characters', () => {
    for (const { subject } of messages) expect(subject).toMatch(/^[!-~][ -~]{0,98}$/)
  })

  test('has an SMS of one part', () => {
    for (const { sms } of messages) {
      expect(sms).toMatch(GSM)
      expect(sms.length).toBeLessThanOrEqual(140)
    }
  })

  test('says in subject and SMS which monitor it is and what has happened', () => {
    const legible = /[A-Za-z]{3,}/.exec(name.normalize('NFD'))?.[0] ?? MONITOR.monitorId
    for (const { subject, sms } of messages) {
      for (const line of [subject, sms]) {
        expect(line).toMatch(/^Roundtrip (DOWN|RECOVERED|NOT TESTED): /)
        if (name !== 'x') expect(line).toContain(legible.slice(0, 8))
        expect(line).not.toMatch(/[\s,(-]$/)
      }
    }
  })

  test('has a text without one hostile character', () => {
    for (const { text } of messages) {
      for (const line of text.split('\n')) expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u)
    }
  })

  test('has JSON that gives the name back as it was written', () => {
    for (const { json } of messages) expect(JSON.parse(json)).toMatchObject({ monitor: { name } })
  })
})

describe('the text', () => {
  test("quotes the server's words, tamed and cut", () => {
    const detail = `550 no\r\nRoundtrip OK: all is well\x1b[2J${'!'.repeat(1000)}`
    const { text } = wordAlert(openedBy('recipient-rejected', { phase: 'smtp.submit', detail }), MONITOR)
    expect(text).toContain('The server said:\n  > 550 no\\x0d\\x0aRoundtrip OK: all is well\\x1b[2J!!!')
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(304)
  })

  test.each([
    ['ECONNREFUSED', 'Detail:'],
    ['no answer to RCPT TO', 'Detail:'],
    ['-ERR ECONNREFUSED', 'The server said:'],
    ['452 4.3.1 no room', 'The server said:'],
  ])('of a failure with the detail "%s" heads it "%s"', (detail, heading) => {
    expect(wordAlert(openedBy('smtp-connection-lost', { detail }), MONITOR).text).toContain(
      `${heading}\n  > ${detail}`,
    )
  })

  test('names the server that failed and nothing where it is not known', () => {
    const failed = openedBy('mailbox-login-refused', { phase: 'mailbox.auth' })
    expect(wordAlert(failed, MONITOR).text).toContain('pop3s://mail.example.com:995, phase mailbox.auth')
    const { monitorId, name, tags } = MONITOR
    expect(wordAlert(failed, { monitorId, name, tags }).text).toMatch(
      /^Where +phase mailbox\.auth, tested from local$/m,
    )
  })

  test('points to the run where there is a link, else to where its log is kept', () => {
    const alert = openedBy('greylisted')
    const link = 'https://dashboard.example/runs/1'
    expect(wordAlert(alert, MONITOR, { link }).text).toMatch(/^See +https:\/\/dashboard\.example\/runs\/1$/m)
    expect(wordAlert(alert, MONITOR).text).toContain(`sortKey "log#${alert.run.runId}"`)
    expect(JSON.parse(wordAlert(alert, MONITOR, { link }).json)).toMatchObject({ link })
  })

  test('promises no log of a run that was not made', () => {
    const { text } = wordAlert(alertOf('inconclusive', runOf('monitor-invalid')), MONITOR)
    expect(text).not.toMatch(/^Log /m)
  })

  test('carries alert and run by their ids, in every transition', () => {
    for (const alert of Object.values(CASES)) {
      const { text } = wordAlert(alert, MONITOR)
      expect(text).toContain(alert.alertId)
      expect(text).toContain(alert.run.runId)
    }
  })

  test('on our own fault says that it says nothing about the mail server', () => {
    const { text, sms } = wordAlert(alertOf('inconclusive', runOf('run-interrupted')), MONITOR)
    expect(text).toContain('This says nothing about the mail server.')
    expect(sms).toContain('Says nothing about the mail server')
  })

  test('of a resolved alert without its incident still says that all is well', () => {
    const { text, subject, sms } = wordAlert(alertOf('resolved', runOf(undefined)), MONITOR)
    expect(text).toContain('passes again')
    expect(subject).toBe('Roundtrip RECOVERED: Sales inbox - passes again (local)')
    expect(sms).toBe('Roundtrip RECOVERED: Sales inbox: passes again (local)')
  })
})

describe('what subscriptions filter on', () => {
  test.each(REASONS)('for a run that failed with %s', (reason) => {
    const { attributes } = wordAlert(openedBy(reason, { location: 'eu-central-1' }), MONITOR)
    expect(attributes).toEqual({
      monitorId: 'sales-inbox',
      status: String(REASON_STATUS[reason]),
      reason,
      location: 'eu-central-1',
      transition: 'opened',
      tags: ['sales', 'hamburg'],
    })
  })

  test('is status 0 and reason ok when resolved', () => {
    const { attributes } = wordAlert(resolvedAfter(['greylisted']), { ...MONITOR, tags: [] })
    expect(attributes).toMatchObject({ status: '0', reason: 'ok', transition: 'resolved', tags: [] })
  })
})

test('the JSON is compact and names its schema', () => {
  const { json } = wordAlert(openedBy('greylisted'), MONITOR)
  expect(json).not.toContain('\n')
  expect(
    json.startsWith('{"schema":"roundtrip.alert/1","alertId":"0123456789abcdef0123","transition":"opened"'),
  ).toBe(true)
})
