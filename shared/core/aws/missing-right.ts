import { type PeoplePolicy, actionsOf, peoplePolicyName } from './people.ts'

/** What AWS refuses, as its own message names it. */
export interface MissingRight {
  /** The IAM action, as `dynamodb:PutItem`. */
  action: string
  /** An ARN, where AWS names one. */
  resource?: string
  /** A policy forbids it, so that no other can allow it: AWS' words, as `an explicit deny in …`. */
  forbidden?: string
}

/** AWS adds why, and since 2021 of which kind the policy is (IAM, "Troubleshoot access denied error messages"). */
const REFUSAL =
  /not authorized to perform: ([A-Za-z0-9-]+:[A-Za-z]+)(?: on resource: (arn:\S+|\*))?(?: with (an explicit deny in (?:an? |the )?[\w -]+))?/
/** Causes that are looked into: what an adapter says, what the SDK says, and what made it. */
const MOST_CAUSES = 5

/** The error, what caused it, and so on. */
export function withCauses(error: unknown): Error[] {
  const causes: Error[] = []
  for (let one = error; one instanceof Error && causes.length < MOST_CAUSES; one = one.cause) causes.push(one)
  return causes
}

/** The right that was missing, where that is why it failed; looks into the error's causes. */
export function missingRight(error: unknown): MissingRight | undefined {
  for (const { message } of withCauses(error)) {
    const [, action, resource, forbidden] = REFUSAL.exec(message) ?? []
    if (action !== undefined) {
      // SNS writes its own name in capitals, which IAM takes for the same.
      const [service = '', name = ''] = action.split(':')
      return {
        action: `${service.toLowerCase()}:${name}`,
        ...(resource?.startsWith('arn:') && { resource }),
        ...(forbidden && { forbidden }),
      }
    }
  }
  return undefined
}

/**
 * One sentence, without a full stop, on what is missing and which of the stack's policies for people has it.
 * `needs`: the policy that all of what was asked for takes.
 */
export function missingRightText(
  { action, resource, forbidden }: MissingRight,
  { stackName, needs }: { stackName: string; needs: PeoplePolicy },
): string {
  const [, , , region = '', , ...rest] = resource?.split(':') ?? []
  const refused = `AWS does not allow you ${action}${rest.length > 0 ? ` on ${rest.join(':')}` : ''}`
  if (forbidden !== undefined) return `${refused}: there is ${forbidden}`
  if (!actionsOf(needs).has(action)) return `${refused}, and none of the stack's policies for people does`
  const policy =
    region === '' ? `stack's policy ${needs}` : `policy ${peoplePolicyName(stackName, region, needs)}`
  return `${refused}: the ${policy} does`
}
