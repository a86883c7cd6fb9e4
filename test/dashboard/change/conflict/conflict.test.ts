import { expect, test } from 'vitest'

import { differing, merged } from '../../../../dashboard/change/conflict/conflict.ts'
import { pathText } from '../../../../dashboard/change/form/draft.ts'

const BASE = { monitorId: 'shop', note: 'old', intervalMinutes: 10, mailbox: { server: 'a', userid: 'u' } }
const MINE = { ...BASE, note: 'mine', mailbox: { server: 'b', userid: 'u' } }
const THEIRS = { ...BASE, note: 'theirs', intervalMinutes: 5, tags: ['web'] }

test('each field that differs stands there once, with whoever alone has changed it', () => {
  expect(differing(BASE, MINE, THEIRS).map(({ path, usual }) => [pathText(path), usual])).toEqual([
    ['note', 'mine'],
    ['intervalMinutes', 'theirs'],
    ['mailbox.server', 'mine'],
    ['tags', 'theirs'],
  ])
})

test('what is chosen is laid over what somebody else has written', () => {
  const fields = differing(BASE, MINE, THEIRS)
  expect(merged(THEIRS, fields, (path) => pathText(path) === 'mailbox.server')).toEqual({
    ...THEIRS,
    mailbox: { server: 'b', userid: 'u' },
  })
  expect(merged(THEIRS, fields, () => true)).toEqual(MINE)
})
