import { describe, expect, test } from 'vitest'

import { readMonitorsArguments } from '../../../../cli/commands/monitors/arguments.ts'
import { MONITORS_USAGE, VERBS, usageOf } from '../../../../cli/commands/monitors/usage.ts'
import { UsageError } from '../../../../cli/arguments/usage-error.ts'
import { says } from '../../says.ts'

const STACK = { kind: 'stack', stackName: 'Roundtrip' }
const read = (line: string) => readMonitorsArguments(line.split(' '), 'Roundtrip')

describe('whose monitors are meant', () => {
  test.each([
    ['list', STACK, []],
    ['list --stack Mail', { kind: 'stack', stackName: 'Mail' }, []],
    ['list --local', { kind: 'local', folder: '.data' }, []],
    ['list --local --json', { kind: 'local', folder: '.data' }, []],
    ['list --local=data', { kind: 'local', folder: 'data' }, []],
    ['list --local ./data', { kind: 'local', folder: './data' }, []],
    ['show --local shop', { kind: 'local', folder: '.data' }, ['shop']],
    ['show --local .other shop', { kind: 'local', folder: '.other' }, ['shop']],
    ['show shop --local /var/lib/roundtrip', { kind: 'local', folder: '/var/lib/roundtrip' }, ['shop']],
    ['import --local ./mine.yaml', { kind: 'local', folder: '.data' }, ['./mine.yaml']],
    ['import ./mine.csv --local ../data', { kind: 'local', folder: '../data' }, ['./mine.csv']],
    ['import -', STACK, ['-']],
    ['import --local -', { kind: 'local', folder: '.data' }, ['-']],
    ['remove a b c', STACK, ['a', 'b', 'c']],
    ['export', STACK, []],
  ])('%s', (line, target, names) => {
    expect(read(line)).toMatchObject({ kind: 'command', target, names })
  })
})

test('options may be repeated where that makes sense', () => {
  expect(read('edit shop --set a=1 --set b=2 --unset c')).toMatchObject({
    lists: { set: ['a=1', 'b=2'], unset: ['c'] },
  })
})

describe('what is not understood is told whole', () => {
  test.each([
    ['', /^monitors: there is no command ""$/],
    ['lst', /^monitors: there is no command "lst"; did you mean list\?$/],
    ['list shop', /^monitors list: expected nothing but options, got "shop"$/],
    ['show', /^monitors show: expected the id of one monitor, got nothing$/],
    ['show a b', /expected the id of one monitor, got "a", "b"$/],
    ['pause', /expected the id of a monitor, or several, got nothing$/],
    ['list --stack a/b', /"a\/b" cannot be a stack's name$/],
    ['list --stack Mail --local', /--stack and --local exclude each other$/],
    ['list --yes', /there is no option --yes/],
    ['export --format xml', /--format: expected yaml, json or csv, got "xml"$/],
    [
      'show --jsn',
      /there is no option --jsn; did you mean --json\?; expected the id of one monitor, got nothing$/,
    ],
    ['pause shop --for 1h --for 2h', /--for stands here twice$/],
    ['list -j', /there are no options with one hyphen but -h$/],
  ])('%j', (line, message) => {
    expect(() => read(line)).toThrow(UsageError)
    expect(() => read(line)).toThrow(message)
  })

  test('with exit code 2 and the command that says what there is', async () => {
    const { code, out, err } = await says(['monitors', 'show'])
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toBe(
      'roundtrip: monitors show: expected the id of one monitor, got nothing (roundtrip monitors show --help)\n',
    )
  })
})

describe('help', () => {
  test('says all commands, and of each what it takes', async () => {
    for (const verb of VERBS) {
      expect(MONITORS_USAGE).toMatch(new RegExp(`^ {2}${verb} `, 'm'))
      expect(read(`${verb} --help --nonsense`)).toEqual({ kind: 'help', verb })
      expect(usageOf(verb)).toMatch(new RegExp(`^Usage: roundtrip monitors ${verb} `))
    }
    expect(await says(['monitors', '--help'])).toEqual({ code: 0, out: MONITORS_USAGE, err: '' })
    expect((await says(['monitors', 'pause', '-h'])).out).toBe(usageOf('pause'))
  })

  test('fits a terminal of 130 columns', () => {
    const lines = [MONITORS_USAGE, ...VERBS.map(usageOf)].join('\n').split('\n')
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(130)
  })
})
