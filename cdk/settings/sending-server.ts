import * as v from 'valibot'

import { at, isRecord } from '../../shared/core/definition/fields/fields.ts'
import { smtpSection } from '../../shared/core/definition/fields/smtp-section.ts'
import type { SmtpSettings } from '../../shared/core/definition/monitor.ts'
import { smtpOf } from '../../shared/core/definition/parse-monitor.ts'
import { serverForms } from '../../shared/core/run/schemes.ts'

/** What a monitor's `smtp` may leave out, and what sends on one machine may not. */
export const SERVER = { server: `a server as ${serverForms('smtp')}` }

/** As a monitor's `smtp` in a file, with these beside it. */
export function smtpWith<T extends SmtpSettings>(required: Readonly<Record<string, string>>) {
  return v.pipe(
    v.unknown(),
    v.rawCheck(({ dataset: { value }, addIssue }) => {
      if (!isRecord(value)) return
      for (const [name, what] of Object.entries(required))
        if (value[name] === undefined)
          addIssue({ message: `expected ${what}, got nothing`, path: at(value, name) })
    }),
    smtpSection('file'),
    v.transform((written) => smtpOf(written) as T),
  )
}
