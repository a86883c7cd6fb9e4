import type { SecretWriter } from '../../../shared/app/ports/secret-writer.ts'
import { redactor } from '../../../shared/core/redaction/redact.ts'
import {
  DEFAULT_STACK_NAME,
  managedSecretName,
  secretParameterName,
} from '../../../shared/core/aws/secret-names.ts'
import { SECRET_NAME } from '../../../shared/core/definition/fields/secret-reference.ts'
import type { SecretToSet } from '../../arguments/command-line.ts'
import { UsageError } from '../../arguments/usage-error.ts'
import { awsProblem } from '../../opened/aws-problem.ts'
import type { Surroundings } from '../../surroundings.ts'
import { Interrupted } from '../../terminal/read-secret.ts'

/**
 * The KMS key for a secret: the one asked for, else the settings' own; those are of one stack, and no other
 * could decrypt with it.
 */
export function keyFor(
  { stackName, keyArn }: { stackName: string; keyArn?: string },
  settings: { stackName?: string; secretsKeyArn?: string },
): string | undefined {
  const isOwnStack = stackName === (settings.stackName ?? DEFAULT_STACK_NAME)
  return keyArn ?? (isOwnStack ? settings.secretsKeyArn : undefined)
}

/** `roundtrip secret set NAME`: its exit code. Throws `UsageError`. */
export async function secretSet(
  secret: SecretToSet,
  surroundings: Pick<Surroundings, 'out' | 'err' | 'settings' | 'secretWriter' | 'readSecret'>,
): Promise<number> {
  const { out, err, settings, secretWriter, readSecret } = surroundings
  try {
    const writer = await secretWriter(secret.store, keyFor(secret, settings))
    out.write(`${await set(secret, writer, readSecret)}\n`)
    return 0
  } catch (error) {
    if (error instanceof UsageError) throw error
    if (error instanceof Interrupted) return 130
    err.write(`roundtrip: ${awsProblem(error)}\n`)
    return 1
  }
}

/**
 * Sets it and returns what to tell the user. Throws `UsageError`, or what the writer throws, whose message
 * holds the value in no spelling.
 */
async function set(
  { stackName, name, store }: SecretToSet,
  writer: SecretWriter,
  readSecret: Surroundings['readSecret'],
): Promise<string> {
  if (!SECRET_NAME.test(name)) {
    throw new UsageError(
      `"${name}" cannot be a secret's name: expected 1 to 64 letters, digits, ".", "_" and "-"`,
    )
  }
  const value = withoutLineEnd(await readSecret(`Value of ${name} (not shown): `))
  if (value === '') throw new UsageError(`no value given for ${name}: nothing was changed`)
  const fullName = store === 'ssm' ? secretParameterName(stackName, name) : managedSecretName(stackName, name)
  try {
    return `${name} is set: ${await writer.write(fullName, value)}`
  } catch (error) {
    // A store may quote what it does not take.
    const { hide, apply } = redactor()
    hide(value)
    if (error instanceof Error) error.message = apply(error.message)
    throw error
  }
}

/** `echo` and files end with a line end, passwords do not: one goes, no more. */
function withoutLineEnd(text: string): string {
  return text.replace(/\r?\n$/, '')
}
