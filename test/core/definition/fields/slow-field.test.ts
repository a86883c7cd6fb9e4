import { describe, expect, test } from 'vitest'

import type { SlowDefinition } from '../../../../shared/core/definition/monitor-definition.ts'
import { describeProblems, parseMonitor } from '../../../../shared/core/definition/parse-monitor.ts'
import { MAILBOX_PHASES, SENDING_PHASES } from '../../../../shared/core/time/phases.ts'

const MONITOR = {
  monitorId: 'inbox',
  emailAddress: 'probe@example.com',
  mailbox: { server: 'pop3s://pop.example.com', userid: 'probe', password: 'ssm:inbox' },
  smtp: { server: 'smtp.example.com' },
}

function thresholds(slow: SlowDefinition | undefined) {
  const result = parseMonitor({ ...MONITOR, slow }, 'stack')
  if (!result.ok) throw new Error(describeProblems(result.problems))
  return result.monitor.slow
}

function mistakes(slow: unknown): string[] {
  const told = (['stack', 'table', 'file'] as const).map((source) => {
    const result = parseMonitor({ ...MONITOR, slow }, source)
    return result.ok ? '' : describeProblems(result.problems)
  })
  expect(new Set(told).size).toBe(1)
  return told[0] === '' ? [] : (told[0]?.split('\n') ?? [])
}

describe('thresholds that are understood', () => {
  test.each<[string, SlowDefinition, Record<string, number>]>([
    ['the whole trip', { roundTrip: 30 }, { roundTrip: 30 }],
    ['the way from server to mailbox', { transit: 10 }, { transit: 10 }],
    ['fractions of a second', { smtp: { connect: 0.25 } }, { 'smtp.connect': 0.25 }],
    ['the longest', { roundTrip: 300 }, { roundTrip: 300 }],
    [
      'every phase of sending',
      { smtp: Object.fromEntries(SENDING_PHASES.map((phase) => [phase, 2])) },
      Object.fromEntries(SENDING_PHASES.map((phase) => [`smtp.${phase}`, 2])),
    ],
    [
      'every phase at the mailbox',
      { mailbox: Object.fromEntries(MAILBOX_PHASES.map((phase) => [phase, 3])) },
      Object.fromEntries(MAILBOX_PHASES.map((phase) => [`mailbox.${phase}`, 3])),
    ],
    [
      'one name on both sides',
      { roundTrip: 60, smtp: { connect: 1 }, mailbox: { connect: 2 } },
      { roundTrip: 60, 'smtp.connect': 1, 'mailbox.connect': 2 },
    ],
    ['nothing', {}, {}],
    ['empty sections', { smtp: {}, mailbox: {} }, {}],
  ])('%s: %j', (_what, written, flat) => {
    expect(thresholds(written)).toEqual(flat)
    expect(mistakes(written)).toEqual([])
  })

  test('without them no run is slow', () => {
    expect(thresholds(undefined)).toBeUndefined()
  })

  test('fields that are undefined are left out', () => {
    expect(mistakes({ roundTrip: undefined, smtp: undefined, mailbox: { search: undefined } })).toEqual([])
  })
})

const SECONDS = 'expected a number of seconds above 0, at most 300'

describe('thresholds that are refused, with what was expected', () => {
  test.each<[string, unknown, string]>([
    ['a number', 30, 'slow: expected an object as { roundTrip: 30 }, got a number'],
    ['a word', 'never', 'slow: expected an object as { roundTrip: 30 }, got text'],
    ['null', null, 'slow: expected an object as { roundTrip: 30 }, got null'],
    ['a list', [30], 'slow: expected an object as { roundTrip: 30 }, got a list'],
    ['nothing to wait for', { roundTrip: 0 }, `slow.roundTrip: ${SECONDS}, got 0`],
    ['a negative span', { transit: -1 }, `slow.transit: ${SECONDS}, got -1`],
    ['more than any run lasts', { roundTrip: 300.5 }, `slow.roundTrip: ${SECONDS}, got 300.5`],
    ['for ever', { roundTrip: Infinity }, `slow.roundTrip: ${SECONDS}, got Infinity`],
    ['no number', { roundTrip: NaN }, `slow.roundTrip: ${SECONDS}, got NaN`],
    ['a number as text', { roundTrip: '30' }, `slow.roundTrip: ${SECONDS}, got "30"`],
    ['a span in words', { smtp: { connect: '2s' } }, `slow.smtp.connect: ${SECONDS}, got "2s"`],
    ['null for off', { mailbox: { search: null } }, `slow.mailbox.search: ${SECONDS}, got null`],
    [
      'a number for a section',
      { smtp: 2 },
      'slow.smtp: expected an object of phases and seconds, as { resolve: 2 }, got a number',
    ],
    [
      'a list for a section',
      { mailbox: [] },
      'slow.mailbox: expected an object of phases and seconds, as { resolve: 2 }, got a list',
    ],
    ['a slip', { roundtrip: 30 }, 'slow.roundtrip: there is no such field; did you mean roundTrip?'],
    ['a phase that is none', { smtp: { data: 1 } }, 'slow.smtp.data: there is no such field'],
    ['a phase of the other side', { smtp: { search: 1 } }, 'slow.smtp.search: there is no such field'],
    [
      'a phase without its side',
      { connect: 2 },
      'slow.connect: there is no such field; did you mean smtp: { connect: 2 } or mailbox: { connect: 2 }?',
    ],
    [
      'a phase as results call it',
      { 'smtp.connect': 2 },
      'slow["smtp.connect"]: there is no such field; did you mean smtp: { connect: 2 }?',
    ],
    [
      'a phase of one side without it',
      { search: 2 },
      'slow.search: there is no such field; did you mean mailbox: { search: 2 }?',
    ],
    [
      'a name that every object answers to',
      { constructor: 1 },
      'slow["constructor"]: there is no such field',
    ],
    [
      'the prototype',
      JSON.parse('{"__proto__": {"roundTrip": 1}}') as unknown,
      'slow["__proto__"]: there is no such field',
    ],
  ])('%s', (_what, slow, line) => {
    expect(mistakes(slow)).toEqual([line])
  })

  test('all of them at once', () => {
    const slow = { roundTrip: 0, smtp: { connect: 0, data: 1 }, mailbox: 3, transits: 1 }
    expect(mistakes(slow).map((line) => line.split(': ')[0])).toEqual([
      'slow.roundTrip',
      'slow.smtp.connect',
      'slow.smtp.data',
      'slow.mailbox',
      'slow.transits',
    ])
  })
})
