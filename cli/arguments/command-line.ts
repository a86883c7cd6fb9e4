import { parseArgs } from 'node:util'

import { KMS_KEY_ARN, KMS_KEY_FORM, STACK_NAME } from '../../shared/core/definition/secret-names.ts'
import { UsageError } from './usage-error.ts'

export const USAGE = `Usage: roundtrip <command>

  check …                           one round trip from this machine, now (roundtrip check --help)
  monitors list|show|add|edit|…     the monitors of a deployed stack or of local mode (roundtrip monitors --help)
  alert test [MONITOR]              a test alert the way every alert goes (roundtrip alert --help)
  maintenance list|add|remove       windows in which no runs are made, or judged for nothing (roundtrip maintenance --help)
  validate FILE                     every mistake in a file of monitors, with its line
  secret set NAME [--stack STACK]   store a password, which monitors name as ssm:NAME
                                    (asked for without echo, or read from standard input)

Options:
  --stack STACK   the stack it is for; default: stackName of cdk/settings.ts, else Roundtrip
  --help          this text

Options of secret set:
  --secretsmanager   store it in AWS Secrets Manager; monitors then name it as secretsmanager:NAME
  --key ARN          the KMS key to encrypt it with; default: secretsKeyArn of cdk/settings.ts, if the
                     secret is for that stack, else the account's own key

The account and the Region are those of the environment: AWS_PROFILE, AWS_REGION and so on.
`

/** Commands that read their own arguments. */
const OWN = ['check', 'validate', 'monitors', 'maintenance', 'alert'] as const

/** Which secret, of which stack, and where it is kept. */
export interface SecretToSet {
  stackName: string
  name: string
  store: 'ssm' | 'secretsmanager'
  keyArn?: string
}

export type Command =
  | { kind: 'help' }
  | ({ kind: 'secret-set' } & SecretToSet)
  | { kind: (typeof OWN)[number]; args: readonly string[] }

/** What a command line asks for; throws `UsageError` with one sentence for what it does not understand. */
export function parseCommandLine(args: readonly string[], defaultStack: string): Command {
  const [command, ...rest] = args
  const own = OWN.find((one) => one === command)
  if (own) return { kind: own, args: rest }
  const { values, positionals } = parse(args)
  if (values.help) return { kind: 'help' }
  const [noun, verb, name, ...more] = positionals
  if (noun === undefined) throw new UsageError('no command given')
  if (noun !== 'secret' || verb !== 'set') {
    throw new UsageError(`there is no command "${[noun, ...(verb === undefined ? [] : [verb])].join(' ')}"`)
  }
  if (name === undefined) throw new UsageError('secret set: the name of the secret is missing')
  if (more.length > 0) {
    throw new UsageError(
      'secret set: one name expected, and no value: it is asked for, or read from standard input',
    )
  }
  const stackName = values.stack ?? defaultStack
  if (!STACK_NAME.test(stackName)) throw new UsageError(`"${stackName}" cannot be a stack's name`)
  const { key: keyArn } = values
  if (keyArn !== undefined && !KMS_KEY_ARN.test(keyArn)) {
    throw new UsageError(`secret set: --key: expected ${KMS_KEY_FORM}, got something else (not shown)`)
  }
  const store = values.secretsmanager ? 'secretsmanager' : 'ssm'
  return { kind: 'secret-set', name, stackName, store, ...(keyArn !== undefined && { keyArn }) }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        stack: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
        secretsmanager: { type: 'boolean' },
        key: { type: 'string' },
      },
      allowPositionals: true,
    })
  } catch (error) {
    // Node says which argument, on its first line; the rest is advice for programmers.
    throw new UsageError(error instanceof Error ? (error.message.split(/\.\s|\n/)[0] ?? '') : String(error))
  }
}
