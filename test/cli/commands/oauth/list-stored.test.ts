import { expect, onTestFinished, test } from 'vitest'

import { dataFolder } from '../../../support/temporary-files.ts'
import { recordingEndpoint, refusal } from '../../../support/aws/recording-endpoint.ts'
import { account } from '../../account.ts'
import { STACK } from '../../surroundings.ts'
import { says } from '../../says.ts'
import { longTest } from '../../../support/thorough.ts'

const GRANT = {
  ...{ grant: 'client-credentials', clientId: 'roundtrip', clientSecret: 'hunter2-hunter2', scope: 'mail' },
  tokenEndpoint: 'https://login.example.com/token',
}
const settings = () => Promise.resolve({})

/** A local mode in which a grant and a password are stored, and no monitor names them. */
async function localMode() {
  const local = ['--local', await dataFolder()]
  const store = (name: string, value: string) =>
    says(['secrets', 'set', name, '--host', 'mail.example.com', ...local], {
      readSecret: () => Promise.resolve(value),
      settings,
    })
  expect(
    await says(['monitors', 'add', 'x', '--email', 'x@example.com', ...mailbox, ...local]),
  ).toMatchObject({
    code: 0,
  })
  expect(await store('mail', JSON.stringify(GRANT))).toMatchObject({ code: 0 })
  expect(await store('inbox', 'hunter2-hunter2')).toMatchObject({ code: 0 })
  return local
}
const mailbox = [
  ...['--mailbox', 'imaps://mail.example.com', '--smtp', 'smtp://mail.example.com:587'],
  ...['--userid', 'probe', '--password-ref', 'ssm:other'],
]

const lines = (out: string) => out.split('\n').map((line) => line.trim().split(/\t| {2,}/))

longTest('a grant that no monitor names is listed, to a terminal and to a pipe alike', async () => {
  const local = await localMode()
  const shown = await says(['oauth', 'list', ...local], { settings }, 100)
  const piped = await says(['oauth', 'list', ...local], { settings })
  expect(lines(shown.out).map(([first]) => first)).toContain('ssm:mail')
  expect(lines(piped.out).map(([first]) => first)).toEqual(['ssm:mail', ''])
  expect(piped.out).not.toContain('inbox')
  const json = await says(['secrets', 'list', '--json', ...local], { settings })
  expect(JSON.parse(json.out)).toMatchObject({
    items: [
      { secret: 'ssm:inbox', kind: 'password', monitors: [], hosts: ['mail.example.com'] },
      { secret: 'ssm:mail', kind: 'grant', monitors: [] },
      { secret: 'ssm:other', kind: 'password', monitors: ['x'], stored: 'no' },
    ],
  })
  expect(shown.out + piped.out + json.out).not.toContain('hunter2')
})

longTest('without grants it says so, to a pipe too', async () => {
  const local = ['--local', await dataFolder()]
  await says(['monitors', 'add', 'x', '--email', 'x@example.com', ...mailbox, ...local])
  for (const columns of [undefined, 100]) {
    const { code, out } = await says(['oauth', 'list', ...local], { settings }, columns)
    expect({ code, out }).toEqual({
      code: 0,
      out: expect.stringContaining('No OAuth2 grant is stored, and no monitor names one.') as string,
    })
  }
})

/** A stack whose stores answer so. */
async function stack(parameters: Parameters<typeof recordingEndpoint>[0]) {
  const { env } = await account()
  const ssm = await recordingEndpoint(parameters)
  const managed = await recordingEndpoint(() => ({ body: '{"SecretList":[]}' }))
  onTestFinished(async () => {
    await Promise.all([ssm.close(), managed.close()])
  })
  return { ...env, AWS_ENDPOINT_URL_SSM: ssm.url, AWS_ENDPOINT_URL_SECRETS_MANAGER: managed.url }
}

test('of a stack the stores are listed with the credentials of the command', async () => {
  const env = await stack(({ body }) => ({
    body: JSON.stringify({
      Parameters: body.includes('grants') ? [{ Name: `/roundtrip/${STACK}/grants/m365` }] : [],
    }),
  }))
  const { code, out, err } = await says(['oauth', 'list'], { env, settings })
  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(out).toContain('ssm:m365\tunused')
})

test('who may not list the stores hears it, beside what monitors name', async () => {
  const env = await stack(() => refusal('AccessDeniedException', 'not authorized: ssm:DescribeParameters'))
  const { code, out, err } = await says(['oauth', 'list'], { env, settings })
  expect({ code, out }).toEqual({ code: 0, out: 'No monitor names an OAuth2 grant.\n' })
  expect(err).toMatch(
    /^Grants that no monitor names may be missing here: SSM Parameter Store: AccessDeniedException: .*DescribeParameters\n$/,
  )
})
