import { describe, expect, test } from 'vitest'

import { DEFINITION, definitions, mistakesIn, rulesOfMonitors, templateOf } from './synthesized.ts'
import { longTest } from '../support/thorough.ts'

test('what ships, with no monitor in it, has no mistakes', async () => {
  const { monitors } = await import('../../cdk/monitors.ts')
  const { settings } = await import('../../cdk/settings.ts')
  expect(mistakesIn({ settings, monitors })).toEqual([])
})

test('all mistakes of settings and monitors are told at once, each with its place', () => {
  const mistakes = mistakesIn({
    settings: {
      stackName: 'a b',
      memoryMb: 1,
      topics: { alerts: { sms: ['0555'], fax: [] } },
      colour: 'red',
    },
    monitors: [
      DEFINITION,
      { ...DEFINITION, monitorId: 'Not A Slug', timeoutSeconds: 301 },
      { ...DEFINITION, monitorId: 'third', mailbox: { ...DEFINITION.mailbox, password: 'hunter2' } },
    ],
  })
  const places = [
    'settings.stackName: ',
    'settings.memoryMb: ',
    'settings.topics.alerts.sms[0]: ',
    'settings.topics.alerts.fax: ',
    'settings.colour: there is no such field',
    'monitors[1].monitorId: ',
    'monitors[1].timeoutSeconds: ',
    'monitors[2].mailbox.password: ',
  ]
  for (const place of places) {
    expect(mistakes.filter((mistake) => mistake.startsWith(place))).toHaveLength(1)
  }
  expect(mistakes).toHaveLength(places.length)
  expect(mistakes.join()).not.toContain('hunter2')
})

test.each([
  [
    'a secret of the environment',
    { mailbox: { ...DEFINITION.mailbox, password: 'env:PASSWORD' } },
    'mailbox.password',
  ],
  ['the built-in sender', { smtp: undefined }, 'smtp'],
  ['a pause, which belongs into the row', { pausedUntil: '2026-01-05T12:00:00Z' }, 'pausedUntil'],
])('%s is a mistake in the stack', (_, change, place) => {
  const mistakes = mistakesIn({ monitors: [{ ...DEFINITION, ...change }] })
  expect(mistakes).toEqual([expect.stringContaining(`monitors[0].${place}`)])
})

longTest('a monitor may name no server where the settings have a built-in sender', () => {
  const settings = { senderAddress: 'roundtrip@example.com', builtInSender: 'existing' }
  const monitors = [{ ...DEFINITION, smtp: undefined }]
  expect(mistakesIn({ settings, monitors })).toEqual([])
  expect(mistakesIn({ settings: { ...settings, builtInSender: undefined }, monitors })).toEqual([
    expect.stringMatching(/^monitors\[0\]\.smtp: .*; or builtInSender in cdk\/settings\.ts/),
  ])
  expect(mistakesIn({ settings: 7, monitors })).toEqual([expect.stringMatching(/^settings/)])
})

test('two monitors of one id are a mistake', () => {
  expect(mistakesIn({ monitors: [DEFINITION, DEFINITION] })).toEqual([
    expect.stringContaining('contact-form'),
  ])
})

describe('a topic that a policy names', () => {
  const alerting = (...alerts: object[]) => ({ ...DEFINITION, alerts })
  const topics = { alerts: {}, oncall: { sms: ['+15551230100'] } }

  longTest('is one of the settings, or a mistake with its place', () => {
    const monitors = [alerting({}, { topic: 'onkall' })]
    expect(mistakesIn({ settings: { topics }, monitors })).toEqual([
      'monitors[0].alerts[1].topic: expected one of alerts, oncall, got "onkall"; did you mean oncall?',
    ])
    expect(mistakesIn({ settings: { topics }, monitors: [alerting({}, { topic: 'oncall' })] })).toEqual([])
  })

  test('is alerts where the settings name no other', () => {
    expect(mistakesIn({ monitors: [alerting({ topic: 'oncall' })] })).toEqual([
      'monitors[0].alerts[0].topic: expected alerts, got "oncall"; topics are named in cdk/settings.ts',
    ])
  })

  test('is told beside mistakes of the settings and of the same monitor', () => {
    const monitors = [{ ...alerting({ topic: 'onkall', onError: 1 }), tags: 1 }]
    const mistakes = mistakesIn({ settings: { topics, memoryMb: 1 }, monitors })
    expect(mistakes.map((mistake) => mistake.split(': ')[0])).toEqual([
      'settings.memoryMb',
      'monitors[0].alerts[0].onError',
      'monitors[0].tags',
      'monitors[0].alerts[0].topic',
    ])
  })

  test.each([{ topics: ['oncall'] }, 'settings', null])(
    'is not looked for where the settings are none: %j',
    (settings) => {
      const mistakes = mistakesIn({ settings, monitors: [alerting({ topic: 'oncall' })] })
      expect(mistakes).toEqual([expect.stringMatching(/^settings/)])
    },
  )
})

longTest('200 monitors are one stack; 201 are refused, and the table is named', () => {
  expect(rulesOfMonitors(templateOf({ monitors: definitions(200) }))).toHaveLength(200)
  expect(mistakesIn({ monitors: definitions(201) })).toEqual([
    expect.stringMatching(/^monitors: expected at most 200 in one stack, got 201; .* Monitors table/),
  ])
})
