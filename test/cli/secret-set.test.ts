import { spawn } from 'node:child_process'
import path from 'node:path'
import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, test } from 'vitest'

import { settings } from '../../cdk/settings.ts'
import { Interrupted, readSecret } from '../../cli/read-secret.ts'
import { DEFAULT_STACK_NAME } from '../../shared/core/secret-names.ts'
import { recordingEndpoint, ssmEndpoint, type RecordingEndpoint } from '../support/recording-endpoint.ts'

const MAIN = path.resolve(import.meta.dirname, '../../cli/main.ts')
/** The stack of this checkout. */
const STACK = settings.stackName ?? DEFAULT_STACK_NAME
const SECRET = 'corr3ct horse  '

const stored = new Map<string, string>()
let ssm: RecordingEndpoint
beforeEach(async () => {
  stored.clear()
  ssm = await ssmEndpoint(stored)
})
afterEach(() => ssm.close())

/** The real command in a process of its own, with an account and a Region that lead to the recording endpoint. */
async function roundtrip(args: string[], stdin = '', env: Record<string, string> = awsEnvironment()) {
  const child = spawn(process.execPath, [MAIN, ...args], {
    env: {
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_CONFIG_FILE: '/dev/null',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
      ...env,
    },
  })
  child.stdin.on('error', () => undefined)
  child.stdin.end(stdin)
  const code = new Promise<number | null>((resolve) => child.on('close', resolve))
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)])
  return { code: await code, stdout, stderr }
}

function awsEnvironment(): Record<string, string> {
  return {
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL_SSM: ssm.url,
  }
}

test('secret set stores standard input as a SecureString without its line end, and shows it nowhere', async () => {
  const { code, stdout, stderr } = await roundtrip(['secret', 'set', 'contact-form'], `${SECRET}\n`)

  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(stdout).toBe(`contact-form is set: /roundtrip/${STACK}/contact-form in eu-west-1, version 1\n`)
  expect(JSON.parse(ssm.requests[0]?.body ?? '')).toMatchObject({
    Name: `/roundtrip/${STACK}/contact-form`,
    Value: SECRET,
    Type: 'SecureString',
    Overwrite: true,
  })
})

test('only one line end is taken off, and --stack says whose secret it is', async () => {
  await roundtrip(['secret', 'set', 'pop', '--stack', 'Mail'], `${SECRET}\r\n\n`)
  expect([...stored]).toEqual([['/roundtrip/Mail/pop', `${SECRET}\r\n`]])
})

test.each([
  ['nothing on standard input', ['secret', 'set', 'pop'], 'no value given for pop: nothing was changed'],
  ['no command', [], 'no command given'],
  ['an unknown command', ['secret', 'get', 'pop'], 'there is no command "secret get"'],
  ['no name', ['secret', 'set'], 'secret set: the name of the secret is missing'],
  ['the value as an argument', ['secret', 'set', 'pop', 'hunter2'], 'one name expected, and no value'],
  ['an unknown option', ['secret', 'set', 'pop', '--value', 'x'], "Unknown option '--value'"],
  ['a name with a slash', ['secret', 'set', '../other'], '"../other" cannot be a secret\'s name'],
  ['a stack with a slash', ['secret', 'set', 'pop', '--stack', 'a/b'], '"a/b" cannot be a stack\'s name'],
])('%s is one sentence and exit code 2', async (_, args, sentence) => {
  const { code, stdout, stderr } = await roundtrip(args)
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toContain(sentence)
  expect(stderr.trimEnd().split('\n')).toHaveLength(1)
  expect(stderr).not.toContain('hunter2')
  expect(stored.size).toBe(0)
})

test.each([
  [
    'no Region',
    { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' },
    'no AWS Region is set; set AWS_REGION',
  ],
  ['no credentials', { AWS_REGION: 'eu-west-1' }, 'no AWS credentials that work were found'],
])('%s is one sentence and exit code 1', async (_, env, sentence) => {
  const { code, stderr } = await roundtrip(['secret', 'set', 'pop'], SECRET, env)
  expect(code).toBe(1)
  expect(stderr).toContain(sentence)
  expect(stderr.trimEnd().split('\n')).toHaveLength(1)
  expect(stderr).not.toContain(SECRET)
})

test('what AWS refuses is told in its words, with exit code 1', async () => {
  const refusal = { __type: 'AccessDeniedException', message: 'not authorized to perform: ssm:PutParameter' }
  const denying = await recordingEndpoint(() => ({ status: 400, body: JSON.stringify(refusal) }))
  const env = { ...awsEnvironment(), AWS_ENDPOINT_URL_SSM: denying.url }
  const { code, stderr } = await roundtrip(['secret', 'set', 'pop'], SECRET, env)
  await denying.close()
  expect(code).toBe(1)
  expect(stderr).toBe(
    'roundtrip: AWS said no: AccessDeniedException: not authorized to perform: ssm:PutParameter\n',
  )
})

test('--help says what there is', async () => {
  const { code, stdout } = await roundtrip(['--help'])
  expect(code).toBe(0)
  expect(stdout).toContain('secret set NAME')
})

test('at a terminal the value is asked for and not echoed, and a slip can be taken back', async () => {
  const keyboard = Object.assign(new PassThrough(), { isTTY: true })
  const screen: string[] = []
  const value = readSecret('Value: ', keyboard, { write: (shown) => screen.push(shown) })
  keyboard.write('hunter3\x7f2\r')
  expect(await value).toBe('hunter2')
  expect(screen.join('')).toBe('Value: \n')
})

test('Ctrl-C at the prompt takes the command back', async () => {
  const keyboard = Object.assign(new PassThrough(), { isTTY: true })
  const value = readSecret('Value: ', keyboard, { write: () => undefined })
  keyboard.write('hun\x03')
  await expect(value).rejects.toThrow(Interrupted)
})
