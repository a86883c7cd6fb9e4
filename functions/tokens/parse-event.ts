import * as v from 'valibot'

import type { RenewalWish } from '../../shared/app/ports/token-renewal.ts'
import { readSecretReference } from '../../shared/core/definition/fields/secret-reference.ts'
import type { SecretReference } from '../../shared/core/definition/monitor.ts'
import { parse } from '../runtime/parse.ts'

export interface RenewalRequest {
  grant: SecretReference
  wish: RenewalWish
}

const GRANT = 'expected a grant of the stack, as ssm:NAME or secretsmanager:NAME'

const schema = v.object(
  {
    grant: v.pipe(
      v.string(GRANT),
      v.transform((written) => readSecretReference(written, 'table', 'grant')),
      v.check(({ ok }) => ok, GRANT),
    ),
    refused: v.exactOptional(v.pipe(v.number('expected epoch ms'), v.safeInteger('expected epoch ms'))),
    asked: v.exactOptional(v.literal(true, 'expected true')),
  },
  (issue) => (issue.expected === 'Object' ? 'expected an object with grant' : 'expected, but missing'),
)

/**
 * What a probe or the watchdog asks for. Throws naming every field at fault, and nothing of what it held: somebody
 * may have pasted a secret.
 */
export function parseEvent(event: unknown): RenewalRequest {
  const { grant, ...wish } = parse(schema, event, refusal)
  // Already checked by the schema.
  if (!grant.ok) throw refusal(`grant: ${GRANT}`)
  return { grant: grant.value, wish }
}

function refusal(mistakes: string): Error {
  return new Error(`not a request for a token: ${mistakes}`)
}
