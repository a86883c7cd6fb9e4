import { referenceText } from '../../core/definition/fields/secret-reference.ts'
import type { Problem, SecretReference } from '../../core/definition/monitor.ts'
import { defaultHosts, remarksOn } from './secret-hosts.ts'
import { secretUses } from '../../core/definition/secret-uses.ts'
import { STORED_SECRET_FORM, storedSecretText } from '../../core/definition/stored-secret.ts'
import { grantSummary, hostsOfProvider } from '../../core/grant/grant-summary.ts'
import { type SecretText, readSecretText, secretsOfGrant } from '../../core/grant/secret-text.ts'
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
  /** A password, or the JSON of a grant. */
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
  /** Of a grant: what it is, in one line without secrets. */
  grant?: string
  /** Who will not get the password, and what may be a slip. */
  remarks: readonly string[]
}

export type SetSecret =
  | ({ kind: 'set' } & StoredNow)
  | { kind: 'mistakes'; problems: readonly Problem[] }
  /** `message` is one sentence, with what to do. */
  | { kind: 'refused'; message: string }

/** Stores a password, or a grant, with the hosts that it may be sent to. Nothing that is answered or thrown holds it. */
export async function setSecret(
  { reference, value, hosts: named }: NewSecret,
  { monitors, secrets }: SetSecretPorts,
): Promise<SetSecret> {
  const read = readSecretText(value)
  if (read.kind === 'mistaken') return mistaken(read)
  const secret = { ...reference, kind: read.kind }
  const grant = read.kind === 'grant' ? read.grant : undefined
  if (secrets.form < STORED_SECRET_FORM) return { kind: 'refused', message: TOO_OLD }
  const uses = secretUses(namesOf(reference, secrets), await monitors.list(), read.kind)
  const found = named
    ? ({ ok: true, hosts: named } as const)
    : defaultHosts({
        uses,
        held: await heldHosts(() => secrets.read(secret)),
        ...(grant && { ofProvider: hostsOfProvider(grant) }),
      })
  if (!found.ok) return mistakeAt('hosts', `name the hosts that it may be sent to: ${found.why}`)
  const { hosts } = found
  const text = storedSecretText({ hosts, value: read.text })
  const hidden = [value, read.text, text, ...(grant ? secretsOfGrant(grant) : [])]
  try {
    const where = await withoutQuotes(hidden, () => secrets.write(secret, text))
    return {
      kind: 'set',
      secret: referenceText(reference),
      where,
      hosts,
      ...(grant && { grant: grantSummary(grant) }),
      remarks: remarksOn(hosts, uses),
    }
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

/** A grant's fields are told as they are written in it. */
function mistaken({ what, problems }: SecretText & { kind: 'mistaken' }): SetSecret {
  return {
    kind: 'mistakes',
    problems: problems.map(({ path, message }) => ({
      path: 'value',
      message:
        what === 'password'
          ? `the value ${message}`
          : `of the grant${path === '' ? '' : `, ${path}`}: ${message}`,
    })),
  }
}

function mistakeAt(path: string, message: string): SetSecret {
  return { kind: 'mistakes', problems: [{ path, message }] }
}
