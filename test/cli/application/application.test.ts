import { expect, test } from 'vitest'

import packageJson from '../../../package.json' with { type: 'json' }
import { GROUPS } from '../../../cli/application/routes.ts'
import { says } from '../says.ts'

test.each([[[]], [['help']], [['--help']], [['-h']]])('%j is the first screen', async (line) => {
  const { code, out, err } = await says(line)
  expect({ code, err }).toEqual({ code: 0, err: '' })
  for (const name of Object.values(GROUPS).flatMap((group) => Object.keys(group))) {
    expect(out).toMatch(new RegExp(`^  ${name} `, 'm'))
  }
  expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100)
})

test.each(['--version', 'version', '-v'])('%s is that of the package', async (word) => {
  expect(await says([word])).toEqual({ code: 0, out: `${packageJson.version}\n`, err: '' })
})

test.each([[['help', 'validate']], [['validate', '--help']], [['validate', 'x', '-h']]])(
  '%j is the help of the command, within the width of the terminal',
  async (line) => {
    const narrow = { write: () => undefined, isTerminal: true, columns: 60 }
    let out = ''
    const { code } = await says(line, { out: { ...narrow, write: (text) => void (out += text) } })
    expect(code).toBe(0)
    expect(out).toMatch(/^Usage: roundtrip validate FILE … \[options\]\n/)
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(60)
  },
)

test.each([
  [['validat'], 'roundtrip: there is no command "validat"; did you mean validate? (roundtrip --help)'],
  [
    ['help', 'validat'],
    'roundtrip: there is no command "validat"; did you mean validate? (roundtrip --help)',
  ],
  [['--local', 'validate'], 'roundtrip: options come after the command (roundtrip --help)'],
  [
    ['validate', 'x', '--hepl'],
    'roundtrip validate: there is no option --hepl; did you mean --help? (roundtrip validate --help)',
  ],
  [['validate', '--help=hunter2'], 'roundtrip validate: --help takes no value (roundtrip validate --help)'],
])('%j is told, and is exit code 2', async (line, err) => {
  expect(await says(line)).toEqual({ code: 2, out: '', err: `${err}\n` })
})

test.each([
  ['--password', 'hunter2'],
  ['--password=hunter2'],
  ['--PASSWD=hunter2\nx'],
  ['-phunter2'],
  ['--p!hunter2'],
  ['--pasword', 'hunter2'],
])('a password is never repeated: %j', async (...line) => {
  const { code, out, err } = await says(['validate', ...line])
  expect({ code, out }).toEqual({ code: 2, out: '' })
  expect(err).not.toContain('hunter2')
})
