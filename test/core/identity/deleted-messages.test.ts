import { expect, test } from 'vitest'

import {
  MOST_DELETED,
  NONE_DELETED,
  deletedId,
  isFull,
  withDeleted,
} from '../../../shared/core/identity/deleted-messages.ts'

const ids = (count: number, from = 0) => Array.from({ length: count }, (_, n) => `id ${from + n}`)

test('the latest of what was deleted once are kept, and the first of what was fetched', () => {
  const full = withDeleted(NONE_DELETED, { once: ids(MOST_DELETED), fetched: ids(MOST_DELETED) })
  expect(isFull(full)).toBe(true)
  const more = withDeleted(full, { once: ['next'], fetched: ['next'] })
  expect(more.once).toEqual([...ids(MOST_DELETED - 1, 1), 'next'])
  expect(more.fetched).toEqual(full.fetched)
})

test('what is known already takes no second place', () => {
  const known = withDeleted(NONE_DELETED, { once: ['a'], fetched: ['b'] })
  expect(withDeleted(known, { once: ['a'], fetched: ['b'] })).toEqual(known)
  expect(isFull(known)).toBe(false)
})

test('an id tells mailboxes, messages and tokens apart', () => {
  const all = [
    deletedId('pop.example.com a', 'uid-1'),
    deletedId('pop.example.com b', 'uid-1'),
    deletedId('pop.example.com a', 'uid-2'),
    deletedId('pop.example.com a', 'uid-1', 'token'),
  ]
  expect(new Set(all).size).toBe(4)
  for (const id of all) expect(id).toMatch(/^[0-9a-f]{12}$/)
})
