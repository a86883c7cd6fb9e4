import { PassThrough } from 'node:stream'

import { expect, test } from 'vitest'

import { outputTo } from '../../../cli/terminal/process-output.ts'

const stream = (isTTY: boolean, columns = 0) => Object.assign(new PassThrough(), { isTTY, columns })

test.each([
  ['a terminal', true, {}, true],
  ['a pipe', false, {}, false],
  ['a terminal under NO_COLOR', true, { NO_COLOR: '1' }, false],
  ['a terminal under an empty NO_COLOR', true, { NO_COLOR: '' }, true],
  ['a dumb terminal', true, { TERM: 'dumb' }, false],
  ['a pipe under FORCE_COLOR', false, { FORCE_COLOR: '1', NO_COLOR: '1' }, true],
  ['a terminal under FORCE_COLOR=0', true, { FORCE_COLOR: '0' }, false],
])('%s has colours or not', (_, isTTY, env, hasColours) => {
  expect(outputTo(stream(isTTY), env).hasColours).toBe(hasColours)
})

test('the width is that of the window by now', () => {
  const window = stream(true, 80)
  const output = outputTo(window)
  expect(output.columns).toBe(80)
  window.columns = 132
  expect(output.columns).toBe(132)
  window.columns = 0
  expect(output.columns).toBe(100)
})
