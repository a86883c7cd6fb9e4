import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import {
  type RecordedRequest,
  type RecordingEndpoint,
  recordingEndpoint,
  refusal,
  secretsManagerEndpoint,
  ssmEndpoint,
} from '../../../support/aws/recording-endpoint.ts'
import { NOBODY, TABLES } from '../../account.ts'
import { roundtrip } from '../../roundtrip-process.ts'
import { says } from '../../says.ts'
import { STACK } from '../../surroundings.ts'
import { cloudFormationEndpoint } from '../../../support/aws/cloudformation-endpoint.ts'
import { storedSecretText } from '../../../../shared/core/definition/stored-secret.ts'
import { longTest } from '../../../support/thorough.ts'

const SECRET = 'corr3ct horse  '
const HOST = ['--host', 'mail.example.com']

const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d'

/** What is stored for one host. */
const bound = (value: string) => storedSecretText({ hosts: ['mail.example.com'], value })

const stored = new Map<string, string>()
let ssm: RecordingEndpoint
let secretsManager: RecordingEndpoint
let cloudFormation: RecordingEndpoint
beforeEach(async () => {
  stored.clear()
  ssm = await ssmEndpoint(stored)
  secretsManager = await secretsManagerEndpoint(stored)
  const outputs = { ...TABLES, SecretForm: '1' }
  cloudFormation = await cloudFormationEndpoint({ [STACK]: outputs, Mail: outputs })
})
afterEach(() => Promise.all([ssm.close(), secretsManager.close(), cloudFormation.close()]))

/**
 * The command with an account and a Region that lead to the recording endpoint, for one host, and this on
 * standard input.
 */
function said(args: readonly string[], input = '', env: Record<string, string> = awsEnvironment()) {
  return says([...args, ...HOST], { env: { ...NOBODY, ...env }, readSecret: () => Promise.resolve(input) })
}

/** The same in a process of its own. */
function saidByProcess(
  args: readonly string[],
  input: string,
  env: Record<string, string> = awsEnvironment(),
) {
  return roundtrip([...args, ...HOST], { ...NOBODY, ...env }, input).ended()
}

function awsEnvironment(): Record<string, string> {
  return {
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL_CLOUDFORMATION: cloudFormation.url,
    // Nobody listens there: with --host the monitors are only compared, where they can be read.
    AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:9',
    AWS_ENDPOINT_URL_SSM: ssm.url,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: secretsManager.url,
  }
}

/** The operation and what was sent with it. */
function asked({ headers, body }: RecordedRequest): [string, Record<string, unknown>] {
  const operation = String(headers['x-amz-target']).split('.')[1] ?? ''
  return [operation, JSON.parse(body) as Record<string, unknown>]
}

longTest(
  'secret set stores standard input as a SecureString without its line end, and shows it nowhere',
  async () => {
    const { code, out, err } = await saidByProcess(['secrets', 'set', 'contact-form'], `${SECRET}\n`)

    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toBe(
      `contact-form is set: /roundtrip/${STACK}/contact-form in eu-west-1, version 1, for mail.example.com alone\n`,
    )
    expect(JSON.parse(ssm.requests[0]?.body ?? '')).toMatchObject({
      Name: `/roundtrip/${STACK}/contact-form`,
      Value: bound(SECRET),
      Type: 'SecureString',
      Overwrite: true,
    })
  },
)

test('one line end is taken off, and --stack says whose secret it is', async () => {
  await said(['secrets', 'set', 'pop', '--stack', 'Mail'], `${SECRET}\r\n`)
  expect([...stored]).toEqual([['/roundtrip/Mail/pop', bound(SECRET)]])
})

test.each(['\r\n\n', '\0'])('what no login can send is not stored: %j', async (end) => {
  const { code, err } = await said(['secrets', 'set', 'pop'], SECRET + end)
  expect({ code, stored: [...stored] }).toEqual({ code: 2, stored: [] })
  expect(err).toContain(
    'the value for pop has a line break or a NUL, which cannot be sent: nothing was changed',
  )
})

test.each([
  ['nothing on standard input', ['secrets', 'set', 'pop'], 'no value given for pop: nothing was changed'],
  [
    'an unknown command',
    ['secret', 'get', 'pop'],
    'secrets: there is no command "get"; no password is ever shown',
  ],
  [
    'no name',
    ['secrets', 'set'],
    'secrets set: expected NAME (the name of the secret; its value is asked for',
  ],
  ['the value as an argument', ['secrets', 'set', 'pop', 'hunter2'], 'standard input) and nothing else'],
  ['an unknown option', ['secrets', 'set', 'pop', '--value', 'x'], 'there is no option --value'],
  ['a name with a slash', ['secrets', 'set', '../other'], '"../other" cannot be a secret\'s name'],
  ['a key by its alias', ['secrets', 'set', 'pop', '--key', 'alias/mail'], 'expected the ARN of a KMS key'],
  ['--host beside --any-host', ['secrets', 'set', 'pop', '--any-host'], '--host and --any-host exclude each'],
  ['a stack with a slash', ['secrets', 'set', 'pop', '--stack', 'a/b'], '"a/b" cannot be a stack\'s name'],
])('%s is one sentence and exit code 2', async (_, args, sentence) => {
  const { code, out, err } = await said(args)
  expect({ code, out }).toEqual({ code: 2, out: '' })
  expect(err).toContain(sentence)
  expect(err.trimEnd().split('\n')).toHaveLength(1)
  expect(err).not.toContain('hunter2')
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
  const { code, err } = await said(['secrets', 'set', 'pop'], SECRET, env)
  expect(code).toBe(1)
  expect(err).toContain(sentence)
  expect(err.trimEnd().split('\n')).toHaveLength(1)
  expect(err).not.toContain(SECRET)
})

