import * as v from 'valibot'

import type {
  DefinitionSource,
  LoginSecret,
  SecretReference,
  ServerAddress,
  WrittenTlsMode,
} from '../monitor.ts'
import { SCHEMES, schemeOf } from '../../run/schemes.ts'
import type { Side } from '../../time/phases.ts'
import { field, taken, trueOrFalse } from './fields.ts'
import { REFERENCE, readSecretReference } from './secret-reference.ts'
import { readServerAddress } from './server-address.ts'
import { lineOfText } from './text-fields.ts'

/** What `read` makes of an address, which is text. */
export const SERVER_TEXT = { type: 'string', minLength: 1 }

export const server = <S extends Side>(side: S) =>
  taken((written) => readServerAddress(written, side), SERVER_TEXT)

/** An address (RFC 5321 §4.5.3.1: 64 + 1 + 255) is the longest login that is in use. */
export const userid = lineOfText(320)

export const password = (source: DefinitionSource) =>
  taken((written) => readSecretReference(written, source), { type: 'string', pattern: REFERENCE.source })

/** A reference to the grant that access tokens are fetched with. */
export const grant = (source: DefinitionSource) =>
  taken((written) => readSecretReference(written, source, 'grant'), {
    type: 'string',
    pattern: REFERENCE.source,
  })

const AUTHS: readonly unknown[] = ['password', 'oauth2']
export const auth = field<'password' | 'oauth2'>('"password" or "oauth2"', (value) => AUTHS.includes(value), {
  enum: AUTHS,
})

const TLS_MODES: readonly unknown[] = ['required', 'opportunistic', 'none']
const tlsMode = field<WrittenTlsMode>(
  '"required", "opportunistic" or "none"',
  (value) => TLS_MODES.includes(value),
  { enum: TLS_MODES },
)

/** What both sides have. */
export const session = {
  auth: v.optional(auth),
  tls: v.optional(tlsMode),
  verify: v.optional(trueOrFalse, true),
}

interface TlsWritten {
  server?: ServerAddress | undefined
  tls?: WrittenTlsMode | undefined
}

/** Where TLS comes first there is no connection without it. */
export function goTogether({ server, tls }: TlsWritten): boolean {
  return tls !== 'none' || !server || !SCHEMES[server.scheme].tlsFirst
}

export function noTlsOnTls({ input: { server } }: { input: TlsWritten }): string {
  if (!server) return ''
  const plain = schemeOf(SCHEMES[server.scheme].protocol, false)
  return (
    `expected "required" or "opportunistic", got "none": ${server.scheme}:// begins with TLS; ` +
    `for a connection without it write ${plain}://`
  )
}

type Written = Readonly<Record<string, unknown>>
type Mistake = readonly [field: string, message: string]

/**
 * What is wrong with the login of a side, as a whole: `auth`, if written, must be that of the one secret beside it.
 * `isNeeded`: there must be one.
 */
export function loginMistakes(
  { auth, userid, password, grant }: Written,
  side: Side,
  isNeeded: boolean,
): Mistake[] {
  if (password !== undefined && grant !== undefined)
    return [['grant', `remove one of ${side}.password and ${side}.grant: a login is made with one of them`]]
  if (auth === 'oauth2' && password !== undefined)
    return [['password', 'remove this field: with auth "oauth2" the login needs a grant (ssm:NAME)']]
  if (auth === 'oauth2' && grant === undefined)
    return [
      ['grant', `expected a reference to the grant, as ssm:NAME, got nothing: ${side}.auth is "oauth2"`],
    ]
  if (auth === 'password' && grant !== undefined)
    return [['auth', 'expected "oauth2" beside a grant, got "password"; or remove this field']]
  const secret = password ?? grant
  // A mailbox's own field says that it is missing.
  if (userid === undefined && secret !== undefined && !isNeeded) return [['userid', userOf(side, password)]]
  if (secret === undefined && (isNeeded || userid !== undefined))
    return [['password', secretOf(side, isNeeded)]]
  return []
}

function userOf(side: Side, password: unknown): string {
  const field = password === undefined ? 'grant' : 'password'
  return `expected the user name that ${side}.${field} belongs to, got nothing`
}

function secretOf(side: Side, isNeeded: boolean): string {
  const whose = isNeeded ? 'the password' : `the password of ${side}.userid`
  return `expected a reference to ${whose}, got nothing; for OAuth2 write ${side}.grant instead`
}

/** Which secret of a side a login is made with; `undefined` where none is. */
export function loginSecret({
  password,
  grant,
}: {
  password?: SecretReference | undefined
  grant?: SecretReference | undefined
}): LoginSecret | undefined {
  if (grant) return { kind: 'grant', ...grant }
  return password && { kind: 'password', ...password }
}
