import { expect, test } from 'vitest'

import { targetOf } from '../../../cli/arguments/target-flags.ts'

function target(flags: { stack?: string; local?: string }, ROUNDTRIP_TARGET?: string) {
  const settings = () => Promise.resolve({ stackName: 'Mail' })
  const { stack, local } = flags
  return targetOf({ stack, local }, { env: { ROUNDTRIP_TARGET }, settings })
}

const stack = (stackName: string) => ({ kind: 'stack', stackName })
const local = (folder: string) => ({ kind: 'local', folder })

test.each([
  ['the stack of the settings', {}, undefined, stack('Mail')],
  ['the stack of --stack', { stack: 'Other' }, 'local', stack('Other')],
  ['the folder of --local', { local: './mine' }, 'Other', local('./mine')],
  ['.data of --local alone', { local: '' }, 'Other', local('.data')],
  ['.data of the environment', {}, 'local', local('.data')],
  ['a folder of the environment', {}, 'local:/var/lib/roundtrip', local('/var/lib/roundtrip')],
  ['a stack of the environment', {}, 'stack:local', stack('local')],
  ['a bare name in the environment', {}, 'Other', stack('Other')],
  ['the settings where the environment is empty', {}, '', stack('Mail')],
])('%s', async (_, flags, environment, expected) => {
  expect(await target(flags, environment)).toEqual(expected)
})

test.each([
  [{ stack: 'A', local: '' }, undefined, '--stack and --local exclude each other'],
  [{ stack: '9' }, undefined, `"9" cannot be a stack's name`],
  [{}, 'stack:a.b', `ROUNDTRIP_TARGET: "a.b" cannot be a stack's name`],
])('%j with %s is refused', async (flags, environment, message) => {
  await expect(target(flags, environment)).rejects.toThrow(message)
})
