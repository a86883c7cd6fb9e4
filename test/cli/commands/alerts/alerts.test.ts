import { describe, expect, test } from 'vitest'

import { opens } from '../../opens.ts'
import { says } from '../../says.ts'

const STACK = { kind: 'stack', stackName: 'Roundtrip' }

test.each([
  ['alerts test', STACK],
  ['alert test shop', STACK],
  ['alerts test shop --topic on-call --stack Mail', { kind: 'stack', stackName: 'Mail' }],
  ['alerts test --local', { kind: 'local', folder: '.data' }],
  ['alerts test --local shop', { kind: 'local', folder: '.data' }],
  ['alerts test --local ./data shop', { kind: 'local', folder: './data' }],
])('%s needs somebody who publishes', async (line, target) => {
  expect(await opens(line)).toEqual({ target, need: 'running' })
})

describe('what is not understood is told', () => {
  test.each([
    ['alerts tset', 'roundtrip alerts: there is no command "tset"; did you mean test?'],
    ['alerts test a b', 'roundtrip alerts test: expected MONITOR (the id of one monitor) and nothing else'],
    ['alerts test --topic', 'roundtrip alerts test: --topic needs a value'],
    ['alerts test --topic operations', '--topic: "operations" carries alarms, and no alerts'],
    ['alerts test --topic arn:x', `--topic: expected a topic's name from the settings, got "arn:x"`],
    ['alerts test --tpic x', 'there is no option --tpic; did you mean --topic?'],
    ['alerts test --stack Mail --local', '--stack and --local exclude each other'],
    ['alerts test --stack a/b', `"a/b" cannot be a stack's name`],
  ])('%s', async (line, message) => {
    const { code, out, err } = await says(line.split(' '))
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain(message)
  })
})

test('alerts alone says what there is', async () => {
  const { code, out } = await says(['alerts'])
  expect(code).toBe(0)
  expect(out).toMatch(/^Usage: roundtrip alerts COMMAND\n[^]*^ {2}test {2}send a test alert/m)
})
