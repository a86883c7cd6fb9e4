import type { Advice, AdviceContext } from './advice-context.ts'
import { ADVICE_ON_BUILT_IN_SENDER } from './built-in-sender.ts'
import { ADVICE_ON_CONNECTIONS } from './connections.ts'
import { ADVICE_ON_GRANTS } from './grants.ts'
import { ADVICE_ON_INCONCLUSIVE } from './inconclusive.ts'
import { ADVICE_ON_LOGINS } from './logins.ts'
import { ADVICE_ON_MAILBOX } from './mailbox.ts'
import { ADVICE_ON_SENDING } from './sending.ts'
import { ADVICE_ON_TLS } from './tls.ts'
import type { Reason } from '../run/statuses.ts'

export type { AdviceContext }

const ADVICE: Readonly<Record<Reason, Advice>> = {
  ...ADVICE_ON_CONNECTIONS,
  ...ADVICE_ON_TLS,
  ...ADVICE_ON_LOGINS,
  ...ADVICE_ON_SENDING,
  ...ADVICE_ON_MAILBOX,
  ...ADVICE_ON_INCONCLUSIVE,
  ...ADVICE_ON_GRANTS,
  ...ADVICE_ON_BUILT_IN_SENDER,
}

/**
 * What an administrator would say: the likely cause first, then what to do; one to three lines of tame text,
 * parted by `\n`. A `RunResult` will do as the context; what is not known of it is left out of the advice.
 */
export function adviceFor(reason: Reason, context: AdviceContext): string {
  const advice = Object.hasOwn(ADVICE, reason) ? ADVICE[reason] : ofLaterVersion
  return advice(context).join('\n')
}

function ofLaterVersion(): string[] {
  return [
    'A later version of Roundtrip told this reason: home and its locations are of two versions.',
    'Deploy all stacks at the same version, as an upgrade does at its end; then look at the run again.',
  ]
}
