/** The stack's policies for people, from the narrowest: each allows all that the one before does. */
export const PEOPLE_POLICIES = ['look', 'operate', 'administer'] as const
export type PeoplePolicy = (typeof PEOPLE_POLICIES)[number]

/** What of a stack the policies are about. */
export type StackPart =
  | 'stack'
  | 'monitors'
  | 'results'
  | 'incidents'
  | 'due'
  | 'topics'
  | 'probes'
  | 'locationProbes'
  | 'tokens'
  | 'parameters'
  | 'secrets'
  | 'eventSources'
  | 'sender'
  | 'senderSet'
  | 'senderAccount'
  | 'account'

/** What each policy adds to the one before. */
export const ADDED_ACTIONS: Readonly<
  Record<PeoplePolicy, Readonly<Partial<Record<StackPart, readonly string[]>>>>
> = {
  look: {
    stack: ['cloudformation:DescribeStacks', 'cloudformation:ListStackResources'],
    monitors: ['dynamodb:GetItem', 'dynamodb:Scan'],
    results: ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'],
    incidents: ['dynamodb:Query'],
    due: ['dynamodb:Query'],
    topics: ['sns:ListSubscriptionsByTopic', 'sns:GetTopicAttributes'],
    // Whether they are there: neither answers what is stored.
    parameters: ['ssm:ListTagsForResource'],
    secrets: ['secretsmanager:DescribeSecret'],
    eventSources: ['lambda:GetEventSourceMapping'],
    // Where there is a built-in sender.
    sender: ['ses:GetEmailIdentity'],
    senderSet: ['ses:GetConfigurationSet', 'ses:GetConfigurationSetEventDestinations'],
    senderAccount: ['ses:GetAccount', 'ses:ListEmailIdentities'],
    // These know no resources.
    account: ['lambda:GetAccountSettings', 'sns:GetSMSAttributes', 'sns:GetSMSSandboxAccountStatus'],
  },
  operate: {
    monitors: ['dynamodb:UpdateItem'],
    results: ['dynamodb:PutItem'],
    probes: ['lambda:InvokeFunction'],
    locationProbes: ['lambda:InvokeFunction'],
    tokens: ['lambda:InvokeFunction'],
  },
  administer: {
    monitors: ['dynamodb:PutItem', 'dynamodb:DeleteItem'],
    // What is forgotten where a login may be made in the clear again.
    results: ['dynamodb:DeleteItem'],
    parameters: ['ssm:PutParameter'],
    secrets: ['secretsmanager:CreateSecret', 'secretsmanager:PutSecretValue', 'secretsmanager:UpdateSecret'],
  },
}

/** All that somebody who operates may write of a monitor's row: what a pause, its end and a window change. */
export const OPERATED_ATTRIBUTES = [
  'monitorId',
  'pausedUntil',
  'enabled',
  'maintenance',
  'revision',
  'schemaVersion',
  'writeId',
] as const

/** The attribute that no item of the Results table has which somebody who operates may write. */
export const DEFINING_ATTRIBUTE = 'definition'

/** The policy's name, of its own in an account with several stacks: IAM knows no Regions. */
export function peoplePolicyName(stackName: string, region: string, policy: PeoplePolicy): string {
  return `${stackName}-${region}-${policy}`
}

/** The actions of a policy, with those that it has of the ones before. */
export function actionsOf(policy: PeoplePolicy): ReadonlySet<string> {
  const held = PEOPLE_POLICIES.slice(0, PEOPLE_POLICIES.indexOf(policy) + 1)
  return new Set(held.flatMap((one) => Object.values(ADDED_ACTIONS[one]).flat()))
}
