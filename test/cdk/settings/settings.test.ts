import { expect, test } from 'vitest'

import { resolveSettings } from '../../../cdk/settings/resolve-settings.ts'
import { describeProblems } from '../../../shared/core/definition/parse-monitor.ts'

const QUEUE = 'arn:aws:sqs:eu-west-1:111122223333:alerts'
const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab'
const NOBODY = { email: [], sms: [], https: [], sqs: [] }

function mistakes(settings: unknown): string[] {
  const resolved = resolveSettings(settings)
  return resolved.ok ? [] : resolved.problems.map((problem) => describeProblems([problem]))
}

function resolved(settings: unknown) {
  const answer = resolveSettings(settings)
  if (!answer.ok) throw new Error(describeProblems(answer.problems))
  return answer.settings
}

test('every setting may be left out, and each has a default', () => {
  expect(resolved({})).toEqual({
    reportZone: 'UTC',
    viewersMayTest: true,
    cloudWatchDashboard: true,
    stackName: 'Roundtrip',
    alertCap: 10,
    topicsKey: 'aws',
    topics: { alerts: NOBODY, operations: NOBODY },
    locations: [],
    defaultLocations: ['home'],
    memoryMb: 256,
    retention: { resultDays: 400, logDays: 30, failureLogDays: 180, functionLogDays: 30 },
    tags: {},
    removalPolicy: 'retain',
    runbookUrl: 'docs/operations.md',
    wording: {},
  })
})

test('whatever is set stands as it was written', () => {
  const written = {
    stackName: 'Mail',
    reportZone: 'Europe/Berlin',
    viewersMayTest: false,
    cloudWatchDashboard: false,
    topics: {
      alerts: { ...NOBODY, email: ['a@example.com'], sms: ['+15551230100'] },
      operations: { ...NOBODY, https: ['https://hooks.example.com/x', 'http://127.0.0.1:8080/x'] },
      'night-shift': { ...NOBODY, sqs: [QUEUE] },
    },
    alertCap: 25,
    defaultLocations: ['home'],
    senderAddress: 'probe@example.com',
    memoryMb: 512,
    retention: { resultDays: 90, logDays: 7, failureLogDays: 60, functionLogDays: 14 },
    tags: { team: 'mail', 'cost centre': '47/11' },
    removalPolicy: 'destroy',
    heartbeatUrl: 'https://heartbeat.example.com/4f1d',
    topicsKey: 'own',
    secretsKeyArn: KEY,
    existingTables: { monitors: 'Roundtrip-Monitors-1', results: 'Roundtrip-Results-1' },
    runbookUrl: 'https://wiki.example.com/roundtrip',
    pageUrl: 'https://mail-monitor.example.com/roundtrip',
    wording: {
      subject: '{state}: {monitor}',
      text: '{default}\nAsk {tags}.',
      sms: '{state} {monitor} {what}',
    },
  }
  expect(resolved(written)).toEqual({ ...written, locations: [] })
})

test('a part of a section is enough', () => {
  expect(resolved({ retention: { logDays: 3 } }).retention).toEqual({
    resultDays: 400,
    logDays: 3,
    failureLogDays: 180,
    functionLogDays: 30,
  })
  expect(resolved({ topics: { operations: { email: ['a@example.com'] } } }).topics).toEqual({
    alerts: NOBODY,
    operations: { ...NOBODY, email: ['a@example.com'] },
  })
})

const addresses = (email: unknown) => ({ topics: { alerts: { email } } })
const webhook = (url: string) => ({ topics: { alerts: { https: [url] } } })

