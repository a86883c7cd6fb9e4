import { expect, test } from 'vitest'

import {
  type GrantMark,
  isOfMicrosoft,
  isOfUser,
  markOf,
} from '../../../../shared/core/run/refusals/whose-grant.ts'

const saysOf = (detail: string) => ({ microsoft: isOfMicrosoft(detail), user: isOfUser(detail) })

test.each<[GrantMark, { microsoft: boolean; user: boolean }]>([
  ['microsoft', { microsoft: true, user: false }],
  ['user', { microsoft: false, user: true }],
])('a detail that begins with the mark %s is read as what it was made for', (mark, expected) => {
  expect(saysOf(`${markOf(mark)}: invalid_grant: no`)).toEqual(expected)
})

test.each([
  ['invalid_grant: Bad Request', { microsoft: false, user: false }],
  // Words of an endpoint, which anybody may have written.
  ["invalid_grant: it is a user's login: no, Microsoft: no", { microsoft: false, user: false }],
  ["a user's login: AADSTS65001: no", { microsoft: true, user: true }],
])('%s', (detail, expected) => {
  expect(saysOf(detail)).toEqual(expected)
})
