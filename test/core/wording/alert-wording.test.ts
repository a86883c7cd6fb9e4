import { describe, expect, test } from 'vitest'

import { wordAlert } from '../../../shared/core/wording/alert-wording.ts'
import { localOptions, stackOptions } from '../../../shared/core/wording/log-command.ts'
import { parseRunRef } from '../../../shared/core/run/run-ref.ts'
import { REASONS } from '../../../shared/core/run/statuses.ts'
import { MINUTE } from '../../../shared/core/time/units.ts'
import {
  ALERT_ID,
  MONITOR,
  alertOf,
  longIncident,
  openedBy,
  runOf,
} from '../../support/alerts/alert-cases.ts'
import { GSM, NAMES, page } from '../../support/alerts/alert-page.ts'
import { LOGS } from '../../support/servers/dialogue-logs.ts'
import { CASES, RUN_ALERTS } from '../../support/alerts/worded-cases.ts'

describe('the wording of an alert', () => {
  test.each(Object.entries(CASES))('%s reads as was reviewed', async (name, { alert, monitor, options }) => {
    const message = wordAlert(alert, monitor ?? MONITOR, options)
    const place = name.replace(/^(opened|repeated|resolved|inconclusive)-/, '$1/')
    await expect(page(message)).toMatchFileSnapshot(`../../golden/alerts/${place}.txt`)
  })

  test('is the same each time', () => {
    for (const { alert, options } of Object.values(CASES)) {
      expect(wordAlert(alert, MONITOR, options)).toEqual(wordAlert(alert, MONITOR, options))
    }
  })

  test('carries its id in every body', () => {
    for (const { alert, options } of Object.values(CASES)) {
      const { text, sms, json } = wordAlert(alert, MONITOR, options)
      expect(text).toMatch(/^Alert +0123456789abcdef0123$/m)
      expect(JSON.parse(json)).toMatchObject({ alertId: ALERT_ID })
      expect(sms).toMatch(/ #01234567$/)
    }
  })

  test('goes to the topic that it is owed to, under its id', () => {
    const { alertId, topic } = wordAlert({ ...openedBy('greylisted'), topic: 'escalation' }, MONITOR)
    expect({ alertId, topic }).toEqual({ alertId: '0123456789abcdef0123', topic: 'escalation' })
  })
})

describe.each(NAMES)('an alert on a monitor called %o', (name) => {
  const all = [
    ...Object.values(CASES),
    ...REASONS.map((reason) => ({ alert: openedBy(reason), options: {} })),
  ]
  const messages = all.map(({ alert, options }) =>
    wordAlert(alert, { ...MONITOR, name, note: name }, options),
  )

  test('has a subject that SNS takes: one line of printable ASCII under 100 characters', () => {
    for (const { subject } of messages) expect(subject).toMatch(/^[!-~][ -~]{0,98}$/)
  })

  test('has an SMS of one part', () => {
    for (const { sms } of messages) {
      expect(sms).toMatch(GSM)
      expect(sms.length).toBeLessThanOrEqual(140)
      expect(sms).toMatch(/ #01234567$/)
    }
  })

  test('says in subject and SMS which monitor it is and what has happened', () => {
    const legible = /[A-Za-z]{3,}/.exec(name.normalize('NFD'))?.[0] ?? MONITOR.monitorId
    for (const { subject, sms } of messages) {
      for (const line of [subject, sms]) {
        expect(line).toMatch(/^Roundtrip [A-Z ]{4,17}: /)
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

  test('has JSON without one hostile character', () => {
    for (const { json } of messages) expect(json).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u)
  })

  test('has JSON that gives the name back as it was written', () => {
    for (const { json } of messages) expect(JSON.parse(json)).toMatchObject({ monitor: { name, note: name } })
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

  test.each([
    ['', ''],
    [stackOptions('Roundtrip'), ''],
    [stackOptions('Mail'), ' --stack Mail'],
    [localOptions('.data'), ' --local'],
    [localOptions('/var/lib/round-trip'), ' --local=/var/lib/round-trip'],
    [localOptions("Bob's mail"), ` --local='Bob'\\''s mail'`],
  ])('ends with the command that shows the log, with the options %j', (commandOptions, typed) => {
    const alert = openedBy('greylisted')
    const { text } = wordAlert(alert, MONITOR, { commandOptions })
    const last = text.trimEnd().split('\n').at(-1)
    expect(last).toBe(`Log          npx roundtrip log ${alert.run.monitorId}/${alert.run.runId}${typed}`)
  })

  test('promises no log of a run that was not made', () => {
    const { text } = wordAlert(alertOf('inconclusive', runOf('monitor-invalid')), MONITOR)
    expect(text).not.toMatch(/^Log /m)
    expect(text).toMatch(/^Run /m)
  })

  test('names the run as every command takes it, in every transition', () => {
    for (const alert of RUN_ALERTS) {
      const name = `${alert.run.monitorId}/${alert.run.runId}`
      const { text, json } = wordAlert(alert, MONITOR)
      expect(text).toContain(` ${name}`)
      expect(JSON.parse(json)).toHaveProperty('run.runId', name)
      expect(parseRunRef(name)).toMatchObject({ ok: true, ref: { kind: 'run' } })
    }
  })

  test("does not repeat the server's words where they stand in the dialogue", () => {
    const said = '550 5.1.1 <probe@example.com>: Recipient address rejected: User unknown'
    const refused = openedBy('recipient-rejected', { phase: 'smtp.submit', detail: said })
    const { text } = wordAlert(refused, MONITOR, { log: LOGS['recipient-rejected'] })
    expect(text.split(said)).toHaveLength(2)
    expect(text).toContain(`  S: ${said}`)
  })

  test('on our own fault says that it says nothing about the mail server', () => {
    const { text, sms } = wordAlert(alertOf('inconclusive', runOf('run-interrupted')), MONITOR)
    expect(text).toContain('This says nothing about the mail server: the monitoring itself')
    expect(sms).toContain('Says nothing about the mail server')
  })

  test('of a resolved alert without its incident still says that all is well', () => {
    const { text, subject, sms } = wordAlert(alertOf('resolved', runOf(undefined)), MONITOR)
    expect(text).toContain('passes again')
    expect(subject).toBe('Roundtrip RECOVERED: Sales inbox - passes again (local)')
    expect(sms).toBe('Roundtrip RECOVERED: Sales inbox: passes again (local) #01234567')
  })

  test('tells since when by the first failing run, not by the alert', () => {
    const run = runOf('greylisted')
    const { text, sms } = wordAlert(alertOf('opened', run, longIncident(run)), MONITOR)
    expect(text).toMatch(/^Since +2026-01-05 11:48:01 UTC$/m)
    expect(sms).toContain('since 11:48 UTC')
    const days = longIncident(run, { failingSince: run.finishedAt - 3 * 24 * 60 * MINUTE })
    expect(wordAlert(alertOf('opened', run, days), MONITOR).sms).toContain('since 2026-01-02')
  })

  test('counts the alerts of the topic that it goes to, and of policies that share it the one that tells now', () => {
    const run = runOf('greylisted')
    const told = {
      a: { topic: 'alerts', alerts: 7, lastAt: run.finishedAt - MINUTE },
      b: { topic: 'alerts', alerts: 3, lastAt: run.finishedAt },
      c: { topic: 'night-shift', alerts: 9, lastAt: run.finishedAt },
    }
    const { text } = wordAlert(alertOf('repeated', run, longIncident(run, { told })), MONITOR)
    expect(text).toMatch(/^Number +alert 3 of this incident$/m)
  })

  test('tells the last five messages that came late, and counts the others', () => {
    const lateArrivals = Array.from({ length: 7 }, (_, n) => ({ runId: `r${n}`, delayMs: (n + 1) * MINUTE }))
    const run = runOf(undefined)
    const { text } = wordAlert(alertOf('resolved', run, longIncident(run, { lateArrivals })), MONITOR)
    expect(text).toContain(
      '7 test messages were not lost: 2 more, 3 min late, 4 min late, 5 min late, 6 min late, 7 min late',
    )
  })
})

test('the JSON is compact and names its schema', () => {
  const { json } = wordAlert(openedBy('greylisted'), MONITOR)
  expect(json).not.toContain('\n')
  expect(
    json.startsWith('{"schema":"roundtrip.alert/1","alertId":"0123456789abcdef0123","transition":"opened"'),
  ).toBe(true)
})
