import { expect, test } from 'vitest'

import type { EnvironmentOf } from '../../../functions/contract.ts'
import { EnvironmentError, readEnv } from '../../../functions/runtime/read-env.ts'

const env: EnvironmentOf<'probe'> = {
  ROUNDTRIP_MONITORS_TABLE: 'm',
  ROUNDTRIP_RESULTS_TABLE: 'r',
  ROUNDTRIP_TOPIC_ARNS: '{"alerts":"arn:aws:sns:eu-west-1:111122223333:a"}',
  ROUNDTRIP_STACK_NAME: 'Roundtrip',
  ROUNDTRIP_HOME_REGION: 'eu-west-1',
  ROUNDTRIP_LOCATIONS: '{"home":"eu-west-1","defaults":["home"]}',
  ROUNDTRIP_LOCATION: 'eu-west-1',
  ROUNDTRIP_SENDER_ADDRESS: '',
  ROUNDTRIP_TOKENS_FUNCTION: 'arn:aws:lambda:eu-west-1:111122223333:function:tokens',
  ROUNDTRIP_RETENTION: '{"resultDays":400,"logDays":30,"failureLogDays":180}',
  ROUNDTRIP_ALERT_CAP: '10',
  ROUNDTRIP_RUNBOOK_URL: 'docs/operations.md',
  ROUNDTRIP_PAGE_URL: '',
  ROUNDTRIP_WORDING: '{}',
  ROUNDTRIP_BUILT_IN_SENDER: '',
}

test('the environment that the stack gives is read; an empty sender, configuration set or page is none', () => {
  expect(readEnv('probe', { ...env })).toEqual({
    monitorsTable: 'm',
    resultsTable: 'r',
    topicArns: { alerts: 'arn:aws:sns:eu-west-1:111122223333:a' },
    stackName: 'Roundtrip',
    homeRegion: 'eu-west-1',
    knownLocations: { home: 'eu-west-1', defaults: ['home'] },
    location: 'eu-west-1',
    retention: { resultDays: 400, logDays: 30, failureLogDays: 180 },
    alertCap: 10,
    runbookUrl: 'docs/operations.md',
    wording: {},
    tokensFunction: 'arn:aws:lambda:eu-west-1:111122223333:function:tokens',
  })
  const withSender = { ...env, ROUNDTRIP_SENDER_ADDRESS: 'probe@example.com' }
  expect(readEnv('probe', withSender).senderAddress).toBe('probe@example.com')
  const withSes = { ...env, ROUNDTRIP_BUILT_IN_SENDER: 'Roundtrip' }
  expect(readEnv('probe', withSes).builtInSender).toBe('Roundtrip')
  const withPage = { ...env, ROUNDTRIP_PAGE_URL: 'https://mail-monitor.example.com' }
  expect(readEnv('probe', withPage).pageUrl).toBe('https://mail-monitor.example.com')
})

test("the dead letters' function has the same settings but for what only a run needs", () => {
  const { ROUNDTRIP_SENDER_ADDRESS: _sender, ROUNDTRIP_TOKENS_FUNCTION: _arn, ...withoutSender } = env
  const { tokensFunction: _tokens, ...same } = readEnv('probe', { ...env })
  expect(readEnv('dead-letters', withoutSender)).toEqual(same)
  expect(() => readEnv('dead-letters', { ...withoutSender, ROUNDTRIP_LOCATION: '' })).toThrow(
    'ROUNDTRIP_LOCATION: expected a value, got an empty one',
  )
})

test('every mistake is told at once', () => {
  const read = () =>
    readEnv('probe', {
      ROUNDTRIP_RESULTS_TABLE: '',
      ROUNDTRIP_TOPIC_ARNS: 'arn:aws:sns',
      ROUNDTRIP_RETENTION: '30 days',
    })
  expect(read).toThrow(EnvironmentError)
  for (const name of [
    'MONITORS_TABLE',
    'RESULTS_TABLE',
    'TOPIC_ARNS',
    'STACK_NAME',
    'LOCATION',
    'RETENTION',
  ]) {
    expect(read).toThrow(`ROUNDTRIP_${name}: expected`)
  }
})

test('the nightly function reads the names of stack and tables, and says which is missing', () => {
  const { ROUNDTRIP_MONITORS_TABLE, ROUNDTRIP_RESULTS_TABLE, ROUNDTRIP_STACK_NAME } = env
  const given = { ROUNDTRIP_MONITORS_TABLE, ROUNDTRIP_RESULTS_TABLE, ROUNDTRIP_STACK_NAME }
  expect(readEnv('nightly', given)).toEqual({
    monitorsTable: 'm',
    resultsTable: 'r',
    stackName: ROUNDTRIP_STACK_NAME,
  })
  expect(() => readEnv('nightly', { ROUNDTRIP_MONITORS_TABLE })).toThrow('ROUNDTRIP_RESULTS_TABLE: expected')
})

test("the schedules' function reads the topics by name, of which there is one at least", () => {
  const {
    ROUNDTRIP_MONITORS_TABLE,
    ROUNDTRIP_RESULTS_TABLE,
    ROUNDTRIP_LOCATIONS,
    ROUNDTRIP_BUILT_IN_SENDER,
  } = env
  const given: EnvironmentOf<'reconciler'> = {
    ROUNDTRIP_MONITORS_TABLE,
    ROUNDTRIP_RESULTS_TABLE,
    ROUNDTRIP_LOCATIONS,
    ROUNDTRIP_SCHEDULES: '[]',
    ROUNDTRIP_TOPIC_NAMES: '["alerts","night"]',
    ROUNDTRIP_BUILT_IN_SENDER,
  }
  expect(readEnv('reconciler', { ...given })).toMatchObject({ topics: ['alerts', 'night'] })
  for (const ROUNDTRIP_TOPIC_NAMES of ['', 'alerts', '{"alerts":"arn"}', '["alerts",""]', '[]']) {
    expect(() => readEnv('reconciler', { ...given, ROUNDTRIP_TOPIC_NAMES })).toThrow(
      'ROUNDTRIP_TOPIC_NAMES: expected',
    )
  }
})

test("the settings' own wording is read, by form", () => {
  const wording = { subject: '{state} {monitor}', text: 'See {link}.\n{default}' }
  expect(readEnv('probe', { ...env, ROUNDTRIP_WORDING: JSON.stringify(wording) }).wording).toEqual(wording)
  for (const ROUNDTRIP_WORDING of ['', 'DOWN', '{"sms":1}', '{"text":""}']) {
    expect(() => readEnv('probe', { ...env, ROUNDTRIP_WORDING })).toThrow('ROUNDTRIP_WORDING: expected')
  }
})

test('each span of the retention is told apart', () => {
  const read = () => readEnv('probe', { ...env, ROUNDTRIP_RETENTION: '{"resultDays":0,"logDays":1.5}' })
  expect(read).toThrow('ROUNDTRIP_RETENTION.resultDays: expected at least a day; ')
  expect(read).toThrow('ROUNDTRIP_RETENTION.logDays: expected whole days; ')
  expect(read).toThrow('ROUNDTRIP_RETENTION.failureLogDays: expected a JSON object of numbers of days')
})
