import { expect, test } from 'vitest'

import { DEFINITION, definitions, mistakesIn, rulesOfMonitors, templateOf } from './synthesized.ts'

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

test('two monitors of one id are a mistake', () => {
  expect(mistakesIn({ monitors: [DEFINITION, DEFINITION] })).toEqual([
    expect.stringContaining('contact-form'),
  ])
})

test('200 monitors are one stack; 201 are refused, and the table is named', () => {
  expect(rulesOfMonitors(templateOf({ monitors: definitions(200) }))).toHaveLength(200)
  expect(mistakesIn({ monitors: definitions(201) })).toEqual([
    expect.stringMatching(/^monitors: expected at most 200 in one stack, got 201; .* Monitors table/),
  ])
})
