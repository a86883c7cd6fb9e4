import { expect, test } from 'vitest'

import type { Topic } from '../../../shared/app/ports/topics.ts'
import { apiWorld } from '../api-world.ts'

const mail = { protocol: 'email', endpoint: 'ops@example.com' }

const cases: readonly (readonly [string, readonly Topic[] | undefined, string])[] = [
  ['no topic is known here', undefined, 'unknown'],
  ['a topic does not tell its subscribers', [{ name: 'alerts' }], 'unknown'],
  ['nobody has subscribed', [{ name: 'alerts', subscriptions: [] }], 'nobody'],
  ['nobody has confirmed', [{ name: 'alerts', subscriptions: [{ ...mail, confirmed: false }] }], 'nobody'],
  [
    'the only subscriber is out of reach',
    [{ name: 'alerts', subscriptions: [{ ...mail, confirmed: true, notSent: 'no mail server is set' }] }],
    'nobody',
  ],
  [
    'one of two topics has a subscriber',
    [{ name: 'alerts' }, { name: 'web', subscriptions: [{ ...mail, confirmed: true }] }],
    'somebody',
  ],
]

test.each(cases)('where %s, the session says who would be alerted', async (_what, topics, alerted) => {
  const { ask } = apiWorld(topics ? { topics: () => Promise.resolve(topics) } : {})
  const { status, body } = await ask('/session')
  expect(status).toBe(200)
  expect(body).toMatchObject({ alerted })
})

test('the session says in which zone reports are', async () => {
  expect((await apiWorld({ reportZone: 'Asia/Tokyo' }).ask('/session')).body).toMatchObject({
    zone: 'Asia/Tokyo',
  })
})

test('who may not list subscribers is let in all the same', async () => {
  const { ask } = apiWorld({ topics: () => Promise.reject(new Error('AccessDenied')) })
  expect((await ask('/session')).body).toMatchObject({ alerted: 'unknown' })
})

test('the session says where the demo mail server is', async () => {
  const demo = { loseNext: () => undefined }
  expect((await apiWorld({ demo }).ask('/session')).body).toHaveProperty('demo', true)
  expect((await apiWorld().ask('/session')).body).not.toHaveProperty('demo')
})

test('the session names the locations that registered, and home where they cannot be read', async () => {
  const starter = { start: () => Promise.resolve(), startTrial: () => Promise.resolve() }
  const locationsWith = async (registered: () => Promise<string[]>) =>
    (await apiWorld({ probes: { starter, locations: ['us-east-1'], registered } }).ask('/session')).body
  const there = await locationsWith(() => Promise.resolve(['berlin']))
  expect(there).toMatchObject({ locations: ['us-east-1', 'berlin'] })
  const unread = await locationsWith(() => Promise.reject(new Error('AccessDenied')))
  expect(unread).toMatchObject({ locations: ['us-east-1'] })
})
