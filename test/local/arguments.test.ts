import { expect, test } from 'vitest'

import { readArguments } from '../../local/arguments.ts'

test('nothing said: the demo or cdk/monitors.ts, data in .data', () => {
  expect(readArguments([])).toEqual({ kind: 'run', options: { break: false, dataDir: '.data' } })
})

test('all options', () => {
  expect(readArguments(['--break', '--monitors', 'mine.json', '--data=elsewhere', '--port', '80'])).toEqual({
    kind: 'run',
    options: { break: true, monitorsFile: 'mine.json', dataDir: 'elsewhere', port: 80 },
  })
})

test.each(['--help', '-h'])('%s asks for help, whatever else there is', (flag) => {
  expect(readArguments(['--break', flag])).toEqual({ kind: 'help' })
})

test.each([
  [['--brake'], "Unknown option '--brake'"],
  [['mine.json'], "Unexpected argument 'mine.json'"],
  [['--monitors'], "Option '--monitors <value>' argument missing"],
  [['--break=yes'], "Option '--break' does not take an argument"],
  [['--data', ''], '--data needs a folder'],
  [['--monitors='], '--monitors needs a file'],
  [['--port', '65536'], '--port needs a number from 0 (any) to 65535'],
  [['--port='], '--port needs a number from 0 (any) to 65535'],
  [['--port', '0x50'], '--port needs a number from 0 (any) to 65535'],
])('%j is one clear sentence', (args, sentence) => {
  const read = readArguments(args)
  const message = read.kind === 'mistake' ? read.message : read.kind
  expect(message.startsWith(`${sentence}. `), message).toBe(true)
  expect(message).not.toContain('\n')
})
