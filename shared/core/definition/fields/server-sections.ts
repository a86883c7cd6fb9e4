import * as v from 'valibot'

import {
  type DefinitionSource,
  type ServerAddress,
  type WrittenTlsMode,
  hasBuiltInSender,
} from '../monitor.ts'
import { SCHEMES, schemeOf, serverForms } from '../../run/schemes.ts'
import type { Side } from '../../time/phases.ts'
import { emailAddress } from './email-address.ts'
import { at, field, isRecord, section, taken, trueOrFalse } from './fields.ts'
import { REFERENCE, readSecretReference } from './secret-reference.ts'
import { readServerAddress } from './server-address.ts'
import { shown } from '../mistakes/shown-value.ts'
import { heloName, lineOfText, wholeNumber } from './text-fields.ts'

/** An address (RFC 5321 §4.5.3.1: 64 + 1 + 255) is the longest login that is in use. */
const userid = lineOfText(320)

const TLS_MODES: readonly unknown[] = ['required', 'opportunistic', 'none']
const tlsMode = field<WrittenTlsMode>(
  '"required", "opportunistic" or "none"',
  (value) => TLS_MODES.includes(value),
  { enum: TLS_MODES },
)

const auth = v.optional(
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

const server = <S extends Side>(side: S) =>
  taken((written) => readServerAddress(written, side), { type: 'string', minLength: 1 })

const password = (source: DefinitionSource) =>
  taken((written) => readSecretReference(written, source), { type: 'string', pattern: REFERENCE.source })

/** What both sides have. */
const session = { auth, tls: v.optional(tlsMode), verify: v.optional(trueOrFalse, true) }

interface TlsWritten {
  server?: ServerAddress | undefined
  tls?: WrittenTlsMode | undefined
}

/** Where TLS comes first there is no connection without it. */
function goTogether({ server, tls }: TlsWritten): boolean {
  return tls !== 'none' || !server || !SCHEMES[server.scheme].tlsFirst
}

function noTlsOnTls({ input: { server } }: { input: TlsWritten }): string {
  if (!server) return ''
  const plain = schemeOf(SCHEMES[server.scheme].protocol, false)
  return (
    `expected "required" or "opportunistic", got "none": ${server.scheme}:// begins with TLS; ` +
    `for a connection without it write ${plain}://`
  )
}

/** The mailbox that test messages are looked for in. */
export function mailboxSection(source: DefinitionSource) {
  return v.pipe(
    section('an object with server, userid and password', {
      server: server('mailbox'),
      userid,
      password: password(source),
      ...session,
      secondsBetweenLogins: v.optional(wholeNumber('seconds', 0, 900), 0),
    }),
    v.forward(v.partialCheck([['server'], ['tls']], goTogether, noTlsOnTls), ['tls']),
  )
}

/**
 * The server that takes the test message; without `server` it is the built-in sender, which the stack does
 * not have yet.
 */
export function smtpSection(source: DefinitionSource) {
  return v.pipe(
    section('an object with server', {
      server: v.optional(server('smtp')),
      from: v.optional(emailAddress),
      heloName: v.optional(heloName),
      userid: v.optional(userid),
      password: v.optional(password(source)),
      ...session,
      auth: v.optional(auth.wrapped),
      verify: v.optional(trueOrFalse),
    }),
    v.forward(v.partialCheck([['server'], ['tls']], goTogether, noTlsOnTls), ['tls']),
    v.rawCheck(({ dataset: { value: smtp }, addIssue }) => {
      if (!isRecord(smtp)) return
      for (const [key, message] of [...missingServer(smtp, source), ...halfALogin(smtp)]) {
        addIssue({ message, path: at(smtp, key) })
      }
    }),
  )
}

export const NO_BUILT_IN_SENDER = `expected a server as ${serverForms('smtp')}: the built-in sender (Amazon SES) is not available yet`

type Mistake = readonly [field: string, message: string]

function missingServer(smtp: Readonly<Record<string, unknown>>, source: DefinitionSource): Mistake[] {
  if (smtp.server !== undefined) return []
  if (!hasBuiltInSender(source)) return [['server', NO_BUILT_IN_SENDER]]
  const given = Object.keys(smtp).filter((key) => key !== 'server' && smtp[key] !== undefined)
  return given.map((key) => [
    key,
    'expected smtp.server beside it; settings of the built-in sender are not available yet',
  ])
}

/** A login is both or neither. */
function halfALogin(smtp: Readonly<Record<string, unknown>>): Mistake[] {
  if ((smtp.userid === undefined) === (smtp.password === undefined)) return []
  return smtp.userid === undefined
    ? [['userid', 'expected the user name that smtp.password belongs to, got nothing']]
    : [['password', 'expected a reference to the password of smtp.userid, got nothing']]
}
