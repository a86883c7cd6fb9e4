import * as v from 'valibot'

import type { DefinitionSource } from '../monitor.ts'
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

/** The server that takes the test message; without `server` it is the built-in sender. */
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
      for (const [key, message] of loginMistakes(smtp, 'smtp', false)) {
        addIssue({ message, path: at(smtp, key) })
      }
    }),
  )
}
