import { describe, expect, test } from 'vitest'

import { readMaintenanceArguments } from '../../../../cli/commands/maintenance/arguments.ts'
import { MAINTENANCE_USAGE, VERBS, usageOf } from '../../../../cli/commands/maintenance/usage.ts'
import { UsageError } from '../../../../cli/arguments/usage-error.ts'
import { says } from '../../says.ts'

const read = (line: string) => readMaintenanceArguments(line.split(' '), 'Roundtrip')

const STACK = { kind: 'stack', stackName: 'Roundtrip' }

describe('whose windows are meant', () => {
  test.each([
    ['list', { monitorIds: [], target: STACK }],
    ['list a b', { monitorIds: ['a', 'b'] }],
    ['list --local shop', { monitorIds: ['shop'], target: { kind: 'local', folder: '.data' } }],
    ['add a b a', { monitorIds: ['a', 'b'] }],
    ['add --tag web', { monitorIds: [], values: { tag: 'web' } }],
    ['remove a 1 3', { monitorIds: ['a'], numbers: [1, 3] }],
    ['remove 1 2', { monitorIds: ['1'], numbers: [2] }],
    ['remove a b --all', { monitorIds: ['a', 'b'], numbers: [] }],
    ['remove --over', { monitorIds: [], numbers: [] }],
    ['remove a --over --stack Mail', { monitorIds: ['a'], target: { kind: 'stack', stackName: 'Mail' } }],
    ['remove --tag web 2', { monitorIds: [], numbers: [2], values: { tag: 'web' } }],
    ['remove --tag web --over', { monitorIds: [], numbers: [] }],
  ])('%s', (line, command) => {
    expect(read(line)).toMatchObject({ kind: 'command', ...command })
  })
})

describe('what is not understood is told whole', () => {
  test.each([
    ['', /^maintenance: there is no command ""$/],
    ['ad', /^maintenance: there is no command "ad"; did you mean add\?$/],
    ['add', /^maintenance add: expected the id of a monitor, several, or --tag TAG, got nothing$/],
    ['add a --tag web', /^maintenance add: expected no ids beside --tag, got "a"$/],
    ['add a --until 1', /there is no option --until$/],
    [
      'remove',
      /^maintenance remove: expected the id of a monitor or --tag TAG, and numbers, --all or --over$/,
    ],
    ['remove a', /expected numbers of windows as "list" shows them, or --all, or --over, got nothing$/],
    ['remove a b', /expected numbers of windows .*, got "b"$/],
    ['remove a 0', /expected numbers of windows .*, got "0"$/],
    ['remove --tag web', /expected numbers of windows .*, got nothing$/],
    ['remove --tag web 1 --all', /expected no numbers beside it, got "1"$/],
    ['remove --all', /expected the id of a monitor, several, or --tag TAG, got nothing$/],
    ['remove a --all --over', /--all and --over exclude each other$/],
    ['list --stack a/b --local', /--stack and --local exclude each other; "a\/b" cannot be a stack's name$/],
  ])('%j', (line, message) => {
    expect(() => read(line)).toThrow(UsageError)
    expect(() => read(line)).toThrow(message)
  })

  test('with exit code 2 and the command that says what there is', async () => {
    const { code, out, err } = await says(['maintenance', 'remove', 'shop'])
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toMatch(/^roundtrip: maintenance remove: .* \(roundtrip maintenance remove --help\)\n$/)
  })
})

describe('help', () => {
  test('says all commands, and of each what it takes', async () => {
    for (const verb of VERBS) {
      expect(MAINTENANCE_USAGE).toMatch(new RegExp(`^ {2}${verb} `, 'm'))
      expect(read(`${verb} --help --nonsense`)).toEqual({ kind: 'help', verb })
      expect(usageOf(verb)).toMatch(new RegExp(`^Usage: roundtrip maintenance ${verb} `))
    }
    expect(await says(['maintenance', '--help'])).toEqual({
      code: 0,
      out: MAINTENANCE_USAGE,
      err: '',
    })
  })

  test('fits a terminal of 130 columns', () => {
    const lines = [MAINTENANCE_USAGE, ...VERBS.map(usageOf)].join('\n').split('\n')
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(130)
  })
})
