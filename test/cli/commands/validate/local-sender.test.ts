import { expect, test } from 'vitest'

import { fileOf } from '../../../support/temporary-files.ts'
import { says } from '../../says.ts'

const MONITOR = {
  monitorId: 'shop',
  emailAddress: 'probe@gmail.com',
  mailbox: { server: 'pop3s://pop.gmail.com', userid: 'probe@gmail.com', password: 'env:POP_PASSWORD' },
}
const localSender = { server: 'smtp://smtp.gmail.com:587', userid: 'probe@gmail.com', password: 'ssm:relay' }

async function validated(settings: { localSender?: unknown; builtInSender?: unknown }) {
  const file = await fileOf('mine.json', JSON.stringify(MONITOR, undefined, 1))
  const { code, out } = await says(['validate', file], { settings: () => Promise.resolve(settings) })
  return { code, out: out.replaceAll(file, 'FILE') }
}

test('a Gmail account that localSender would send to its own POP3 is a mistake, told at its line', async () => {
  expect(await validated({ localSender })).toEqual({
    code: 2,
    out: expect.stringMatching(
      /^FILE:6: mailbox\.userid: contradicts localSender in cdk\/settings\.ts: .*\nFILE: 1 monitor, 1 mistake\n$/,
    ) as string,
  })
})

test.each([
  ['the settings name no sender', {}],
  ['it is another account', { localSender: { ...localSender, userid: 'other@gmail.com' } }],
  ['it has mistakes, which are told elsewhere', { localSender: { ...localSender, server: 5 } }],
  ['a stack sends itself', { localSender, builtInSender: 'address' }],
])('it is none where %s', async (_case, settings) => {
  expect(await validated(settings)).toMatchObject({ code: 0 })
})
