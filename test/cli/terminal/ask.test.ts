import { PassThrough } from 'node:stream'

import { expect, test } from 'vitest'

import { askOn } from '../../../cli/terminal/ask.ts'
import { Interrupted } from '../../../cli/terminal/interrupted.ts'

function terminal() {
  const keyboard = new PassThrough()
  const shown: string[] = []
  const screen = new PassThrough().on('data', (chunk: Buffer) => void shown.push(chunk.toString()))
  return { keyboard, screen, shown }
}

test('a question is asked, and the line that was typed is the answer', async () => {
  const { keyboard, screen, shown } = terminal()
  const answer = askOn('Remove shop? (y/N) ', keyboard, screen)
  keyboard.write('yn\x7f\r')
  expect(await answer).toBe('y')
  expect(shown.join('')).toContain('Remove shop? (y/N) ')
})

test('the end of input is no answer', async () => {
  const { keyboard, screen } = terminal()
  const answer = askOn('Remove shop? (y/N) ', keyboard, screen)
  keyboard.end()
  expect(await answer).toBe('')
})

test('Ctrl-C takes the command back', async () => {
  const { keyboard, screen } = terminal()
  const answer = askOn('Remove shop? (y/N) ', keyboard, screen)
  keyboard.write('y\x03')
  await expect(answer).rejects.toThrow(Interrupted)
})
