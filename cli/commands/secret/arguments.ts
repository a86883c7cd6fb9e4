import { KMS_KEY_ARN, KMS_KEY_FORM } from '../../../shared/core/aws/secret-names.ts'
import { SECRET_NAME } from '../../../shared/core/definition/fields/secret-reference.ts'
import { shown } from '../../../shared/core/definition/mistakes/shown-value.ts'
import { readOptions } from '../../arguments/read-options.ts'
import { targetMistakes } from '../../arguments/target-flags.ts'
import { UsageError } from '../../arguments/usage-error.ts'
import { verbOf } from '../../arguments/verb.ts'
import { readHosts } from './read-hosts.ts'

/** Which secret, of which stack, and where it is kept. */
export interface SecretToSet {
  stackName: string
  name: string
  store: 'ssm' | 'secretsmanager'
  keyArn?: string
  /** Those that were named; `any`: the password is stored alone. Absent: they are to be found. */
  hosts?: readonly string[] | 'any'
}

export type SecretCommand = { kind: 'help' } | ({ kind: 'set' } & SecretToSet)

const HELP = 'roundtrip secret --help'

/** What the arguments of `roundtrip secret` ask for; throws `UsageError` with a sentence a mistake. */
export function readSecretArguments(args: readonly string[], defaultStack: string): SecretCommand {
  const read = readOptions<'stack' | 'key', 'host', 'help' | 'secretsmanager' | 'any-host'>(args, {
    values: ['stack', 'key'],
    lists: ['host'],
    switches: ['help', 'secretsmanager', 'any-host'],
    passwordAdvice: () => 'it is asked for, or read from standard input',
  })
  const { values, lists, switches, positionals } = read
  if (switches.help) return { kind: 'help' }
  const [verb, ...names] = positionals
  verbOf('secret', verb, ['set'])
  const hosts = lists.host && readHosts(lists.host)
  const [name = ''] = names
  const mistakes = [
    ...read.mistakes,
    ...nameMistakes(names),
    ...targetMistakes(values),
    ...keyMistakes(values.key),
    ...(hosts?.ok === false ? [`--host: ${hosts.message}`] : []),
    ...(hosts && switches['any-host'] ? ['--host and --any-host exclude each other'] : []),
  ]
  if (mistakes.length > 0) throw new UsageError(`secret set: ${mistakes.join('; ')}`, HELP)
  return {
    kind: 'set',
    name,
    stackName: values.stack ?? defaultStack,
    store: switches.secretsmanager ? 'secretsmanager' : 'ssm',
    ...(values.key !== undefined && { keyArn: values.key }),
    ...(hosts?.ok && { hosts: hosts.hosts }),
    ...(switches['any-host'] && { hosts: 'any' }),
  }
}

function nameMistakes([name, ...more]: readonly string[]): string[] {
  if (name === undefined) return ['the name of the secret is missing']
  // What follows the name is most likely the password.
  if (more.length > 0)
    return ['one name expected, and no value: it is asked for, or read from standard input']
  return SECRET_NAME.test(name)
    ? []
    : [`${shown(name)} cannot be a secret's name: expected 1 to 64 letters, digits, ".", "_" and "-"`]
}

function keyMistakes(keyArn: string | undefined): string[] {
  if (keyArn === undefined || KMS_KEY_ARN.test(keyArn)) return []
  return [`--key: expected ${KMS_KEY_FORM}, got something else (not shown)`]
}
