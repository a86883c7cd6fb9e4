import * as v from 'valibot'

import type { DefinitionSource, ServerAddress, WrittenTlsMode } from '../monitor.ts'
import { SCHEMES, schemeOf } from '../../run/schemes.ts'
import type { Side } from '../../time/phases.ts'
import { field, taken, trueOrFalse } from './fields.ts'
import { REFERENCE, readSecretReference } from './secret-reference.ts'
import { readServerAddress } from './server-address.ts'
import { shown } from '../mistakes/shown-value.ts'
import { lineOfText } from './text-fields.ts'

/** What `read` makes of an address, which is text. */
export const SERVER_TEXT = { type: 'string', minLength: 1 }

export const server = <S extends Side>(side: S) =>
  taken((written) => readServerAddress(written, side), SERVER_TEXT)

/** An address (RFC 5321 §4.5.3.1: 64 + 1 + 255) is the longest login that is in use. */
export const userid = lineOfText(320)

export const password = (source: DefinitionSource) =>
  taken((written) => readSecretReference(written, source), { type: 'string', pattern: REFERENCE.source })

export const auth = v.optional(
  v.pipe(
    v.custom<'password'>(
      (value) => value === 'password',
      ({ input }) =>
        input === 'oauth2'
          ? 'expected "password": "oauth2" is not available yet'
          : `expected "password", got ${shown(input)}`,
    ),
    v.metadata({ const: 'password' }),
  ),
  'password',
)

const TLS_MODES: readonly unknown[] = ['required', 'opportunistic', 'none']
const tlsMode = field<WrittenTlsMode>(
  '"required", "opportunistic" or "none"',
  (value) => TLS_MODES.includes(value),
  { enum: TLS_MODES },
)

/** What both sides have. */
export const session = { auth, tls: v.optional(tlsMode), verify: v.optional(trueOrFalse, true) }

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
