import { describe, expect, test } from 'vitest'

import { opens } from '../../opens.ts'
import { mistakesIn, says } from '../../says.ts'

const STACK = { kind: 'stack', stackName: 'Roundtrip' }

test.each([
  ['list', STACK],
  ['list a b', STACK],
  ['list --local shop', { kind: 'local', folder: '.data' }],
  ['add a b a --for 1h', STACK],
  ['add --tag web --for 1h', STACK],
  ['remove a 1 3', STACK],
  ['remove 1 2', STACK],
  ['rm a b --all', STACK],
  ['remove --over', STACK],
  ['remove a --over --stack Mail', { kind: 'stack', stackName: 'Mail' }],
  ['remove --tag web 2', STACK],
  ['remove --tag web --over', STACK],
])('maintenance %s', async (line, target) => {
  expect(await opens(`maintenance ${line}`)).toEqual({ target, need: 'there' })
})

describe('what is not understood is told', () => {
  test.each([
    ['ad', 'there is no command "ad"; did you mean add?'],
    ['add', 'expected the id of a monitor, several, or --tag TAG, got nothing'],
    ['add a --tag web', 'expected no ids together with --tag, got "a"'],
    ['add a --until 1', 'there is no option --until'],
    ['remove', 'expected the id of a monitor, several, or --tag TAG, got nothing'],
    ['remove a', 'expected numbers of windows as "list" shows them, or --all, or --over, got nothing'],
    ['remove a b', 'expected numbers of windows as "list" shows them, or --all, or --over, got "b"'],
    ['remove a 0', 'expected numbers of windows as "list" shows them, or --all, or --over, got "0"'],
    [
      'remove --tag web',
      'expected numbers of windows as "list" shows them, or --all, or --over, got nothing',
    ],
    ['remove --tag web 1 --all', 'expected no ids together with --tag, got "1"'],
    ['remove --all', 'expected the id of a monitor, several, or --tag TAG, got nothing'],
    ['remove a --all --over', '--all and --over exclude each other'],
    ['list --stack a/b --local', '--stack and --local exclude each other'],
  ])('%s', async (line, mistake) => {
    expect(await mistakesIn(says(['maintenance', ...line.split(' ')]))).toBe(mistake)
  })
})
