import { expect, test } from 'vitest'

import { readCheckArguments } from '../../../../cli/commands/check/check-arguments.ts'

test('values stand behind a space or an equals sign, switches and the id anywhere', () => {
  const read = readCheckArguments([
    '--email',
    'a@b.example',
    '--timeout=30',
    'shop',
    '--log',
    '--userid=-x=y',
  ])
  expect(read).toEqual({
    values: { email: 'a@b.example', timeout: '30', userid: '-x=y' },
    switches: { 'allow-clear': false, log: true, json: false, nagios: false, help: false },
    targets: ['shop'],
    mistakes: [],
  })
})

test('what follows two hyphens is no option', () => {
  expect(readCheckArguments(['--json', '--', '-odd'])).toMatchObject({ targets: ['-odd'], mistakes: [] })
})

test.each([
  ['a value that is missing', ['--email', '--log'], '--email needs a value'],
  ['a value that is missing at the end', ['--email'], '--email needs a value'],
  ['an option twice', ['--from', 'a', '--from', 'b'], '--from stands here twice'],
  ['a value for a switch', ['--json=yes'], '--json takes no value'],
  ['a slip of the finger', ['--emial', 'x'], 'there is no option --emial; did you mean --email?'],
  ['an option like no other', ['--frobnicate'], 'there is no option --frobnicate'],
  ['a short option', ['-phunter2'], 'there are no options with one hyphen but -h'],
  ['a short option and its value', ['-p', 'hunter2'], 'there are no options with one hyphen but -h'],
  ['two forms at once', ['--json', '--nagios'], '--json and --nagios exclude each other'],
  ['a log on one line', ['--log', '--nagios'], '--nagios prints one line, without the log of --log'],
])('%s is a mistake', (_what, args, mistake) => {
  expect(readCheckArguments(args)).toMatchObject({ mistakes: [mistake], targets: [] })
})

test.each([
  ['--password', 'password-env'],
  ['--smtp-password', 'smtp-password-env'],
  ['--passwd', 'password-env'],
  ['--PASS', 'password-env'],
  ['--pwd', 'password-env'],
])('%s is refused with the reason and the option to use, and its value is swallowed', (option, instead) => {
  for (const args of [
    [option, 'hunter2', 'shop'],
    [`${option}=hunter2`, 'shop'],
  ]) {
    const { mistakes, targets } = readCheckArguments(args)
    expect(targets).toEqual(['shop'])
    expect(mistakes).toHaveLength(1)
    expect(mistakes[0]).toMatch(/seen by everybody on this machine and kept in the shell's history/)
    expect(mistakes[0]).toMatch(new RegExp(`--${instead} NAME$`))
    expect(mistakes[0]).not.toContain('hunter2')
  }
})

test('every mistake is found, not only the first', () => {
  expect(readCheckArguments(['--emial', 'x', '--ca', '--json=1', '-v']).mistakes).toHaveLength(4)
})
