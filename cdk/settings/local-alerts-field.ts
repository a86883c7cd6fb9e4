import * as v from 'valibot'

import { section } from '../../shared/core/definition/fields/fields.ts'
import type { SmtpSettings } from '../../shared/core/definition/monitor.ts'
import { SERVER, smtpWith } from './sending-server.ts'

const FROM = { from: 'the address that alerts come from' }

/** How alerts leave one machine; a stack reads over it. */
export const localAlertsField = section('an object with smtp', {
  smtp: v.optional(smtpWith<SmtpSettings & { from: string }>({ ...SERVER, ...FROM })),
})
