import { describe, expect, test } from 'vitest'

import { resolveSettings } from '../../../cdk/settings/resolve-settings.ts'
import { describeProblems } from '../../../shared/core/definition/parse-monitor.ts'
import { PLACEHOLDERS } from '../../../shared/core/wording/template/template.ts'

function mistakes(wording: unknown): string[] {
  const resolved = resolveSettings({ wording })
  return resolved.ok ? [] : resolved.problems.map((problem) => describeProblems([problem]))
}

test('every placeholder may stand in every form', () => {
  const all = PLACEHOLDERS.map((name) => `{${name}}`).join(' ')
  expect(mistakes({ subject: all, text: all, sms: all })).toEqual([])
})

test('a form may be left out, and all of them', () => {
  for (const wording of [{}, { subject: '{state}' }, { sms: undefined }, undefined]) {
    expect(mistakes(wording)).toEqual([])
  }
})

describe('a mistake in a template is told with its place', () => {
  test.each<[string, unknown, string]>([
    ['no object', 'DOWN', 'wording: expected an object of templates: subject, text, sms, got text'],
    ['another form', { email: 'x' }, 'wording.email: there is no such field'],
    [
      'no text',
      { subject: 7 },
      'wording.subject: expected one line of 1 to 200 characters, with placeholders',
    ],
    ['nothing', { sms: ' ' }, 'wording.sms: expected one line of 1 to 200 characters'],
    ['a subject of two lines', { subject: 'a\nb' }, 'wording.subject: expected one line'],
    ['a long subject', { subject: 'x'.repeat(201) }, 'wording.subject: expected one line of 1 to 200'],
    ['a long SMS', { sms: 'x'.repeat(201) }, 'wording.sms: expected one line of 1 to 200'],
    ['a long text', { text: 'x'.repeat(1501) }, 'wording.text: expected text of 1 to 1500 characters'],
    ['an escape', { text: '{default}\u001b[2J' }, 'wording.text: expected text of 1 to 1500 characters'],
    [
      'a mistyped placeholder',
      { subject: '{state}: {moniter}' },
      'wording.subject: there is no placeholder moniter; did you mean {monitor}?',
    ],
    [
      'an unknown placeholder',
      { sms: '{state} {xyzzy}' },
      'wording.sms: there is no placeholder xyzzy; there are {monitor}, {state}, {reason}, {what},',
    ],
    ['an empty placeholder', { sms: '{state} {}' }, 'wording.sms: there is no placeholder [""]'],
    [
      'a text that no alert can be told by',
      { text: '{monitor} is {state}' },
      'wording.text: expected {alertId} or {default}: every mail must identify its alert',
    ],
    [
      'the built-in text twice',
      { text: '{default}{default}' },
      'wording.text: expected {default} at most once',
    ],
    [
      'a subject that may be empty',
      { subject: '{note}{tags}' },
      'wording.subject: expected words for every alert, got none for one that says opened',
    ],
    [
      'an SMS without a letter that phones take',
      { sms: 'Проверка' },
      'wording.sms: expected words for every alert, got none',
    ],
    [
      'more than the variables hold',
      { text: `${'語'.repeat(1000)}{default}` },
      'wording: expected templates of at most 2300 octets in all, got 3020: letters beyond ASCII',
    ],
  ])('%s', (_, wording, sentence) => {
    expect(mistakes(wording)).toEqual([expect.stringContaining(sentence)])
  })

  test('and each form has its own', () => {
    expect(mistakes({ subject: '{a}', text: 'b', sms: '{c}' })).toHaveLength(3)
  })
})
