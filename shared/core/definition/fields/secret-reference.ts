import type { DefinitionSource, SecretReference } from '../monitor.ts'
import type { Reading } from './fields.ts'
import { kindOf } from '../mistakes/shown-value.ts'

/**
 * What a secret may be called: it becomes one step of a parameter's path and the tail of an environment
 * variable.
 */
export const SECRET_NAME = /^[A-Za-z0-9_.-]{1,64}$/

/** What an environment variable may be called (POSIX.1 §8.1, with lower case). */
const VARIABLE_NAME = /^[A-Za-z_][A-Za-z0-9_]{0,127}$/

/**
 * A row is written by whoever may write the table, and must not reach what stands in the environment of
 * whoever runs it.
 */
export const ENV_IN_ROW =
  'env: is for the file that npm start reads, not for a row of its table; write ssm:NAME, and set the variable ROUNDTRIP_SECRET_NAME'

const HINT = 'store it with `npx roundtrip secrets set NAME` and write ssm:NAME'

/** Where a password is kept, and its name there. */
export const REFERENCE = /^([a-z]+):([^]*)$/

/**
 * Takes apart `ssm:NAME`, `secretsmanager:NAME` or, in files for one machine, `env:NAME`. What is refused is
 * most likely a password: no message repeats any of it.
 */
export function readSecretReference(
  written: unknown,
  source: DefinitionSource,
  what: 'password' | 'grant' = 'password',
): Reading<SecretReference> {
  if (typeof written !== 'string') {
    return refuse(`expected a reference to the ${what}, got ${kindOf(written)}: ${hint(source)}`)
  }
  const [, store, name = ''] = REFERENCE.exec(written) ?? []
  switch (store) {
    case 'ssm':
    case 'secretsmanager':
      if (SECRET_NAME.test(name)) return { ok: true, value: { store, name } }
      return refuse(`expected ${store}:NAME, where NAME is 1 to 64 letters, digits, ".", "_" and "-"`)
    case 'env':
      if (source === 'local-table') return refuse(ENV_IN_ROW)
      if (source !== 'file') return refuse(`env: is for files on one machine only; ${HINT}`)
      if (VARIABLE_NAME.test(name)) return { ok: true, value: { store, name } }
      return refuse('expected env:NAME, where NAME is that of an environment variable')
    case undefined:
    default:
      return refuse(`expected a reference, not the ${what} itself (not shown): ${hint(source)}`)
  }
}

/** A reference as a definition writes it. */
export function referenceText({ store, name }: SecretReference): string {
  return `${store}:${name}`
}

function hint(source: DefinitionSource): string {
  switch (source) {
    case 'file':
      return `${HINT}, or on this machine alone env:NAME`
    case 'local-table':
      return 'set it in the variable ROUNDTRIP_SECRET_NAME and write ssm:NAME'
    case 'stack':
    case 'table':
      return HINT
    default:
      return source satisfies never
  }
}

function refuse(message: string): Reading<never> {
  return { ok: false, message }
}
