import * as v from 'valibot'

import { at, isRecord, section } from '../../shared/core/definition/fields/fields.ts'
import { smtpSection } from '../../shared/core/definition/fields/smtp-section.ts'
import type { SmtpSettings } from '../../shared/core/definition/monitor.ts'
import { smtpOf } from '../../shared/core/definition/parse-monitor.ts'
import { serverForms } from '../../shared/core/run/schemes.ts'

/** What a monitor's `smtp` may leave out. */
const REQUIRED = {
  server: `a server as ${serverForms('smtp')}`,
  from: 'the address that alerts come from',
}

const smtp = v.pipe(
  v.unknown(),
  v.rawCheck(({ dataset: { value }, addIssue }) => {
    if (!isRecord(value)) return
    for (const [name, what] of Object.entries(REQUIRED))
      if (value[name] === undefined)
        addIssue({ message: `expected ${what}, got nothing`, path: at(value, name) })
  }),
  smtpSection('file'),
  v.transform((written) => smtpOf(written) as SmtpSettings & { from: string }),
)

/** How alerts leave one machine; a stack reads over it. */
export const localAlertsField = section('an object with smtp', { smtp: v.optional(smtp) })
