import { SIDES, type Side } from '../../../shared/core/time/phases.ts'
import { type Draft, valueAt, withValue } from './draft.ts'
import { hostOf } from './suggestions.ts'

/** A password that monitors name, as `GET /secrets` lists it. */
export interface ListedSecret {
  /** As `ssm:inbox`. */
  secret: string
  saidTo: readonly string[]
  monitors: readonly string[]
  /** This form has stored it, and no monitor names it yet. */
  isOfForm?: boolean
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
  return SIDES.flatMap((side) => {
    const value = state.typed[side]
    if (value === undefined || (side === 'smtp' && state.senderLogin !== 'own')) return []
    const reference = String(valueAt(written, [side, 'password']))
    const hosts = SIDES.filter((one) => valueAt(written, [one, 'password']) === reference).flatMap((one) =>
      hostsOf(written, one),
    )
    return [{ reference, side, value, hosts: [...new Set(hosts)] }]
  })
}

/** The hosts that are told the password of this side. */
export function hostsOf(draft: Draft, side: Side): string[] {
  const servers = [valueAt(draft, [side, 'server']), valueAt(draft, [side, 'junkServer'])]
  return [...new Set(servers.map(hostOf).filter((host) => host !== ''))]
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

/** What monitors name by now, with what this form has stored and none of them names. */
export function withOwn(named: readonly ListedSecret[], before: readonly ListedSecret[]): ListedSecret[] {
  const isNamed = (one: ListedSecret) => named.some(({ secret }) => secret === one.secret)
  return [...named, ...before.filter((one) => one.isOfForm && !isNamed(one))]
}

/**
 * A name that no monitor has, so that a password in use is never overwritten: not by a try, and by saving only
 * when the definition names the new one. What this form has stored itself is overwritten.
 */
function referenceFor(draft: Draft, side: Side, secrets: readonly ListedSecret[]): string {
  const written = valueAt(draft, [side, 'password'])
  const standing = typeof written === 'string' ? written : ''
  if (secrets.some(({ secret, isOfForm }) => isOfForm && secret === standing)) return standing
  const { store } = storeAndName(standing)
  const id = valueAt(draft, ['monitorId'])
  const base = `${typeof id === 'string' && id !== '' ? id.slice(0, 50) : 'new'}${side === 'smtp' ? '-smtp' : ''}`
  const used = [...secrets.map(({ secret }) => secret), standing].map((secret) => storeAndName(secret).name)
  for (let number = 1; ; number++) {
    const name = number === 1 ? base : `${base}-${number}`
    if (!used.includes(name)) return `${store}:${name}`
  }
}
