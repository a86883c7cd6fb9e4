import type { Renewal } from '../../../shared/app/ports/token-renewal.ts'
import { adviceFor } from '../../../shared/core/advice/advice.ts'
import { SECRET_NAME, referenceText } from '../../../shared/core/definition/fields/secret-reference.ts'
import type { SecretReference } from '../../../shared/core/definition/monitor.ts'
import { shown } from '../../../shared/core/definition/mistakes/shown-value.ts'
import { utcTime } from '../../../shared/core/wording/words/figures.ts'
import { reasonWords } from '../../../shared/core/wording/words/reason-words.ts'
import { MINUTE } from '../../../shared/core/time/units.ts'
import { type TargetFlags, targetOf } from '../../arguments/target-flags.ts'
import { UsageError } from '../../arguments/usage-error.ts'
import { CannotDo } from '../../opened/cannot-do.ts'
import { withOpened } from '../../opened/with-opened.ts'
import type { Surroundings } from '../../surroundings.ts'
import { grantAndOptions, howToSetGrant } from '../secrets/renewal-hint.ts'

/** `oauth renew NAME`: fetches a token, also where a good one stands, and says what came of it. */
export async function renew(
  surroundings: Surroundings,
  flags: TargetFlags & { secretsmanager: boolean },
  name: string,
): Promise<number> {
  const { out, stopped } = surroundings
  if (!SECRET_NAME.test(name))
    throw new UsageError(
      `${shown(name)} cannot be a grant's name: expected 1 to 64 letters, digits, ".", "_" and "-"`,
    )
  const store = flags.secretsmanager ? 'secretsmanager' : 'ssm'
  const grant: SecretReference = { store, name }
  const target = await targetOf(flags, surroundings)
  return withOpened(target, 'there', surroundings, async ({ renewer, runs, place }) => {
    if (!renewer) throw new CannotDo(`${place} fetches no tokens yet: deploy it (npx cdk deploy)`)
    const stop = new AbortController()
    void stopped().then(() => stop.abort('stopped'))
    const signal = AbortSignal.any([stop.signal, AbortSignal.timeout(MINUTE)])
    const renewal = await renewer.renew(grant, signal, { asked: true })
    if (stop.signal.aborted) return 130
    const after = await runs.findGrant(referenceText(grant))
    const named = { name, store, target } as const
    const known = { until: after?.expiresAt, hint: howToSetGrant(named), named: grantAndOptions(named) }
    out.write(`${words(referenceText(grant), renewal, known)}\n`)
    return renewal.kind === 'kept' ? 0 : 1
  })
}

function words(
  grant: string,
  renewal: Renewal,
  { until, hint, named }: { until: number | undefined; hint: string; named: string },
): string {
  switch (renewal.kind) {
    case 'kept':
      return `${grant}: a new access token was fetched${until === undefined ? '' : `, valid until ${utcTime(until)}`}`
    case 'refused': {
      const { reason, detail } = renewal
      const advice = adviceFor(reason, { location: 'local', detail, grant: named }).split('\n')
      return [`${grant}: ${reasonWords(reason)} (${reason})`, ...advice.map((line) => `  ${line}`)].join('\n')
    }
    case 'missing':
      return `${grant}: ${renewal.fullName} ${renewal.problem}; set it: ${hint}`
    case 'forbidden':
    case 'unreadable':
      return `${grant}: ${renewal.fullName} ${renewal.problem}`
    default:
      return renewal satisfies never
  }
}
