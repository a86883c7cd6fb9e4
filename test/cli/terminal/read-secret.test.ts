import { PassThrough } from 'node:stream'

import { expect, test } from 'vitest'

import { Interrupted } from '../../../cli/terminal/interrupted.ts'
import { readSecret } from '../../../cli/terminal/read-secret.ts'

test('at a terminal the value is asked for and not echoed, and a slip can be taken back', async () => {
  const keyboard = Object.assign(new PassThrough(), { isTTY: true })
  const screen: string[] = []
  const value = readSecret('Value: ', keyboard, { write: (shown) => screen.push(shown) })
  keyboard.write('hunter3\x7f2\r')
  expect(await value).toBe('hunter2')
  expect(screen.join('')).toBe('Value: \n')
})

test('Ctrl-C at the prompt takes the command back', async () => {
  const keyboard = Object.assign(new PassThrough(), { isTTY: true })
  const value = readSecret('Value: ', keyboard, { write: () => undefined })
  keyboard.write('hun\x03')
  await expect(value).rejects.toThrow(Interrupted)
})

test.each<[string, readonly string[], string]>([
  ['JSON of several lines', ['{', ' "a": 1', '}', 'ls'], '{\n "a": 1\n}'],
  ['JSON of one line', ['{"a":1}', 'ls'], '{"a":1}'],
  [
    'a certificate',
    ['-----BEGIN X-----', 'MII', '-----END X-----'],
    '-----BEGIN X-----\nMII\n-----END X-----',
  ],
  ['JSON that an empty line cuts short', ['{', ' "a": 1', '', '}'], '{\n "a": 1\n'],
  ['a password with a brace in it', ['hunter{2', 'ls'], 'hunter{2'],
])('%s that is pasted is read to its end, and no further', async (_, lines, value) => {
  const keyboard = Object.assign(new PassThrough(), { isTTY: true })
  const read = readSecret('Value: ', keyboard, { write: () => undefined })
  keyboard.write(lines.map((line) => `${line}\r`).join(''))
  expect(await read).toBe(value)
})
