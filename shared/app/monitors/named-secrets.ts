import { isRecord } from '../../core/definition/fields/fields.ts'
import { readSecretReference, referenceText } from '../../core/definition/fields/secret-reference.ts'
import type { DefinitionSource, LoginSecret, SecretReference } from '../../core/definition/monitor.ts'
import { type WrittenRow, secretUses } from '../../core/definition/secret-uses.ts'
import { SIDES } from '../../core/time/phases.ts'

/** A secret that rows name. */
export interface NamedSecret {
  reference: SecretReference
  /** As `ssm:contact-form`. */
  secret: string
  /** Hosts that it is sent to, as `mail.example.com`. */
  saidTo: readonly string[]
  /** Ids of the monitors that name it. */
  monitors: readonly string[]
}

/** Every secret, or every grant, that a row names, sorted. */
export function namedSecrets(
  rows: readonly WrittenRow[],
  source: DefinitionSource,
  kind: LoginSecret['kind'] = 'password',
): NamedSecret[] {
  const found = rows.flatMap((row) =>
    referencesIn(row, source, kind).map((reference) => ({
      reference,
      row,
      secret: referenceText(reference),
    })),
  )
  return [...Map.groupBy(found, ({ secret }) => secret)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([secret, naming]) => {
      const [first] = naming
      const uses = secretUses([secret], [...new Set(naming.map(({ row }) => row))], kind)
      const saidTo = [...new Set(uses.map(({ host }) => host))].sort()
      const monitors = [...new Set(uses.map(({ monitorId }) => monitorId))].sort()
      return first ? [{ reference: first.reference, secret, saidTo, monitors }] : []
    })
}

/** Passwords and grants, sorted by name. */
export function namedLoginSecrets(
  rows: readonly WrittenRow[],
  source: DefinitionSource,
): (NamedSecret & Pick<LoginSecret, 'kind'>)[] {
  return (['grant', 'password'] as const)
    .flatMap((kind) => namedSecrets(rows, source, kind).map((named) => ({ kind, ...named })))
    .sort(bySecret)
}

/** By name, and a grant before the password of the same name. */
export function bySecret(
  a: Pick<NamedSecret, 'secret'> & Pick<LoginSecret, 'kind'>,
  b: Pick<NamedSecret, 'secret'> & Pick<LoginSecret, 'kind'>,
): number {
  return compared(a.secret, b.secret) || compared(a.kind, b.kind)
}

function compared(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}

function referencesIn(
  { definition }: WrittenRow,
  source: DefinitionSource,
  kind: LoginSecret['kind'],
): SecretReference[] {
  return SIDES.flatMap((side) => {
    const section = definition[side]
    const read = isRecord(section)
      ? readSecretReference(section[kind], source === 'table' ? 'table' : 'file', kind)
      : undefined
    return read?.ok ? [read.value] : []
  })
}
