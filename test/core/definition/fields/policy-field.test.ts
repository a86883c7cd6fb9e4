import { describe, expect, test } from 'vitest'

import type { PolicyDefinition } from '../../../../shared/core/definition/monitor-definition.ts'
import type { AlertPolicy, DefinitionSource } from '../../../../shared/core/definition/monitor.ts'
import { describeProblems, parseMonitor } from '../../../../shared/core/definition/parse-monitor.ts'
import { DEFAULT_POLICIES, DEFAULT_POLICY } from '../../../../shared/core/definition/policies.ts'
import { SHORT, parsed } from '../short-definition.ts'

const MONITOR = { ...SHORT, slow: { roundTrip: 30 } }

const parse = (alerts: unknown, source: DefinitionSource = 'table', change: object = {}) =>
  parseMonitor({ ...MONITOR, alerts, ...change }, source)

function policies(alerts: readonly PolicyDefinition[] | undefined): readonly AlertPolicy[] {
  return parsed({ ...MONITOR, alerts }, 'table').alerts
}

function mistakes(alerts: unknown, change: object = {}): string[] {
  return (['stack', 'table', 'file'] as const)
    .map((source) => parse(alerts, source, change))
    .map((result) => (result.ok ? '' : describeProblems(result.problems)))
    .filter((told, index, all) => all.indexOf(told) === index)
    .flatMap((told) => (told === '' ? [] : told.split('\n')))
}

describe('a policy that is understood', () => {
  test('that is not written at all is the default one', () => {
    expect(policies(undefined)).toEqual(DEFAULT_POLICIES)
    expect(policies([{}])).toEqual([
      { onError: true, afterFailures: 1, minLocations: 1, verify: false, onRecovery: true, topic: 'alerts' },
    ])
  })

  test.each<[string, PolicyDefinition, Partial<AlertPolicy>]>([
    ['nobody is told', { onError: false }, { onError: false }],
    ['the most failing runs', { afterFailures: 100 }, { afterFailures: 100 }],
    ['most locations', { minLocations: 10 }, { minLocations: 10 }],
    ['a recheck', { verify: true }, { verify: true }],
    ['a recheck from another location', { verify: 'elsewhere' }, { verify: 'elsewhere' }],
    ['no recheck, in words', { verify: 'off' }, {}],
    ['a repeat each minute', { repeatMinutes: 1 }, { repeatMinutes: 1 }],
    ['a repeat each week', { repeatMinutes: 10_080 }, { repeatMinutes: 10_080 }],
    ['no repeat', { repeatMinutes: 0 }, {}],
    ['no repeat, in words', { repeatMinutes: 'never' }, {}],
    ['one alert', { maxAlerts: 1 }, { maxAlerts: 1 }],
    ['many alerts without a repeat', { maxAlerts: 1000 }, { maxAlerts: 1000 }],
    ['silence on recovery', { onRecovery: false }, { onRecovery: false }],
    ['the first slow run', { onSlow: 1 }, { onSlow: 1 }],
    ['the most slow runs', { onSlow: 100 }, { onSlow: 100 }],
    ['no alert when slow', { onSlow: false }, {}],
    ['no alert when slow, as a number', { onSlow: 0 }, {}],
    ['another topic', { topic: 'on-call-2' }, { topic: 'on-call-2' }],
    ['the longest name', { topic: 'a'.repeat(32) }, { topic: 'a'.repeat(32) }],
    ['slow runs alone', { onError: false, onSlow: 3 }, { onError: false, onSlow: 3 }],
  ])('%s: %j', (_what, written, change) => {
    expect(policies([written])).toEqual([{ ...DEFAULT_POLICY, ...change }])
    expect(mistakes([written])).toEqual([])
  })

  test('each of several stands for itself, in the order in which they are written', () => {
    expect(
      policies([{}, { afterFailures: 3, repeatMinutes: 60, maxAlerts: 5, topic: 'oncall' }, { onSlow: 2 }]),
    ).toEqual([
      DEFAULT_POLICY,
      { ...DEFAULT_POLICY, afterFailures: 3, repeatMinutes: 60, maxAlerts: 5, topic: 'oncall' },
      { ...DEFAULT_POLICY, onSlow: 2 },
    ])
  })

  test('is one of 20', () => {
    const most = Array.from({ length: 20 }, (_, n) => ({ afterFailures: n + 1 }))
    expect(policies(most).map(({ afterFailures }) => afterFailures)).toEqual(
      most.map(({ afterFailures }) => afterFailures),
    )
  })
})

