import { valueMistake } from '../definition/secret-value.ts'
import type { Problem } from '../definition/monitor.ts'
import type { Grant } from './grant.ts'
import { looksLikeGrant } from './looks-like-grant.ts'
import { parseGrant } from './parse-grant.ts'

/** What somebody wants stored: a password, or a grant; `text` as it is stored. */
export type SecretText =
  | { kind: 'password'; text: string }
  | { kind: 'grant'; text: string; grant: Grant }
  /** The path is empty, or that of a field of the grant. No message holds any of the value. */
  | { kind: 'mistaken'; what: 'password' | 'grant'; problems: readonly Problem[] }

/** A grant is stored without the spaces of its JSON: SSM takes 4 KB. */
export function readSecretText(value: string): SecretText {
  if (!looksLikeGrant(value)) {
    const mistake = valueMistake(value)
    return mistake === undefined
      ? { kind: 'password', text: value }
      : { kind: 'mistaken', what: 'password', problems: [{ path: '', message: mistake }] }
  }
  const read = parseGrant(value)
  if (!read.ok) return { kind: 'mistaken', what: 'grant', problems: read.problems }
  const text = JSON.stringify(JSON.parse(value.replace(/^\uFEFF/, '')))
  return { kind: 'grant', text, grant: read.grant }
}

/** What of a grant nobody may see, wherever it stands. */
export function secretsOfGrant(grant: Grant): string[] {
  switch (grant.kind) {
    case 'client-credentials':
      return [grant.proof.kind === 'secret' ? grant.proof.clientSecret : grant.proof.privateKey]
    case 'service-account':
      return [grant.privateKey]
    case 'refresh-token':
      return [grant.refreshToken, ...(grant.clientSecret === undefined ? [] : [grant.clientSecret])]
    default:
      return grant satisfies never
  }
}
