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
