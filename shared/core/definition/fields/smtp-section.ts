import * as v from 'valibot'

import { type DefinitionSource, hasBuiltInSender } from '../monitor.ts'
import { serverForms } from '../../run/schemes.ts'
import { emailAddress } from './email-address.ts'
import { at, isRecord, section, trueOrFalse } from './fields.ts'
import {
  goTogether,
  grant,
  loginMistakes,
  noTlsOnTls,
  password,
  server,
  session,
  userid,
} from './session-fields.ts'
import { heloName } from './text-fields.ts'

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
      grant: v.optional(grant(source)),
      ...session,
      verify: v.optional(trueOrFalse),
    }),
    v.forward(v.partialCheck([['server'], ['tls']], goTogether, noTlsOnTls), ['tls']),
    v.rawCheck(({ dataset: { value: smtp }, addIssue }) => {
      if (!isRecord(smtp)) return
      for (const [key, message] of [...missingServer(smtp, source), ...loginMistakes(smtp, 'smtp', false)]) {
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