describe('a list that is refused', () => {
  test.each<[string, unknown, string]>([
    ['an empty list', [], 'got an empty list'],
    ['21 policies', Array.from({ length: 21 }, () => ({})), 'got 21'],
    ['a hundred thousand policies', Array.from({ length: 100_000 }, () => null), 'got 100000'],
    ['a list of holes', new Array(1_000_000), 'got 1000000'],
    ['a policy without its list', { onError: true }, 'got an object; put it into a list: [{ … }]'],
    ['a word', 'none', 'got "none"'],
    ['false', false, 'got false'],
    ['null', null, 'got null'],
  ])('%s', (_what, alerts, got) => {
    expect(mistakes(alerts)).toEqual([`alerts: expected a list of 1 to 20 policies, ${got}`])
  })

  test('a hole in a short list is a policy that is missing', () => {
    expect(mistakes(Array(1))).toEqual(['alerts[0]: expected a policy as { afterFailures: 2 }, got nothing'])
  })

  test.each([
    ['two policies that say the same', [{ afterFailures: 2 }, { afterFailures: 2 }], 1, 0],
    ['two that say the same in other words', [{}, { onError: true, verify: 'off', repeatMinutes: 0 }], 1, 0],
    ['others between them', [{}, { topic: 'oncall' }, { repeatMinutes: 'never' }], 2, 0],
  ])('%s', (_what, alerts, index, first) => {
    expect(mistakes(alerts)).toEqual([
      `alerts[${String(index)}]: expected each policy once, got one that says the same as alerts[${String(first)}]`,
    ])
  })

  test('each repetition is told, beside the mistakes of other policies', () => {
    expect(mistakes([{}, { often: true }, {}, {}, 3]).map((line) => line.split(',')[0])).toEqual([
      'alerts[1].often: there is no such field',
      'alerts[4]: expected a policy as { afterFailures: 2 }',
      'alerts[2]: expected each policy once',
      'alerts[3]: expected each policy once',
    ])
  })
})

const RUNS = 'expected a whole number of failing runs from 1 to 100'
const LOCATIONS = 'expected a whole number of locations from 1 to 10'
const VERIFY = 'expected true, "elsewhere", false or "off"'
const MINUTES = 'expected a whole number of minutes from 1 to 10080, or 0 or "never" to be told once'
const ALERTS = 'expected a whole number of alerts from 1 to 1000'
const SLOW = 'expected a whole number of slow runs in a row from 1 to 100, or false or 0 to be told of none'
const TOPIC = "expected a topic's name, of 1 to 32 lower-case letters, digits and hyphens"
const IN_SETTINGS = 'write its name in cdk/settings.ts, where its subscribers are listed'

