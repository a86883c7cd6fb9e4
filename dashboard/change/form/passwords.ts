import { SIDES, type Side } from '../../../shared/core/time/phases.ts'
import { type Draft, valueAt, withValue } from './draft.ts'
import { type LoginKind, type LoginKinds, PASSWORDS } from './login-kinds.ts'
import { hostOf } from './suggestions.ts'

/** A password or a grant that is stored or that monitors name, as `GET /secrets` lists it. */
export interface ListedSecret {
  /** Absent: a password. */
  kind?: LoginKind
  /** As `ssm:inbox`. */
  secret: string
  saidTo: readonly string[]
  monitors: readonly string[]
  /** This form has stored it, and no monitor names it yet. */
  isOfForm?: boolean
}

/** Passwords and grants that were typed, by the side that logs in with them. They stand nowhere else. */
export type Typed = Readonly<Partial<Record<Side, string>>>

/** With which login the sender's server is spoken to. */
export type SenderLogin = 'none' | 'mailbox' | 'own'

export interface LoginState {
  draft: Draft
  typed: Typed
  senderLogin: SenderLogin
  secrets: readonly ListedSecret[]
  /** Absent: passwords. */
  kinds?: LoginKinds
  /** What new grants are to be called; absent: after the monitor. */
  grantNames?: Typed
}

/** A password or a grant to be stored, before anything that names it. */
export interface PasswordToStore {
  /** As `ssm:inbox`. */
  reference: string
  kind: LoginKind
  side: Side
  value: string
  /** It is sent to these alone. */
  hosts: readonly string[]
}

const STORED = /^(ssm|secretsmanager):(.+)$/

/** The definition as it is sent: with the references of passwords that are typed, and the sender's login. */
export function definitionOf(state: LoginState): Draft {
  const { draft, typed, senderLogin, kinds = PASSWORDS } = state
  let whole = draft
  for (const side of SIDES) {
    if (typed[side] === undefined) continue
    whole = withValue(whole, [side, kinds[side]], referenceFor(whole, side, state))
  }
  if (senderLogin === 'own') return whole
  const isNamed = valueAt(whole, ['smtp', 'server']) !== undefined
  return (['userid', 'password', 'grant'] as const).reduce((changed, name) => {
    const taken = isNamed && senderLogin === 'mailbox' ? valueAt(whole, ['mailbox', name]) : undefined
    const isSaid = taken !== undefined || valueAt(changed, ['smtp', name]) !== undefined
    return isSaid ? withValue(changed, ['smtp', name], taken) : changed
  }, whole)
}

/** What has to be stored for it. */
export function passwordsToStore(state: LoginState): PasswordToStore[] {
  const written = definitionOf(state)
  const { kinds = PASSWORDS } = state
  return SIDES.flatMap((side) => {
    const kind = kinds[side]
    const value = state.typed[side]
    if (value === undefined || (side === 'smtp' && state.senderLogin !== 'own')) return []
    const reference = String(valueAt(written, [side, kind]))
    const hosts = SIDES.filter((one) => valueAt(written, [one, kind]) === reference).flatMap((one) =>
      hostsOf(written, one),
    )
    return [{ reference, kind, side, value, hosts: [...new Set(hosts)] }]
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
  const fields = ['userid', 'password', 'grant'].map((name) => ({
    smtp: valueAt(draft, ['smtp', name]),
    mailbox: valueAt(draft, ['mailbox', name]),
  }))
  if (fields.every(({ smtp }) => smtp === undefined)) return 'none'
  return fields.every(({ smtp, mailbox }) => smtp === mailbox) ? 'mailbox' : 'own'
}

/** What is listed by now; what this form has stored stays its own until a monitor names it. */
export function withOwn(listed: readonly ListedSecret[], before: readonly ListedSecret[]): ListedSecret[] {
  const own = before.filter(({ isOfForm }) => isOfForm)
  const isSame = (one: ListedSecret, other: ListedSecret) =>
    one.secret === other.secret && (one.kind ?? 'password') === (other.kind ?? 'password')
  const known = listed.map(
    (one) => (one.monitors.length === 0 ? own.find((other) => isSame(one, other)) : undefined) ?? one,
  )
  return [...known, ...own.filter((one) => !listed.some((other) => isSame(one, other)))]
}

/**
 * A name that nothing has that is listed, of either kind, as one machine keeps both in one place: so that a password in use is never overwritten: not by a try, and by saving only
 * when the definition names the new one. What this form has stored itself is overwritten.
 */
function referenceFor(draft: Draft, side: Side, state: LoginState): string {
  const { secrets, kinds = PASSWORDS, grantNames = {} } = state
  const written = valueAt(draft, [side, kinds[side]])
  const standing = typeof written === 'string' ? written : ''
  if (secrets.some(({ secret, isOfForm }) => isOfForm && secret === standing)) return standing
  const { store } = storeAndName(standing)
  const id = valueAt(draft, ['monitorId'])
  const chosen = kinds[side] === 'grant' ? (grantNames[side] ?? '') : ''
  const ofMonitor = `${typeof id === 'string' && id !== '' ? id.slice(0, 50) : 'new'}${side === 'smtp' ? '-smtp' : ''}`
  const base = chosen === '' ? ofMonitor : chosen
  const used = [...secrets.map(({ secret }) => secret), standing].map((secret) => storeAndName(secret).name)
  for (let number = 1; ; number++) {
    const name = number === 1 ? base : `${base}-${number}`
    if (!used.includes(name)) return `${store}:${name}`
  }
}