longTest('what AWS does not allow is told with the policy that does, with exit code 1', async () => {
  const denying = await recordingEndpoint(() =>
    refusal(
      'AccessDeniedException',
      'not authorized to perform: ssm:PutParameter on resource: arn:aws:ssm:eu-west-1:1:parameter/pop',
    ),
  )
  const env = { ...awsEnvironment(), AWS_ENDPOINT_URL_SSM: denying.url }
  const { code, err } = await saidByProcess(['secrets', 'set', 'pop'], SECRET, env)
  await denying.close()
  expect(code).toBe(1)
  expect(err).toBe(
    'roundtrip: AWS does not allow you ssm:PutParameter on parameter/pop: the policy Roundtrip-eu-west-1-administer does\n',
  )
})

test('a store that quotes the value does not make the command show it', async () => {
  const quoting = await recordingEndpoint(({ body }) => refusal('ValidationException', `cannot take ${body}`))
  const env = { ...awsEnvironment(), AWS_ENDPOINT_URL_SSM: quoting.url }
  const { code, err } = await said(['secrets', 'set', 'pop'], SECRET, env)
  await quoting.close()
  expect(code).toBe(1)
  expect(err).toContain('<secret>')
  expect(err).not.toContain(SECRET.trim())
  expect(err).not.toContain('mail.example.com')
})

test('--key is the key that a parameter is encrypted with', async () => {
  await said(['secrets', 'set', 'pop', '--key', KEY], SECRET)
  expect(ssm.requests.map(asked)).toMatchObject([['PutParameter', { KeyId: KEY, Type: 'SecureString' }]])
})

test('without a key the store chooses', async () => {
  await said(['secrets', 'set', 'pop'], SECRET)
  await said(['secrets', 'set', 'pop', '--secretsmanager'], SECRET)
  for (const request of [...ssm.requests, ...secretsManager.requests])
    expect(request.body).not.toContain('Key')
})

describe('--secretsmanager', () => {
  const args = ['secrets', 'set', 'pop', '--secretsmanager', '--stack', 'Mail']
  const NAME = 'roundtrip/Mail/pop'

  test('creates the secret under its full name', async () => {
    const { code, out, err } = await said([...args, '--key', KEY], `${SECRET}\n`)
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toBe(`pop is set: ${NAME} in eu-west-1, Secrets Manager, for mail.example.com alone\n`)
    expect(secretsManager.requests.map(asked)).toMatchObject([
      ['CreateSecret', { Name: NAME, SecretString: bound(SECRET), KmsKeyId: KEY }],
    ])
    expect(ssm.requests).toEqual([])
  })

  test('gives one that exists a new value', async () => {
    stored.set(NAME, 'old')
    const { code } = await said(args, SECRET)
    expect(code).toBe(0)
    expect(stored.get(NAME)).toBe(bound(SECRET))
    expect(secretsManager.requests.map(asked)).toMatchObject([
      ['CreateSecret', { Name: NAME }],
      ['PutSecretValue', { SecretId: NAME, SecretString: bound(SECRET) }],
    ])
  })

  test('and --key give one that exists a new key too', async () => {
    stored.set(NAME, 'old')
    await said([...args, '--key', KEY], SECRET)
    expect(secretsManager.requests.map(asked).at(-1)).toMatchObject([
      'UpdateSecret',
      { SecretId: NAME, SecretString: bound(SECRET), KmsKeyId: KEY },
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
    const { code, err } = await said(args, SECRET, env)
    await marked.close()
    expect(code).toBe(1)
    expect(err).toBe(
      `roundtrip: ${NAME} is marked for deletion in eu-west-1: ` +
        `restore it (aws secretsmanager restore-secret --secret-id ${NAME}), then set it again\n`,
    )
  })
})

test.each([[['secret', '--help']], [['secrets', 'set', '-h']]])('%j says what there is', async (args) => {
  const { code, out } = await said(args)
  expect(code).toBe(0)
  expect(out).toMatch(/^Usage: roundtrip secrets (?:COMMAND|set NAME)/)
})
