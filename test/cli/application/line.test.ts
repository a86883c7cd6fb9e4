import { expect, test } from 'vitest'

import { readable } from '../../../cli/application/line.ts'

test.each([
  ['help is --help of what follows', ['help', 'monitors', 'add'], ['monitors', 'add', '--help']],
  ['help alone is the first screen', ['help'], ['--help']],
  ['an id behind --local is no folder', ['list', '--local', 'shop'], ['list', '--local=.data', 'shop']],
  ['nor is a file of monitors', ['add', '--local', './m.yaml'], ['add', '--local=.data', './m.yaml']],
  ['what looks like a folder is one', ['list', '--local', './mine'], ['list', '--local', './mine']],
  ['--local may come last', ['list', '--local'], ['list', '--local=.data']],
  ['a value may be empty', ['list', '--stack='], ['list', '--stack', '']],
  ['a value may have line ends', ['add', '--note=a\nb'], ['add', '--note', 'a\nb']],
  ['one hyphen hides what follows', ['list', '-phunter2', '-5', '-h'], ['list', '-x', '-x', '-h']],
  ['so do odd names', ['list', '--p!hunter2', '--=x', '--x'], ['list', '-x', '-x', '-x']],
  ['a hyphen alone is standard input', ['import', '-'], ['import', '-']],
  ['nothing is changed behind --', ['show', '--', '-x', '--local'], ['show', '--', '-x', '--local']],
])('%s', (_, line, read) => {
  expect(readable(line)).toEqual(read)
})
