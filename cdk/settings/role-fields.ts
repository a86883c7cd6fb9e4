import { field } from '../../shared/core/definition/fields/fields.ts'

/** A name may have its path before it, as in an ARN (IAM User Guide, "IAM and AWS STS quotas", for lengths). */
const POLICY_NAME = String.raw`(?:[\w+=,.@-]+/)*[\w+=,.@-]{1,128}`
const POLICY = new RegExp(String.raw`^(?:arn:aws[a-z-]*:iam::(?:\d{12}|aws):policy/)?${POLICY_NAME}$`)
const PATH = /^\/(?:[\w+=,.@-]+\/)+$/
const LONGEST_PATH = 512

export const permissionsBoundary = field<string>(
  'the ARN of a managed policy, as arn:aws:iam::111122223333:policy/name, or its name',
  (value) => typeof value === 'string' && value.length <= LONGEST_PATH + 128 && POLICY.test(value),
)

export const rolePath = field<string>(
  `a path that begins and ends with a slash, as /ops/, of at most ${LONGEST_PATH} characters`,
  (value) => typeof value === 'string' && value.length <= LONGEST_PATH && PATH.test(value),
)
