import { expect, test } from 'vitest'

import { dataFolder } from '../../../support/temporary-files.ts'
import { says } from '../../says.ts'
import { ADDRESS, PASSWORD, mailServer } from './checked-server.ts'

test('a monitor of local mode is checked from here, and nothing of it is stored', async () => {
  const server = await mailServer()
  const data = await dataFolder()
  const described = [
    ...['--email', ADDRESS, '--userid', 'probe', '--password-ref', 'ssm:shop', '--timeout', '30'],
    ...['--mailbox', `pop3://127.0.0.1:${server.pop3Port}`, '--smtp', `smtp://127.0.0.1:${server.smtpPort}`],
  ]
  await says(['monitors', 'add', 'shop', ...described, '--local', data])
  const env = { ROUNDTRIP_SECRET_SHOP: PASSWORD }
  const { code, out, err } = await says(['check', 'shop', '--local', data], { env })
  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(out).toMatch(/, at most 30 s\n[^]*\nOK: /)
  expect(await says(['check', 'shpo', '--local', data, '--nagios'], { env })).toMatchObject({
    code: 3,
    out: expect.stringMatching(
      /^ROUNDTRIP UNKNOWN - there is no monitor "shpo".*did you mean shop/,
    ) as string,
  })
  const { code: refused, err: why } = await says(['check', 'shpo', '--local', data], { env })
  expect(refused).toBe(1)
  expect(why).toMatch(/^roundtrip: there is no monitor "shpo" in local mode in .*; did you mean shop\?\n$/)
})

test('a monitor without a server to send by says what a check needs', async () => {
  const data = await dataFolder()
  const described = ['--email', ADDRESS, '--userid', 'probe', '--password-ref', 'ssm:shop']
  await says(['monitors', 'add', 'demo', ...described, '--mailbox', 'pop3://127.0.0.1:110', '--local', data])
  const { code, err } = await says(['check', 'demo', '--local', data])
  expect({ code, err }).toEqual({
    code: 1,
    err: 'roundtrip: demo names no smtp.server, and a check has no built-in sender: add one to it, or describe the monitor with options, as --smtp SERVER (roundtrip check --help)\n',
  })
})
