import { expect, test } from 'vitest'

import { mistakesIn, refusedCheckSays } from '../../says.ts'

test.each([
  ['a value that is missing', ['--email', '--log'], '--email needs a value'],
  ['a value that is missing at the end', ['--email'], '--email needs a value'],
  ['an option twice', ['--from', 'a', '--from', 'b'], '--from is given twice'],
  ['a value for a switch', ['--json=hunter2'], '--json takes no value'],
  ['a slip of the finger', ['--emial', 'x'], 'there is no option --emial; did you mean --email?'],
  ['an option like no other', ['--frobnicate'], 'there is no option --frobnicate'],
  ['two ids', ['a', 'b'], /^expected ID\|FILE .* and nothing else$/],
  ['a file beside a table', ['a', '--local', '--file', 'b'], /^--stack and --local: expected the id/],
])('%s is a mistake', async (_what, args, mistake) => {
  expect(await mistakesIn(refusedCheckSays(...args))).toMatch(mistake)
})

test.each([['-phunter2'], ['-p', 'hunter2'], ['-5']])(
  'one hyphen is told without what follows: %j',
  async (...args) => {
    expect(await mistakesIn(refusedCheckSays(...args))).toBe(
      'unknown option (not shown: it may be a password); -h is the only one with a single hyphen',
    )
  },
)

test.each([
  [['--json', '--nagios'], '--json and --nagios exclude each other'],
  [['--log', '--nagios'], '--nagios prints one line, without the log of --log'],
  [['--frobnicate', '--nagios'], 'there is no option --frobnicate'],
  [['a', 'b', '--nagios'], 'and nothing else'],
])('%j is UNKNOWN to Nagios', async (args, mistake) => {
  const { code, out, err } = await refusedCheckSays(...args)
  expect({ code, err }).toEqual({ code: 3, err: '' })
  expect(out).toMatch(/^ROUNDTRIP UNKNOWN - [^\n]+\n$/)
  expect(out).toContain(mistake)
})

test.each([
  ['--password', 'password-env'],
  ['--smtp-password', 'smtp-password-env'],
  ['--passwd', 'password-env'],
  ['--PASS', 'password-env'],
  ['--pwd', 'password-env'],
])(
  '%s is refused with the reason and the option to use, and its value is not repeated',
  async (option, instead) => {
    for (const args of [
      [option, 'hunter2', 'shop'],
      [`${option}=hunter2`, 'shop'],
      [`${option}=hunter2\nhunter2`],
    ]) {
      const mistake = await mistakesIn(refusedCheckSays(...args))
      expect(mistake).toMatch(/visible to everybody on this machine and kept in the shell's history/)
      expect(mistake).toMatch(
        new RegExp(`put it into an environment variable and name that: --${instead} NAME$`),
      )
      expect(mistake).not.toContain('hunter2')
    }
  },
)