describe('a policy that is refused, with what was expected', () => {
  test.each<[string, unknown, string]>([
    ['onError', 'no', 'expected true or false, got "no"'],
    ['onError', null, 'expected true or false, got null'],
    ['onError', 1, 'expected true or false, got 1'],
    ['afterFailures', 0, `${RUNS}, got 0; to send none write onError: false`],
    ['afterFailures', 101, `${RUNS}, got 101`],
    ['afterFailures', 1.5, `${RUNS}, got 1.5`],
    ['afterFailures', -1, `${RUNS}, got -1`],
    ['afterFailures', NaN, `${RUNS}, got NaN`],
    ['afterFailures', '2', `${RUNS}, got "2"`],
    ['afterFailures', null, `${RUNS}, got null`],
    ['afterFailures', 2n, `${RUNS}, got a bigint`],
    ['minLocations', 0, `${LOCATIONS}, got 0`],
    ['minLocations', 11, `${LOCATIONS}, got 11`],
    ['minLocations', '1', `${LOCATIONS}, got "1"`],
    ['verify', 'here', `${VERIFY}, got "here"`],
    ['verify', 0, `${VERIFY}, got 0`],
    ['repeatMinutes', 10_081, `${MINUTES}, got 10081`],
    ['repeatMinutes', 0.5, `${MINUTES}, got 0.5`],
    ['repeatMinutes', Infinity, `${MINUTES}, got Infinity`],
    ['repeatMinutes', NaN, `${MINUTES}, got NaN`],
    ['repeatMinutes', '60', `${MINUTES}, got "60"`],
    ['repeatMinutes', 'off', `${MINUTES}, got "off"`],
    ['repeatMinutes', true, `${MINUTES}, got true; write how many minutes lie between two alerts`],
    ['maxAlerts', 0, `${ALERTS}, got 0; to send none write onError: false`],
    ['maxAlerts', 1001, `${ALERTS}, got 1001`],
    ['maxAlerts', null, `${ALERTS}, got null`],
    ['onRecovery', 'off', 'expected true or false, got "off"'],
    ['onSlow', true, `${SLOW}, got true; write how many it takes: 1 tells of the first`],
    ['onSlow', 101, `${SLOW}, got 101`],
    ['onSlow', '3', `${SLOW}, got "3"`],
    ['onSlow', [3], `${SLOW}, got a list`],
    ['topic', '', `${TOPIC}, got ""`],
    ['topic', 'On-Call', `${TOPIC}, got "On-Call"`],
    ['topic', 'a'.repeat(33), `${TOPIC}, got "${'a'.repeat(33)}"`],
    ['topic', 'night\n', `${TOPIC}, got "night\\x0a"`],
    ['topic', 'constructor', `${TOPIC}, got "constructor"`],
    ['topic', null, `${TOPIC}, got null`],
    ['topic', ['alerts'], `${TOPIC}, got a list`],
    ['topic', 'arn:aws:sns:eu-west-1:1:x', `${TOPIC}, got "arn:aws:sns:eu-west-1:1:x"; ${IN_SETTINGS}`],
    ['topic', 'ops@example.com', `${TOPIC}, got "ops@example.com"; ${IN_SETTINGS}`],
    ['topic', 'https://hooks.example.com/x', `${TOPIC}, got "https://hooks.example.com/x"; ${IN_SETTINGS}`],
    ['topic', '+15551230100', `${TOPIC}, got "+15551230100"; ${IN_SETTINGS}`],
    [
      'topic',
      'operations',
      'expected a topic that carries alerts, got "operations", which is reserved for problems of the stack itself',
    ],
    ['often', true, 'there is no such field'],
    ['afterFailure', 2, 'there is no such field; did you mean afterFailures?'],
    ['repeatMinute', 60, 'there is no such field; did you mean repeatMinutes?'],
  ])('%s: %s', (field, value, message) => {
    expect(mistakes([{}, { [field]: value }])).toEqual([`alerts[1].${field}: ${message}`])
  })

  test.each<[string, unknown, string]>([
    ['a word', 'onError', 'text'],
    ['a list', [], 'a list'],
    ['null', null, 'null'],
    ['bytes', new Uint8Array(3), 'an object'],
    ['a map', new Map(), 'an object'],
    ['what inherits its fields', Object.create({ afterFailures: 7 }) as unknown, 'an object'],
  ])('%s for a policy', (_what, policy, kind) => {
    expect(mistakes([policy])).toEqual([`alerts[0]: expected a policy as { afterFailures: 2 }, got ${kind}`])
  })

  test('names that every object answers to are unknown fields, and reach nothing else', () => {
    const hostile: unknown = JSON.parse(
      '[{"__proto__": {"onError": false}, "constructor": {"prototype": {"topic": "x"}}, "toString": 1}]',
    )
    expect(mistakes(hostile)).toEqual([
      'alerts[0]["__proto__"]: there is no such field',
      'alerts[0]["constructor"]: there is no such field',
      'alerts[0].toString: there is no such field',
    ])
    expect(({} as Record<string, unknown>).onError).toBeUndefined()
  })

  test('all mistakes of all policies are told at once', () => {
    const lines = mistakes([{ onError: 'no', topic: 'A' }, { afterFailures: 0, maxAlerts: 0 }, 'x'])
    expect(lines.map((line) => line.split(': ')[0])).toEqual([
      'alerts[0].onError',
      'alerts[0].topic',
      'alerts[1].afterFailures',
      'alerts[1].maxAlerts',
      'alerts[2]',
    ])
  })
})

describe('onSlow needs something that can be slow', () => {
  const NEEDS_SLOW =
    'onSlow: no run is slow without thresholds; set slow too, for example slow: { roundTrip: 30 } (seconds), or remove onSlow'

  test.each([
    ['no slow', undefined],
    ['an empty one', {}],
    ['one of empty sections', { smtp: {}, mailbox: {} }],
  ])('with %s each policy that waits for it is a mistake', (_what, slow) => {
    expect(mistakes([{ onSlow: 1 }, {}, { onSlow: 2 }], { slow })).toEqual([
      `alerts[0].${NEEDS_SLOW}`,
      `alerts[2].${NEEDS_SLOW}`,
    ])
  })

  test.each([false, 0])('%s waits for nothing', (onSlow) => {
    expect(mistakes([{ onSlow }], { slow: undefined })).toEqual([])
  })

  test('thresholds with mistakes are told, not missed', () => {
    expect(mistakes([{ onSlow: 1 }], { slow: { roundTrip: 0 } })).toEqual([
      'slow.roundTrip: expected a number of seconds above 0, at most 300, got 0',
    ])
    expect(mistakes([{ onSlow: 1 }], { slow: null })).toHaveLength(1)
  })

  test('is told beside other mistakes', () => {
    expect(
      mistakes([{ onSlow: 1, topic: 'A' }], { slow: undefined, tags: 'a' }).map(
        (line) => line.split(': ')[0],
      ),
    ).toEqual(['alerts[0].topic', 'tags', 'alerts[0].onSlow'])
  })
})
