/** The stack's name where the settings give no other. */
export const DEFAULT_STACK_NAME = 'Roundtrip'

/** What a stack may be called: short, so that names made from it keep room, and without a dot, which ends it in such names. */
export const STACK_NAME = /^[A-Za-z][A-Za-z0-9-]{0,23}$/

/** What a secret may be called: it becomes one step of a parameter's path and the tail of an environment variable. */
export const SECRET_NAME = /^[A-Za-z0-9_.-]{1,64}$/

/**
 * The path under which one stack's secrets lie in SSM Parameter Store, without a slash at its end. The fixed first step
 * keeps a stack called like another product out of that product's parameters; the stack may read what is below, and
 * nothing beside it.
 */
export function secretPrefix(stackName: string): string {
  return `/roundtrip/${stackName}`
}

/** The full name of the parameter that holds the secret `ssm:<secretName>` of this stack. */
export function secretParameterName(stackName: string, secretName: string): string {
  return `${secretPrefix(stackName)}/${secretName}`
}
