import { spawn } from 'node:child_process'
import path from 'node:path'
import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { settings } from '../../../../cdk/settings.ts'
import { keyFor } from '../../../../cli/commands/secret/set.ts'
import { Interrupted, readSecret } from '../../../../cli/terminal/read-secret.ts'
import { DEFAULT_STACK_NAME } from '../../../../shared/core/aws/secret-names.ts'
import {
  type RecordedRequest,
  type RecordingEndpoint,
  recordingEndpoint,
  refusal,
  secretsManagerEndpoint,
  ssmEndpoint,
} from '../../../support/aws/recording-endpoint.ts'
import { ROOT } from '../../../support/project.ts'

const MAIN = path.resolve(ROOT, 'cli/main.ts')
/** The stack of this checkout. */
const STACK = settings.stackName ?? DEFAULT_STACK_NAME
const SECRET = 'corr3ct horse  '

const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d'

const stored = new Map<string, string>()
let ssm: RecordingEndpoint
let secretsManager: RecordingEndpoint
beforeEach(async () => {
  stored.clear()
  ssm = await ssmEndpoint(stored)
  secretsManager = await secretsManagerEndpoint(stored)
})
afterEach(() => Promise.all([ssm.close(), secretsManager.close()]))

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
    AWS_ENDPOINT_URL_SECRETS_MANAGER: secretsManager.url,
  }
}

/** The operation and what was sent with it. */
function asked({ headers, body }: RecordedRequest): [string, Record<string, unknown>] {
  const operation = String(headers['x-amz-target']).split('.')[1] ?? ''
  return [operation, JSON.parse(body) as Record<string, unknown>]
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
  ['a key by its alias', ['secret', 'set', 'pop', '--key', 'alias/mail'], 'expected the ARN of a KMS key'],
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
  const denying = await recordingEndpoint(() =>
    refusal('AccessDeniedException', 'not authorized to perform: ssm:PutParameter'),
  )
  const env = { ...awsEnvironment(), AWS_ENDPOINT_URL_SSM: denying.url }
  const { code, stderr } = await roundtrip(['secret', 'set', 'pop'], SECRET, env)
  await denying.close()
  expect(code).toBe(1)
  expect(stderr).toBe(
    'roundtrip: AWS said no: AccessDeniedException: not authorized to perform: ssm:PutParameter\n',
  )
})

test('a store that quotes the value does not make the command show it', async () => {
  const quoting = await recordingEndpoint(({ body }) => refusal('ValidationException', `cannot take ${body}`))
  const env = { ...awsEnvironment(), AWS_ENDPOINT_URL_SSM: quoting.url }
  const { code, stderr } = await roundtrip(['secret', 'set', 'pop'], SECRET, env)
  await quoting.close()
  expect(code).toBe(1)
  expect(stderr).toContain('"Value":"<secret>"')
  expect(stderr).not.toContain(SECRET.trim())
})

test('--key is the key that a parameter is encrypted with', async () => {
  await roundtrip(['secret', 'set', 'pop', '--key', KEY], SECRET)
  expect(ssm.requests.map(asked)).toMatchObject([['PutParameter', { KeyId: KEY, Type: 'SecureString' }]])
})

test.each([
  ['asked for', { stackName: 'Mail', keyArn: KEY }, { secretsKeyArn: 'own' }, KEY],
  ['of the settings', { stackName: 'Roundtrip' }, { secretsKeyArn: 'own' }, 'own'],
  [
    'of the settings, by their name',
    { stackName: 'Mail' },
    { stackName: 'Mail', secretsKeyArn: 'own' },
    'own',
  ],
  ['of no other stack', { stackName: 'Mail' }, { secretsKeyArn: 'own' }, undefined],
])('the key is the one %s', (_which, secret, ownSettings, key) => {
  expect(keyFor(secret, ownSettings)).toBe(key)
})

test('without a key the store chooses', async () => {
  await roundtrip(['secret', 'set', 'pop'], SECRET)
  await roundtrip(['secret', 'set', 'pop', '--secretsmanager'], SECRET)
  for (const request of [...ssm.requests, ...secretsManager.requests])
    expect(request.body).not.toContain('Key')
})

describe('--secretsmanager', () => {
  const args = ['secret', 'set', 'pop', '--secretsmanager', '--stack', 'Mail']
  const NAME = 'roundtrip/Mail/pop'

  test('creates the secret under its full name', async () => {
    const { code, stdout, stderr } = await roundtrip([...args, '--key', KEY], `${SECRET}\n`)
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toBe(`pop is set: ${NAME} in eu-west-1, Secrets Manager\n`)
    expect(secretsManager.requests.map(asked)).toMatchObject([
      ['CreateSecret', { Name: NAME, SecretString: SECRET, KmsKeyId: KEY }],
    ])
    expect(ssm.requests).toEqual([])
  })

  test('gives one that exists a new value', async () => {
    stored.set(NAME, 'old')
    const { code } = await roundtrip(args, SECRET)
    expect(code).toBe(0)
    expect(stored.get(NAME)).toBe(SECRET)
    expect(secretsManager.requests.map(asked)).toMatchObject([
      ['CreateSecret', { Name: NAME }],
      ['PutSecretValue', { SecretId: NAME, SecretString: SECRET }],
    ])
  })

  test('and --key give one that exists a new key too', async () => {
    stored.set(NAME, 'old')
    await roundtrip([...args, '--key', KEY], SECRET)
    expect(secretsManager.requests.map(asked).at(-1)).toMatchObject([
      'UpdateSecret',
      { SecretId: NAME, SecretString: SECRET, KmsKeyId: KEY },
    ])
  })

  test('says what to do about a secret that is marked for deletion', async () => {
    const marked = await recordingEndpoint(() =>
      refusal(
        'InvalidRequestException',
        "You can't create this secret because a secret with this name is already scheduled for deletion.",
      ),
    )
    const env = { ...awsEnvironment(), AWS_ENDPOINT_URL_SECRETS_MANAGER: marked.url }
    const { code, stderr } = await roundtrip(args, SECRET, env)
    await marked.close()
    expect(code).toBe(1)
    expect(stderr).toBe(
      `roundtrip: ${NAME} is marked for deletion in eu-west-1: ` +
        `restore it (aws secretsmanager restore-secret --secret-id ${NAME}), then set it again\n`,
    )
  })
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
