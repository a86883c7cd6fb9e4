import { referenceText } from '../../core/definition/fields/secret-reference.ts'
import type { Problem, SecretReference } from '../../core/definition/monitor.ts'
import { defaultHosts, remarksOn } from './secret-hosts.ts'
import { secretUses } from '../../core/definition/secret-uses.ts'
import { valueMistake } from '../../core/definition/secret-value.ts'
import { STORED_SECRET_FORM, storedSecretText } from '../../core/definition/stored-secret.ts'
import type { MonitorStore } from '../ports/monitor-store.ts'
import type { SecretKeeper } from '../ports/secret-keeper.ts'
import { SecretNotWritable } from '../ports/secret-writer.ts'
import { heldHosts, withoutQuotes } from './stored-secrets.ts'

export interface SetSecretPorts {
  monitors: Pick<MonitorStore, 'list'>
  secrets: SecretKeeper
}

export interface NewSecret {
  reference: SecretReference
  value: string
  /** As `canonicalHost` writes them; absent: those that `defaultHosts` finds. */
  hosts?: readonly string[]
}

export interface StoredNow {
  /** As `ssm:contact-form`. */
  secret: string
  /** In words for people. */
  where: string
  hosts: readonly string[]
  /** Who will not get the password, and what may be a slip. */
  remarks: readonly string[]
}

export type SetSecret =
  | ({ kind: 'set' } & StoredNow)
  | { kind: 'mistakes'; problems: readonly Problem[] }
  /** `message` is one sentence, with what to do. */
  | { kind: 'refused'; message: string }

/** Stores a password with the hosts that it may be sent to. Nothing that is answered or thrown holds it. */
export async function setSecret(
  { reference, value, hosts: named }: NewSecret,
  { monitors, secrets }: SetSecretPorts,
): Promise<SetSecret> {
  const mistake = valueMistake(value)
  if (mistake !== undefined) return mistakeAt('value', `the value ${mistake}`)
  if (secrets.form < STORED_SECRET_FORM) return { kind: 'refused', message: TOO_OLD }
  const uses = secretUses(namesOf(reference, secrets), await monitors.list())
  const found = named
    ? ({ ok: true, hosts: named } as const)
    : defaultHosts({ uses, held: await heldHosts(() => secrets.read(reference)) })
  if (!found.ok) return mistakeAt('hosts', `name the hosts that it may be sent to: ${found.why}`)
  const { hosts } = found
  const text = storedSecretText({ hosts, value })
  try {
    const where = await withoutQuotes([value, text], () => secrets.write(reference, text))
    return { kind: 'set', secret: referenceText(reference), where, hosts, remarks: remarksOn(hosts, uses) }
  } catch (error) {
    if (!(error instanceof SecretNotWritable)) throw error
    return { kind: 'refused', message: error.message }
  }
}

const TOO_OLD =
  'the stack was deployed before passwords had hosts: deploy it (npx cdk deploy), then set it again'

function namesOf({ store, name }: SecretReference, { isOneStore }: SecretKeeper): string[] {
  const stores = isOneStore ? (['ssm', 'secretsmanager'] as const) : [store]
  return stores.map((one) => referenceText({ store: one, name }))
}

function mistakeAt(path: string, message: string): SetSecret {
  return { kind: 'mistakes', problems: [{ path, message }] }
}
