import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { wordAlert } from '../../../../shared/core/wording/alert-wording.ts'
import { SEVERITY } from '../../../../shared/core/wording/severity.ts'
import type { Transition } from '../../../../shared/core/judging/state.ts'
import { SAMPLES, SAMPLE_MONITOR } from '../../../../shared/core/wording/template/samples.ts'
import { PLACEHOLDERS, type WordingTemplates } from '../../../../shared/core/wording/template/template.ts'
import { ALERT_ID, MONITOR } from '../../../support/alerts/alert-cases.ts'
import { GSM, NAMES } from '../../../support/alerts/alert-page.ts'
import { CASES } from '../../../support/alerts/worded-cases.ts'
import { longTest } from '../../../support/thorough.ts'

const { opened, silent, test: testAlert } = SAMPLES

function own(wording: WordingTemplates, alert = opened as (typeof SAMPLES)[Transition]) {
  return wordAlert(alert, { ...SAMPLE_MONITOR, note: 'call the shop' }, { wording })
}

const each = (names: readonly string[]) => names.map((name) => `${name}=<{${name}}>`).join('\n')

test('there is a sample of every transition', () => {
  expect(Object.keys(SAMPLES).sort()).toEqual(Object.keys(SEVERITY).sort())
  for (const [name, { transition }] of Object.entries(SAMPLES)) expect(transition).toBe(name)
})

describe('in the place of placeholders', () => {
  const names = PLACEHOLDERS.filter((name) => name !== 'default')

  test('stands what an alert of a run says', () => {
    expect(
      own({ text: each(names) })
        .text.trimEnd()
        .split('\n'),
    ).toEqual([
      'monitor=<Contact form>',
      'state=<DOWN>',
      'reason=<recipient-rejected>',
      'what=<the SMTP server rejected the recipient>',
      'where=<smtp://smtp.example.com:25, phase smtp.submit, tested from eu-west-1>',
      'since=<2026-01-05 11:20:00 UTC>',
      'duration=<41 min 5 s>',
      'tags=<web>',
      'note=<call the shop>',
      `alertId=<${ALERT_ID}>`,
      'link=<docs/operations.md#alert-opened>',
    ])
  })

  test('stands what an alert says that no run is behind', () => {
    expect(own({ text: each(names) }, silent).text).toContain(
      [
        'state=<SILENT>',
        'reason=<silent>',
        'what=<no result since 2026-01-05 11:20:00 UTC>',
        'where=<from eu-west-1>',
        'since=<2026-01-05 11:20:00 UTC>',
        'duration=<41 min 5 s>',
      ].join('\n'),
    )
    expect(own({ text: each(names) }, testAlert).text).toContain('where=<no server>\n')
  })

  test('stands the link to the run, where there is a page', () => {
    const pageUrl = 'https://mail-monitor.example'
    const options = { pageUrl, wording: { text: '{alertId} {link}' } }
    expect(wordAlert(opened, MONITOR, options).text).toMatch(
      new RegExp(`^${ALERT_ID} ${pageUrl}/m/contact-form/r/\\S+\\n$`),
    )
  })

  test('stands the built-in wording, of that form', () => {
    const builtIn = own({})
    const framed = own({ subject: '[mail] {default}', text: 'Dear all,\n\n{default}', sms: '{default}' })
    expect(framed.subject).toBe(`[mail] ${builtIn.subject}`)
    expect(framed.text).toBe(`Dear all,\n\n${builtIn.text}`)
    expect(framed.sms).toBe(builtIn.sms)
    expect(framed.json).toBe(builtIn.json)
  })

  test('stands a name as it is, though it looks like a placeholder', () => {
    const named = wordAlert(
      opened,
      { ...MONITOR, name: '{alertId} $& {default}' },
      {
        wording: { text: '{monitor} {alertId}' },
      },
    )
    expect(named.text).toBe(`{alertId} $& {default} ${ALERT_ID}\n`)
  })

  test('other braces are themselves', () => {
    expect(own({ text: '{ "id": "{alertId}", } {' }).text).toBe(`{ "id": "${ALERT_ID}", } {\n`)
  })
})

describe("the stack's own words", () => {
  longTest('are cut to a subject and an SMS that every reader takes', () => {
    const wordings = [
      { subject: '{monitor}', text: '{note}{alertId}', sms: '{monitor}' },
      { subject: 'Ä {note} → {default}', text: '{default}', sms: '[{tags}] {default} ~ {alertId}' },
      { subject: '{note}', text: '{alertId}', sms: '{note}' },
    ]
    for (const wording of wordings) {
      for (const name of NAMES) {
        for (const { alert, options } of Object.values(CASES)) {
          const monitor = { ...MONITOR, name, note: name }
          const { subject, text, sms } = wordAlert(alert, monitor, { ...options, wording })
          expect(subject).toMatch(/^[!-~][ -~]{0,98}$/)
          expect(sms).toMatch(GSM)
          expect(sms.length).toBeLessThanOrEqual(140)
          expect(sms).toContain('01234567')
          expect(text).toContain(ALERT_ID)
          expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u)
        }
      }
    }
  })

  test.each(['\u200b down', '´down', 'down\u200b \u200b'])(
    '%j as subject leaves no blank at an end',
    (subject) => {
      expect(own({ subject }).subject).toBe('down')
    },
  )

  longTest('whatever they are make a message that can be published', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (template) => {
        const { subject, text, sms } = own({ subject: template, text: template, sms: template })
        expect(subject).toMatch(/^[!-~][ -~]{0,98}$/)
        expect(sms).toMatch(GSM)
        expect(sms.length).toBeLessThanOrEqual(140)
        expect(sms).toContain('01234567')
        expect(text).toContain(ALERT_ID)
      }),
    )
  })

  test('say which alert it is at the end of an SMS that does not', () => {
    expect(own({ sms: '{state} {monitor}' }).sms).toBe('DOWN Contact form #01234567')
    expect(own({ sms: '{alertId} {state}' }).sms).toBe(`${ALERT_ID} DOWN`)
  })
})
