import { tameLine } from '../../core/redaction/tame.ts'

/** What stores of secrets call it when the caller may not read this one, or not use its KMS key. */
const REFUSALS = /^(?:AccessDenied|InvalidKeyId|DecryptionFailure)/
/** Long, and the same in every refusal: what counts is what the role may not do, and why. */
const CALLER = /^User: \S+ is not authorized/

/**
 * AWS' own sentence, with the name of its error, where it refuses what was asked; undefined for any other
 * error.
 */
export function awsRefusal(error: unknown): string | undefined {
  if (!(error instanceof Error) || !REFUSALS.test(error.name)) return undefined
  return tameLine(`${error.name}: ${error.message.replace(CALLER, 'not authorized')}`)
}
