import { describe, expect, test } from 'vitest'

import { readAlertArguments } from '../../../../cli/commands/alert/arguments.ts'
import { ALERT_USAGE } from '../../../../cli/commands/alert/usage.ts'
import { UsageError } from '../../../../cli/arguments/usage-error.ts'
import { says } from '../../says.ts'

const STACK = { kind: 'stack', stackName: 'Roundtrip' }
const read = (line: string) => readAlertArguments(line.split(' '), 'Roundtrip')

describe('what is asked for', () => {
  test.each([
    ['test', { target: STACK }],
    ['test shop', { target: STACK, monitorId: 'shop' }],
    ['test --topic on-call', { target: STACK, topic: 'on-call' }],
    [
      'test shop --topic on-call --stack Mail',
      { target: { kind: 'stack', stackName: 'Mail' }, monitorId: 'shop', topic: 'on-call' },
    ],
    ['test --local', { target: { kind: 'local', folder: '.data' } }],
    ['test --local shop', { target: { kind: 'local', folder: '.data' }, monitorId: 'shop' }],
    ['test --local ./data shop', { target: { kind: 'local', folder: './data' }, monitorId: 'shop' }],
  ])('%s', (line, expected) => {
    expect(read(line)).toEqual({ kind: 'test', ...expected })
  })
})

describe('what is not understood is told whole', () => {
  test.each([
    ['', /^alert: there is no command ""; alert test sends a test alert$/],
    ['tset', /^alert: there is no command "tset"; alert test sends/],
    ['test a b', /^alert test: expected the id of one monitor, or nothing$/],
    ['test --topic', /^alert test: --topic needs a value$/],
    ['test --topic operations', /--topic: "operations" carries alarms, and no alerts$/],
    [
      'test --topic arn:aws:sns:x',
      /--topic: expected a topic's name from the settings, got "arn:aws:sns:x"$/,
    ],
    [
      'test --stack Mail --local --tpic x',
      /there is no option --tpic; did you mean --topic\?; --stack and --local exclude each other$/,
    ],
    ['test --stack a/b', /"a\/b" cannot be a stack's name$/],
  ])('%j', (line, message) => {
    expect(() => read(line)).toThrow(UsageError)
    expect(() => read(line)).toThrow(message)
  })

  test('with exit code 2 and the command that says what there is', async () => {
    const { code, out, err } = await says(['alert'])
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toBe(
      'roundtrip: alert: no command given; alert test sends a test alert (roundtrip alert --help)\n',
    )
  })
})

test('help says what it does, and fits a terminal of 130 columns', async () => {
  expect(read('test --help --nonsense')).toEqual({ kind: 'help' })
  expect(await says(['alert', '--help'])).toEqual({ code: 0, out: ALERT_USAGE, err: '' })
  expect(Math.max(...ALERT_USAGE.split('\n').map((line) => line.length))).toBeLessThanOrEqual(130)
})
