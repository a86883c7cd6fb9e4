import { missingRight, missingRightText } from '../core/aws/missing-right.ts'
import type { PeoplePolicy } from '../core/aws/people.ts'
import type { Needs } from './needs.ts'
import { Problem } from './problem.ts'

/** The stack's policy for people that all of such a route takes. */
const POLICIES = {
  view: 'look',
  operate: 'operate',
  administer: 'administer',
} as const satisfies Record<Needs, PeoplePolicy>

/** Codes of Node and of OpenSSL-less sockets: the way to the store is at fault. */
const UNREACHABLE: readonly unknown[] = [
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH'],
  'ENETUNREACH',
]
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
const RETRY_AFTER = { 'retry-after': '5' }

/** Causes that are looked into: what an adapter says, what the SDK says, and what made it. */
const MOST_CAUSES = 5

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
  let one = error
  for (let depth = 0; depth < MOST_CAUSES && one instanceof Error; depth++) {
    const explained = explainOne(one)
    if (explained) return explained
    one = one.cause
  }
  return undefined
}

function explainOne(error: Error): Problem | undefined {
  const { name, message } = error
  const words = message.replace(/\s+/g, ' ').trim()
  const because = { cause: error }
  if (isDenied(name)) {
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
  if (name === 'TimeoutError' || ('code' in error && UNREACHABLE.includes(error.code))) {
    const detail = `the store does not answer: ${words || name}`
    return new Problem('store-unavailable', { detail, headers: RETRY_AFTER }, because)
  }
  return undefined
}

function isDenied(name: string): boolean {
  return /^(?:AccessDenied|AccessDeniedException|AuthorizationError|AuthorizationErrorException|NotAuthorized)$/.test(
    name,
  )
}
