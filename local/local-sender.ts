import * as v from 'valibot'

import { localSenderField } from '../cdk/settings/local-sender-field.ts'
import { isRecord } from '../shared/core/definition/fields/fields.ts'
import type { Monitor, SmtpSettings } from '../shared/core/definition/monitor.ts'
import { serverUrl } from '../shared/core/definition/fields/server-address.ts'
import type { HttpHome } from '../shared/http/home.ts'
import { DEMO_ADDRESS } from './demo-monitor.ts'
import type { LocalSettings } from './local-settings.ts'

/** `localSender` of the settings as they are written; `undefined` where there is none, or it has mistakes. */
export function localSenderIn(settings: unknown): SmtpSettings | undefined {
  const written = isRecord(settings) ? settings.localSender : undefined
  const parsed = v.safeParse(v.optional(localSenderField), written)
  return parsed.success ? parsed.output : undefined
}

/** What sends here for monitors without `smtp`: `localSender`; only the demo server knows its own mailbox. */
export function senderHere({ localSender }: Pick<LocalSettings, 'localSender'>) {
  return ({ emailAddress }: Pick<Monitor, 'emailAddress'>): SmtpSettings | undefined =>
    emailAddress === DEMO_ADDRESS ? undefined : localSender
}

/** As the page says it. */
export function shownSender({
  localSender,
}: Pick<LocalSettings, 'localSender'>): NonNullable<HttpHome['builtInSender']> {
  return localSender ? { kind: 'server', server: serverUrl(localSender.server) } : { kind: 'demo-server' }
}
