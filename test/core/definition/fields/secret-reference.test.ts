import { describe, expect, test } from 'vitest'

import { readSecretReference } from '../../../../shared/core/definition/fields/secret-reference.ts'
import type { DefinitionSource } from '../../../../shared/core/definition/monitor.ts'

const HINT = '`npx roundtrip secrets set NAME` and write ssm:NAME'
const SOURCES: readonly DefinitionSource[] = ['stack', 'table', 'file']

describe('a reference that is understood', () => {
  test.each(
    SOURCES.flatMap((source) =>
      (['ssm', 'secretsmanager'] as const).map((store) => [store, source] as const),
    ),
  )('%s:, from %s', (store, source) => {
    expect(readSecretReference(`${store}:Mail_box-1.b`, source)).toEqual({
      ok: true,
      value: { store, name: 'Mail_box-1.b' },
    })
  })

  test('env:, from a file', () => {
    expect(readSecretReference('env:MAIL_PASSWORD', 'file')).toEqual({
      ok: true,
      value: { store: 'env', name: 'MAIL_PASSWORD' },
    })
  })
})

describe('a reference that is refused', () => {
  test.each<[string, DefinitionSource, unknown, string]>([
    ['a literal', 'stack', 'hunter2', HINT],
    ['a literal', 'table', 'hunter2', HINT],
    ['a literal', 'file', 'hunter2', 'env:NAME'],
    ['empty text', 'stack', '', HINT],
    ['a literal with a colon', 'stack', 'Hunter2:more', HINT],
    ['env:', 'stack', 'env:hunter2', HINT],
    ['env:', 'table', 'env:hunter2', HINT],
    ['env: with an impossible name', 'file', 'env:hunter2=x', 'environment variable'],
    ['env: alone', 'file', 'env:', 'environment variable'],
    [
      'secretsmanager: alone',
      'stack',
      'secretsmanager:',
      'expected secretsmanager:NAME, where NAME is 1 to 64',
    ],
    ['an ARN', 'file', 'secretsmanager:arn:aws:x:hunter2', 'NAME is 1 to 64'],
    ['another store', 'stack', 'vault:hunter2', HINT],
    ['ssm: alone', 'stack', 'ssm:', 'NAME is 1 to 64'],
    ['a path, which could lead out of the prefix', 'stack', 'ssm:../hunter2', 'NAME is 1 to 64'],
    ['a name with a line break', 'stack', 'ssm:hunter2\n', 'NAME is 1 to 64'],
    ['a name that is too long', 'stack', `ssm:${'hunter2'.repeat(20)}`, 'NAME is 1 to 64'],
    ['a number', 'stack', 42_424_242, 'got a number'],
    ['a list', 'stack', ['hunter2'], 'got a list'],
    ['an object', 'stack', { hunter2: 'hunter2' }, 'got an object'],
    ['nothing', 'stack', undefined, 'got nothing'],
    ['null', 'stack', null, 'got null'],
  ])('%s from %s', (_what, source, written, message) => {
    const reading = readSecretReference(written, source)
    expect(reading).toEqual({ ok: false, message: expect.stringContaining(message) as string })
    expect(JSON.stringify(reading)).not.toMatch(/hunter2|42424242/i)
  })
})
