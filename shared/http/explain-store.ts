import { withCauses, missingRight, missingRightText } from '../core/aws/missing-right.ts'
import type { PeoplePolicy } from '../core/aws/people.ts'
import { isUnreachable } from '../core/aws/unreachable.ts'
import type { Needs } from './needs.ts'
import { Problem } from './problem.ts'

/** The stack's policy for people that all of such a route takes. */
const POLICIES = {
  view: 'look',
  operate: 'operate',
  administer: 'administer',
} as const satisfies Record<Needs, PeoplePolicy>

const THROTTLED: readonly string[] = [
  'ThrottlingException',
  'Throttling',
  'ThrottledException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'TooManyRequestsException',
]
const EXPIRED: readonly string[] = [
  'ExpiredToken',
  'ExpiredTokenException',
  'TokenRefreshRequired',
  'CredentialsProviderError',
  'InvalidClientTokenId',
  'UnrecognizedClientException',
  'InvalidSignatureException',
  'SignatureDoesNotMatch',
]
const DENIED: readonly string[] = [
  'AccessDenied',
  'AccessDeniedException',
  'AuthorizationError',
  'AuthorizationErrorException',
  'NotAuthorized',
]
const RETRY_AFTER = { 'retry-after': '5' }

/**
 * What an error of the store, or of AWS, means for who asked; `undefined`: it is a fault of ours. Of a stack, a
 * right that is missing is named with the policy that has it.
 */
export function explainStore(error: unknown, needs: Needs = 'view', stackName?: string): Problem | undefined {
  const right = missingRight(error)
  if (right) {
    const detail =
      stackName === undefined
        ? `your AWS credentials do not allow ${right.action}`
        : missingRightText(right, { stackName, needs: POLICIES[needs] })
    return new Problem('access-denied', { detail }, { cause: error })
  }
  for (const cause of withCauses(error)) {
    const explained = explainOne(cause)
    if (explained) return explained
  }
  return undefined
}

function explainOne(error: Error): Problem | undefined {
  const { name, message } = error
  const words = message.replace(/\s+/g, ' ').trim()
  const because = { cause: error }
  if (DENIED.includes(name)) {
    const detail = `your AWS credentials do not allow this: ${words}`
    return new Problem('access-denied', { detail }, because)
  }
  if (THROTTLED.includes(name)) {
    const detail = 'AWS slows these requests down; try again in a few seconds'
    return new Problem('store-unavailable', { detail, headers: RETRY_AFTER }, because)
  }
  if (EXPIRED.includes(name) || /session (?:has|associated).*expired|SSO session/i.test(words)) {
    const detail = `no AWS credentials that work: sign in again, as with "aws sso login"; those of a file are read when this starts (${words})`
    return new Problem('no-credentials', { detail }, because)
  }
  if (/region is missing/i.test(words)) {
    const detail = 'no AWS Region is set: set AWS_REGION and start again'
    return new Problem('no-credentials', { detail }, because)
  }
  if (name === 'TimeoutError' || isUnreachable(error)) {
    const detail = `the store does not answer: ${words || name}`
    return new Problem('store-unavailable', { detail, headers: RETRY_AFTER }, because)
  }
  return undefined
}