test.each<[string, unknown, string]>([
  ['nothing', undefined, 'expected an object, got nothing'],
  [
    'an address without a domain',
    addresses(['postmaster']),
    'topics.alerts.email[0]: expected an address as name@example.com, got "postmaster"',
  ],
  [
    'one address that is no list',
    addresses('a@b.example'),
    'topics.alerts.email: expected a list of addresses, got text',
  ],
  [
    'the same subscriber twice',
    addresses(['a@b.example', 'a@b.example']),
    'topics.alerts.email: expected each subscriber once',
  ],
  [
    'the field of old',
    { subscribers: { email: ['a@b.example'] } },
    'subscribers: subscribers are now listed under their topic; write topics: { alerts: { email: […], sms: […] } } instead',
  ],
  [
    'a webhook without TLS',
    webhook('http://hooks.example.com/'),
    'topics.alerts.https[0]: expected a URL that begins with https:// and holds no user or password, got "http://hooks.example.com/"',
  ],
  [
    'a webhook with a password',
    webhook('https://me:hunter2@hooks.example.com/'),
    'topics.alerts.https[0]: expected a URL that begins with https:// and holds no user or password, got text that may hold a password (not shown)',
  ],
  [
    'a queue by its URL',
    { topics: { alerts: { sqs: ['https://sqs.eu-west-1.amazonaws.com/1/q'] } } },
    `topics.alerts.sqs[0]: expected a standard queue's ARN, as arn:aws:sqs:eu-west-1:111122223333:name, got "https://sqs.eu-west-1.amazonaws.com/1/q"`,
  ],
  [
    'a FIFO queue',
    { topics: { alerts: { sqs: [`${QUEUE}.fifo`] } } },
    "topics.alerts.sqs[0]: expected a standard queue's ARN",
  ],
  [
    'topics that are a list',
    { topics: ['alerts'] },
    'topics: expected an object of topics and their subscribers, got a list',
  ],
  [
    'a topic with a bad name',
    { topics: { 'Night Shift': {} } },
    `topics["Night Shift"]: expected a topic's name of 1 to 32 lower-case letters, digits and hyphens`,
  ],
  [
    'a topic called like a part of JavaScript',
    { topics: { constructor: {} } },
    `topics["constructor"]: expected a topic's name`,
  ],
  [
    'a topic of no subscribers',
    { topics: { night: null } },
    "topics.night: expected an object of a topic's subscribers, got null",
  ],
  [
    'a mistyped kind of subscriber',
    { topics: { alerts: { emails: [] } } },
    'topics.alerts.emails: there is no such field; did you mean email?',
  ],
  [
    'too many topics',
    { topics: Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`t${String(i)}`, {}])) },
    'topics: expected at most 8 topics besides alerts and operations, got 9',
  ],
  [
    'a number that is none',
    { memoryMb: '256' },
    'memoryMb: expected a whole number of MB from 128 to 1024, got "256"',
  ],
  [
    'results kept for a day',
    { retention: { resultDays: 1 } },
    'retention.resultDays: expected a whole number of days from 7 to 3650, got 1',
  ],
  [
    'a span that CloudWatch lacks',
    { retention: { functionLogDays: 31 } },
    'retention.functionLogDays: expected a number of days that CloudWatch offers (1, 3, 5, 7, 14, 30,',
  ],
  [
    'a span in quotes',
    { retention: { functionLogDays: '30' } },
    'retention.functionLogDays: expected a number of days',
  ],
  [
    'logs kept for ever',
    { retention: { functionLogDays: 9999 } },
    'retention.functionLogDays: expected a number of days',
  ],
  [
    'a mistyped span',
    { retention: { logsDays: 3 } },
    'retention.logsDays: there is no such field; did you mean logDays?',
  ],
  [
    'a tag that AWS keeps for itself',
    { tags: { 'aws:team': 'mail' } },
    'tags: expected at most 40 tags: names',
  ],
  ['a tag that is no text', { tags: { team: 1 } }, 'tags: expected at most 40 tags'],
  ['an unknown policy', { removalPolicy: 'keep' }, 'removalPolicy: expected "retain" or "destroy"'],
  ['a key of topics that is none', { topicsKey: 'alias/x' }, 'topicsKey: expected "aws" or "own"'],
  ['a sender that is none', { senderAddress: 'me' }, 'senderAddress: expected an address'],
  [
    'a heartbeat that is no URL',
    { heartbeatUrl: 'heartbeat.example.com' },
    'heartbeatUrl: expected a URL that begins with https:// or http:// and holds no user or password, got "heartbeat.example.com"',
  ],
  [
    'a heartbeat with a password',
    { heartbeatUrl: 'https://a:b@example.com' },
    'heartbeatUrl: expected a URL',
  ],
  [
    "a key's alias",
    { secretsKeyArn: KEY.replace('key', 'alias') },
    'secretsKeyArn: expected the ARN of a KMS key',
  ],
  [
    'one table of two',
    { existingTables: { monitors: 'Monitors' } },
    'existingTables.results: expected the name of a table: 3 to 255 letters, digits and characters of _.-, got nothing',
  ],
  [
    'one table twice',
    { existingTables: { monitors: 'Both', results: 'Both' } },
    'existingTables: expected two tables, got the same name for monitors and results',
  ],
  [
    'a table by its ARN',
    { existingTables: { monitors: 'arn:aws:dynamodb:eu-west-1:1:table/M', results: 'Results' } },
    'existingTables.monitors: expected the name of a table',
  ],
])('settings with %s are a mistake', (_, settings, sentence) => {
  const told = mistakes(settings)
  expect(told).toEqual([expect.stringContaining(sentence)])
  expect(told.join()).not.toContain('hunter2')
})
