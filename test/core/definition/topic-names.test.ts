import { describe, expect, test } from 'vitest'

import { alertTopics, emailsByTopic, topicProblems } from '../../../shared/core/definition/topic-names.ts'
import {
  describeProblems,
  parseMonitor,
  parseMonitors,
} from '../../../shared/core/definition/parse-monitor.ts'

const TOPICS = ['alerts', 'oncall', 'night-shift']

const MONITOR = {
  monitorId: 'inbox',
  emailAddress: 'probe@example.com',
  mailbox: { server: 'pop3s://pop.example.com', userid: 'probe', password: 'ssm:inbox' },
  smtp: { server: 'smtp.example.com' },
}

function mistakes(alerts: unknown, topics: readonly string[] | undefined, change: object = {}): string[] {
  const result = parseMonitor({ ...MONITOR, alerts, ...change }, 'table', { topics })
  return result.ok ? [] : describeProblems(result.problems).split('\n')
}

describe('a topic that a policy names', () => {
  test.each([
    [undefined],
    [[{}]],
    [[{ topic: 'alerts' }]],
    [[{ topic: 'oncall' }, { topic: 'night-shift' }]],
  ])('is there: %j', (alerts) => {
    expect(mistakes(alerts, TOPICS)).toEqual([])
  })

  test('is any well-formed name where nobody knows the topics', () => {
    expect(mistakes([{ topic: 'onkall' }], undefined)).toEqual([])
  })

  test.each([
    ['onkall', TOPICS, 'expected one of alerts, oncall, night-shift, got "onkall"; did you mean oncall?'],
    [
      'day',
      TOPICS,
      'expected one of alerts, oncall, night-shift, got "day"; topics are named in cdk/settings.ts',
    ],
    ['day', ['alerts'], 'expected alerts, got "day"; topics are named in cdk/settings.ts'],
    ['alert', ['alerts'], 'expected alerts, got "alert"; did you mean alerts?'],
  ])('%s, of %j, is told with its place', (topic, topics, message) => {
    expect(mistakes([{}, { topic }], topics)).toEqual([`alerts[1].topic: ${message}`])
  })

  test('is a mistake beside all others', () => {
    expect(
      mistakes([{ topic: 'day', onError: 'no' }, { topic: 'A' }, { topic: 'operations' }], TOPICS, {
        intervalMinutes: 0,
      }).map((line) => line.split(': ')[0]),
    ).toEqual([
      'intervalMinutes',
      'alerts[0].onError',
      'alerts[1].topic',
      'alerts[2].topic',
      'alerts[0].topic',
    ])
  })

  test('has its monitor in front where there are several', () => {
    const answer = parseMonitors(
      [MONITOR, { ...MONITOR, monitorId: 'b', alerts: [{ topic: 'x' }] }],
      'stack',
      {
        topics: TOPICS,
      },
    )
    expect(!answer.ok && answer.problems.map(({ path }) => path)).toEqual(['monitors[1].alerts[0].topic'])
  })

  test.each([
    null,
    'text',
    { alerts: { topic: 'x' } },
    { alerts: 'x' },
    { alerts: [null, 1, 'x', ['topic'], new Map([['topic', 'x']])] },
    { alerts: [{ topic: {} }, { topic: '__proto__' }, { topic: 'constructor' }] },
    { alerts: new Array(1_000_000) },
  ])('is looked for in vain, and harms nobody, in what is no list of policies', (definition) => {
    expect(topicProblems(definition, TOPICS)).toEqual([])
  })

  test('is not looked for beyond the most policies', () => {
    const alerts = Array.from({ length: 100_000 }, () => ({ topic: 'x' }))
    expect(topicProblems({ alerts }, TOPICS)).toHaveLength(20)
  })
})

describe('the settings', () => {
  test.each<[unknown, string[] | undefined]>([
    [undefined, ['alerts']],
    [{}, ['alerts']],
    [{ alerts: {}, operations: {}, oncall: {} }, ['alerts', 'oncall']],
    [{ 'Not a name': {}, constructor: {}, a: null }, ['alerts', 'a']],
    [null, undefined],
    ['alerts', undefined],
    [['alerts'], undefined],
  ])('%j have topics for alerts', (topics, names) => {
    expect(alertTopics(topics)).toEqual(names)
  })

  test('say whom each topic tells by email, and what is wrong with them is passed over', () => {
    const topics = {
      alerts: { email: ['a@example.com', 1] },
      oncall: { sms: [] },
      odd: { email: 'b' },
      no: null,
    }
    expect(Object.fromEntries(emailsByTopic(topics))).toEqual({
      alerts: ['a@example.com'],
      oncall: [],
      odd: [],
      no: [],
    })
    expect(emailsByTopic('x').size + emailsByTopic(undefined).size).toBe(0)
  })
})
