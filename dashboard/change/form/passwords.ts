import { SIDES, type Side } from '../../../shared/core/time/phases.ts'
import { type Draft, valueAt, withValue } from './draft.ts'
import { hostOf } from './suggestions.ts'

/** A password that monitors name, as `GET /secrets` lists it. */
export interface ListedSecret {
  /** As `ssm:inbox`. */
  secret: string
  saidTo: readonly string[]
  monitors: readonly string[]
}

/** Passwords that were typed, by the side that logs in with them. They stand nowhere else. */
export type Typed = Readonly<Partial<Record<Side, string>>>

/** With which login the sender's server is spoken to. */
export type SenderLogin = 'none' | 'mailbox' | 'own'

export interface LoginState {
  draft: Draft
  typed: Typed
  senderLogin: SenderLogin
  secrets: readonly ListedSecret[]
}

/** A password to be stored, before anything that names it. */
export interface PasswordToStore {
  /** As `ssm:inbox`. */
  reference: string
  side: Side
  value: string
  /** It is sent to these alone. */
  hosts: readonly string[]
  /** Monitors that use it too, and get the new one. */
  others: readonly string[]
}

const STORED = /^(ssm|secretsmanager):(.+)$/

/** The definition as it is sent: with the references of passwords that are typed, and the sender's login. */
export function definitionOf({ draft, typed, senderLogin, secrets }: LoginState): Draft {
  let whole = draft
  for (const side of SIDES) {
    if (typed[side] === undefined) continue
    whole = withValue(whole, [side, 'password'], referenceFor(whole, side, secrets))
  }
  if (valueAt(whole, ['smtp', 'server']) === undefined || senderLogin === 'own') return whole
  return (['userid', 'password'] as const).reduce((changed, name) => {
    const taken = senderLogin === 'mailbox' ? valueAt(whole, ['mailbox', name]) : undefined
    return withValue(changed, ['smtp', name], taken)
  }, whole)
}

/** What has to be stored for it. */
export function passwordsToStore(state: LoginState): PasswordToStore[] {
  const written = definitionOf(state)
  const monitorId = valueAt(written, ['monitorId'])
  return SIDES.flatMap((side) => {
    const value = state.typed[side]
    if (value === undefined || (side === 'smtp' && state.senderLogin !== 'own')) return []
    const reference = String(valueAt(written, [side, 'password']))
    const listed = state.secrets.find(({ secret }) => secret === reference)
    const others = (listed?.monitors ?? []).filter((one) => one !== monitorId)
    const own = SIDES.filter((one) => valueAt(written, [one, 'password']) === reference)
      .map((one) => hostOf(valueAt(written, [one, 'server'])))
      .filter((host) => host !== '')
    const hosts = [...new Set([...own, ...(others.length > 0 ? (listed?.saidTo ?? []) : [])])]
    return [{ reference, side, value, hosts, others }]
  })
}

/** Where the path of the route has its name, and which store is meant. */
export function storeAndName(reference: string): { store: string; name: string } {
  const [, store = 'ssm', name = reference] = STORED.exec(reference) ?? []
  return { store, name }
}

export function senderLoginOf(draft: Draft): SenderLogin {
  const [smtp, mailbox] = [valueAt(draft, ['smtp', 'password']), valueAt(draft, ['mailbox', 'password'])]
  const users = [valueAt(draft, ['smtp', 'userid']), valueAt(draft, ['mailbox', 'userid'])]
  if (smtp === undefined && users[0] === undefined) return 'none'
  return smtp === mailbox && users[0] === users[1] ? 'mailbox' : 'own'
}

/** The one that it has, which then gets a new value; else one of its own, that no other monitor names. */
function referenceFor(draft: Draft, side: Side, secrets: readonly ListedSecret[]): string {
  const standing = valueAt(draft, [side, 'password'])
  if (typeof standing === 'string' && STORED.test(standing)) return standing
  const id = valueAt(draft, ['monitorId'])
  const base = `${typeof id === 'string' && id !== '' ? id.slice(0, 50) : 'new'}${side === 'smtp' ? '-smtp' : ''}`
  const taken = (name: string) => secrets.some(({ secret }) => storeAndName(secret).name === name)
  for (let number = 1; ; number++) {
    const name = number === 1 ? base : `${base}-${number}`
    if (!taken(name)) return `ssm:${name}`
  }
}
