import { describe, expect, test } from 'vitest'

import { opens } from '../../opens.ts'
import { mistakesIn, says } from '../../says.ts'

const STACK = { kind: 'stack', stackName: 'Roundtrip' }
const local = (folder: string) => ({ kind: 'local', folder })

describe('whose monitors are meant', () => {
  test.each([
    ['list', STACK, 'there'],
    ['ls', STACK, 'there'],
    ['list --stack Mail', { kind: 'stack', stackName: 'Mail' }, 'there'],
    ['list --local', local('.data'), 'there'],
    ['list --local --json', local('.data'), 'there'],
    ['list --local=data', local('data'), 'there'],
    ['list --local ./data', local('./data'), 'there'],
    ['show --local shop', local('.data'), 'there'],
    ['show --local .other shop', local('.other'), 'there'],
    ['show shop --local /var/lib/roundtrip', local('/var/lib/roundtrip'), 'there'],
    ['import --local ./mine.yaml', local('.data'), 'made'],
    ['import ./mine.csv --local ../data', local('../data'), 'made'],
    ['import -', STACK, 'made'],
    ['import --local -', local('.data'), 'made'],
    ['add shop --email a@example.com', STACK, 'made'],
    ['edit shop --set a=1 --set b=2 --unset c', STACK, 'there'],
    ['rm a b c --yes', STACK, 'there'],
    ['pause a b', STACK, 'there'],
    ['resume a', STACK, 'there'],
    ['export', STACK, 'there'],
  ])('%s', async (line, target, need) => {
    expect(await opens(`monitors ${line}`)).toEqual({ target, need })
  })

  test('ROUNDTRIP_TARGET says it where no option does', async () => {
    const env = { ROUNDTRIP_TARGET: 'local:./mine' }
    expect(await opens('monitor list', { env })).toMatchObject({ target: local('./mine') })
    expect(await opens('monitor list --stack Mail', { env })).toMatchObject({ target: { stackName: 'Mail' } })
  })
})

describe('what is not understood is told', () => {
  test.each([
    ['lst', 'there is no command "lst"; did you mean list?'],
    ['list shop', 'expected options and nothing else'],
    ['show', 'expected ID (the id of one monitor)'],
    ['show a b', 'expected ID (the id of one monitor) and nothing else'],
    ['pause', 'expected ID (the id of a monitor, or several)'],
    ['list --stack a/b', `"a/b" cannot be a stack's name`],
    ['list --stack Mail --local', '--stack and --local exclude each other'],
    ['list --yes', 'there is no option --yes'],
    ['export --format xml', '--format: expected yaml, json or csv, got "xml"'],
    ['show --jsn', 'there is no option --jsn; did you mean --json?'],
    ['show --format', 'there is no option --format'],
    ['export --format', '--format needs a value'],
    ['pause shop --for 1h --for 2h', '--for is given twice'],
    ['list --json=hunter2', '--json takes no value'],
    ['remove shop', 'there is no terminal to ask on; --yes removes without a question'],
  ])('%s', async (line, mistake) => {
    expect(await mistakesIn(says(['monitors', ...line.split(' ')]))).toBe(mistake)
  })

  test('several together, as far as they can be told', async () => {
    expect(await says(['monitors', 'export', 'a', '--format', 'xml', '--all=x'])).toEqual({
      code: 2,
      out: '',
      err: [
        'roundtrip monitors export: 2 mistakes (roundtrip monitors export --help)',
        '  --all takes no value',
        '  --format: expected yaml, json or csv, got "xml"',
        '',
      ].join('\n'),
    })
  })

  test('a password on the line is told where it belongs, and not repeated', async () => {
    const told = await mistakesIn(says(['monitors', 'add', 'shop', '--smtp-password', 'hunter2']))
    expect(told).toMatch(
      /^--smtp-password: a password on the command line is visible to everybody .*; store it with npx roundtrip secrets set NAME and write --smtp-password-ref ssm:NAME$/,
    )
  })
})
