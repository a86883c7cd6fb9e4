import type { Side } from '../../../shared/core/time/phases.ts'
import { type Draft, valueAt, withValue } from './draft.ts'

/** What a side logs in with; also the name of the field that holds its reference. */
export type LoginKind = 'password' | 'grant'

export type LoginKinds = Readonly<Record<Side, LoginKind>>

export const PASSWORDS: LoginKinds = { mailbox: 'password', smtp: 'password' }

/** As the draft has it; where it names neither, as before. */
export function loginKindsOf(draft: Draft, before: LoginKinds = PASSWORDS): LoginKinds {
  const kindOf = (side: Side): LoginKind => {
    if (valueAt(draft, [side, 'grant']) !== undefined) return 'grant'
    return valueAt(draft, [side, 'password']) === undefined ? before[side] : 'password'
  }
  return { mailbox: kindOf('mailbox'), smtp: kindOf('smtp') }
}

/** The draft with this kind of login: what stood there before of that kind returns, the other kind goes. */
export function withLoginKind(draft: Draft, base: Draft, side: Side, kind: LoginKind): Draft {
  const isAsBefore = valueAt(base, [side, kind]) !== undefined
  const kept = (name: string) => (isAsBefore ? valueAt(base, [side, name]) : undefined)
  return [kind === 'grant' ? 'password' : 'grant', kind, 'auth'].reduce(
    (whole, name) =>
      withValue(whole, [side, name], name === kind || name === 'auth' ? kept(name) : undefined),
    draft,
  )
}

/** Why this text cannot be of this kind: the store takes what begins with { for a grant. */
export function kindMistake(value: string, kind: LoginKind): string | undefined {
  const isObject = /^[\s\uFEFF]*\{/.test(value)
  if (kind === 'grant' && !isObject) return 'expected the JSON of a grant, which begins with {'
  if (kind === 'password' && isObject) return 'what begins with { is taken for a grant: choose OAuth2 above'
  return undefined
}
