import type { SecretReference } from '../definition/monitor.ts'

/** The stack's name where the settings give no other. */
export const DEFAULT_STACK_NAME = 'Roundtrip'

/**
 * What a stack may be called: short, so that names made from it keep room, and without a dot, which ends it
 * in such names.
 */
export const STACK_NAME = /^[A-Za-z][A-Za-z0-9-]{0,23}$/

/** What a secret says of itself in the consoles of its store. */
export const SECRET_DESCRIPTION = 'A password that Roundtrip logs in with'

/** How messages show what `KMS_KEY_ARN` takes. */
export const KMS_KEY_FORM = 'the ARN of a KMS key, as arn:aws:kms:eu-west-1:111122223333:key/…'

/** The ARN of a KMS key itself: no policy holds for an alias of one. */
export const KMS_KEY_ARN = /^arn:aws(?:-[a-z]+)*:kms:[a-z0-9-]+:\d{12}:key\/[A-Za-z0-9-]+$/

/**
 * The path under which one stack's secrets lie in SSM Parameter Store, without a slash at its end. The fixed
 * first step keeps a stack called like another product out of that product's parameters; the stack may read
 * what is below, and nothing beside it.
 */
export function secretPrefix(stackName: string): string {
  return `/roundtrip/${stackName}`
}

/** The full name of the parameter that holds the secret `ssm:<secretName>` of this stack. */
export function secretParameterName(stackName: string, secretName: string): string {
  return `${secretPrefix(stackName)}/${secretName}`
}

/** As `secretPrefix`, in AWS Secrets Manager, whose names begin without a slash. */
export function managedSecretPrefix(stackName: string): string {
  return secretPrefix(stackName).slice(1)
}

/** The full name of the secret `secretsmanager:<secretName>` of this stack. */
export function managedSecretName(stackName: string, secretName: string): string {
  return `${managedSecretPrefix(stackName)}/${secretName}`
}

/** A grant: beside the passwords, so that who reads those need not read grants. `name` in SSM Parameter Store. */
export function grantParameterName(stackName: string, name: string): string {
  return `${secretPrefix(stackName)}/grants/${name}`
}

/** The same in AWS Secrets Manager. */
export function managedGrantName(stackName: string, name: string): string {
  return `${managedSecretPrefix(stackName)}/grants/${name}`
}

/** What a grant of this stack is and its exact name, as messages say it. */
export function grantFullName(stackName: string, { store, name }: SecretReference): string {
  return store === 'secretsmanager'
    ? `Secrets Manager secret ${managedGrantName(stackName, name)}`
    : `SSM parameter ${grantParameterName(stackName, name)}`
}

/**
 * Where the tokens of a grant are kept in SSM Parameter Store: `access` is what probes read, `refresh` nobody but
 * who renews.
 */
export function tokenParameterName(
  stackName: string,
  which: 'access' | 'refresh',
  { store, name }: SecretReference,
): string {
  return `${secretPrefix(stackName)}/oauth/${which}/${store}/${name}`
}

/** The output in which a deployed stack says the newest form of stored secrets that its probes read. */
export const SECRET_FORM_OUTPUT = 'SecretForm'

/** The command that sets this secret of this stack on AWS, for these hosts where some are given. */
export function secretSetCommand(
  stackName: string,
  { store, name }: SecretReference,
  hosts: readonly string[] = [],
): string {
  const where = store === 'secretsmanager' ? ' --secretsmanager' : ''
  const stack = stackName === DEFAULT_STACK_NAME ? '' : ` --stack ${stackName}`
  const bound = hosts.length === 0 ? '' : ` --host ${hosts.join(',')}`
  return `npx roundtrip secrets set ${name}${where}${stack}${bound}`
}

/**
 * What sets this grant of this stack on AWS: the command that stores one, and the one that stores the login of a
 * user.
 */
export function grantSetCommand(
  stackName: string,
  grant: SecretReference,
  hosts: readonly string[] = [],
): string {
  return `${secretSetCommand(stackName, grant, hosts)}, or for the login of a user: npx roundtrip oauth login`
}
