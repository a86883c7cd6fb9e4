import { expect, test } from 'vitest'

import type { ListedWindow } from '../../../dashboard/api/answers.ts'
import { bodyOf, isForNobody, newPlan } from '../../../dashboard/maintenance/plan.ts'
import { ownerOf, sentence, stateWords, windowWords } from '../../../dashboard/maintenance/words.ts'

const NOW = Date.parse('2026-11-24T18:00:00Z')

const NOW_HOLDING: ListedWindow = {
  id: 'a',
  monitorId: 'shop',
  number: 1,
  state: 'now',
  until: '2026-11-24T19:00:00Z',
  window: { mode: 'mute', zone: 'UTC', start: '2026-11-24T17:00', durationMinutes: 120 },
}

const COMING: ListedWindow = {
  id: 'b',
  tag: 'web',
  monitorIds: ['blog', 'shop'],
  number: 1,
  state: 'coming',
  from: '2026-11-28T21:00:00Z',
  until: '2026-11-29T01:00:00Z',
  window: {
    mode: 'pause',
    zone: 'Europe/Berlin',
    start: '22:00',
    days: ['sat', 'sun'],
    durationMinutes: 240,
  },
}

const BROKEN: ListedWindow = { id: 'c', monitorId: 'mail', number: 2, state: 'misconfigured' }

test('a window is told with its owner, how it is set, and when it comes', () => {
  expect(
    [NOW_HOLDING, COMING, BROKEN].map((one) => [ownerOf(one), windowWords(one), stateWords(one, NOW, 'UTC')]),
  ).toEqual([
    ['shop', '2026-11-24 17:00 for 2 h, UTC', 'now, until 19:00'],
    ['tag web (blog, shop)', 'Sat, Sun 22:00 for 4 h, Europe/Berlin', 'next 28 Nov, 21:00'],
    ['mail', 'cannot be read', 'has errors'],
  ])
  expect(ownerOf({ ...COMING, monitorIds: [] })).toBe('tag web (no monitor has it)')
})

test('the page says in a sentence what holds, and what comes next', () => {
  expect(sentence([], NOW, 'UTC')).toBe('No maintenance now.')
  expect(sentence([COMING, BROKEN], NOW, 'UTC')).toBe(
    'No maintenance now. The next begins 28 Nov, 21:00: tag web (blog, shop).',
  )
  expect(sentence([NOW_HOLDING], NOW, 'UTC')).toBe('Maintenance now: shop, until 19:00.')
  expect(sentence([NOW_HOLDING, { ...NOW_HOLDING, id: 'd' }], NOW, 'UTC')).toBe(
    '2 maintenance windows are active now.',
  )
})

test('a plan is an hour from now on, unless something else is chosen', () => {
  const plan = newPlan(['shop'], 'Europe/Berlin')
  expect(bodyOf(plan)).toEqual({
    monitors: ['shop'],
    start: 'now',
    durationMinutes: 60,
    zone: 'Europe/Berlin',
    mode: 'mute',
  })
  const weekly = { ...plan, when: 'weekly', clock: '22:00', days: ['sat'], whose: 'tag', tag: 'web' } as const
  expect(bodyOf({ ...weekly, note: 'disks' })).toMatchObject({
    tag: 'web',
    start: '22:00',
    days: ['sat'],
    note: 'disks',
  })
  expect(isForNobody({ ...plan, monitors: [] })).toBe(true)
  expect(isForNobody({ ...weekly, monitors: [] })).toBe(false)
})

test('what is not filled in is left out, and what is no figure is sent as it is', () => {
  const plan = { ...newPlan(['shop'], 'UTC'), when: 'weekly', minutes: 'an hour' } as const
  expect(bodyOf(plan)).toEqual({ monitors: ['shop'], durationMinutes: 'an hour', zone: 'UTC', mode: 'mute' })
})
