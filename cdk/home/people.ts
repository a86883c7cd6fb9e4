import { ArnFormat, CfnOutput, Stack } from 'aws-cdk-lib'
import * as iam from 'aws-cdk-lib/aws-iam'
import type * as lambda from 'aws-cdk-lib/aws-lambda'
import { Construct } from 'constructs'

import {
  ADDED_ACTIONS,
  DEFINING_ATTRIBUTE,
  OPERATED_ATTRIBUTES,
  PEOPLE_POLICIES,
  type PeoplePolicy,
  type StackPart,
  peoplePolicyName,
} from '../../shared/core/aws/people.ts'
import { locationNames, locationStackName } from '../../shared/core/location/location-names.ts'
import { identitiesOf } from '../../shared/core/run/sender/sender-identities.ts'
import { acknowledgeWildcard } from '../function/acknowledge-wildcard.ts'
import { configurationSetArn, identityArn } from '../location/sending-access.ts'
import type { StackSettings } from '../settings/settings-shape.ts'
import { secretsBelow, viaStores } from './secret-arns.ts'
import type { Tables } from './tables.ts'
import type { Topics } from './topics.ts'

export interface PeopleProps {
  settings: StackSettings
  tables: Tables
  topics: Topics
  probes: readonly lambda.IFunction[]
  tokens: lambda.IFunction
}

/**
 * Who operates may change of a row what a pause and a window change, and write no item that holds a
 * definition: DynamoDB looks at the names of the attributes that a request mentions (Developer Guide, "Using
 * IAM policy conditions for fine-grained access control").
 */
const OPERATING: Partial<Record<StackPart, iam.PolicyStatementProps['conditions']>> = {
  monitors: {
    'ForAllValues:StringEquals': { 'dynamodb:Attributes': OPERATED_ATTRIBUTES },
    StringEqualsIfExists: { 'dynamodb:ReturnValues': ['NONE', 'UPDATED_OLD', 'UPDATED_NEW'] },
  },
  results: { 'ForAllValues:StringNotEquals': { 'dynamodb:Attributes': DEFINING_ATTRIBUTE } },
}

/** Managed policies for people, attached to nobody: for a role, or a permission set of IAM Identity Center. */
export class People extends Construct {
  constructor(scope: Construct, id: string, props: PeopleProps) {
    super(scope, id)
    const arns = arnsOf(this, props)
    PEOPLE_POLICIES.forEach((policy, place) => {
      const held = PEOPLE_POLICIES.slice(0, place + 1)
      const statements = held.flatMap((one) => statementsOf(one, arns, policy === 'operate'))
      if (policy === 'administer') {
        statements.push(keptTokens(this, props.settings), ...keyUse(this, props.settings))
      }
      const made = new iam.ManagedPolicy(this, policy, {
        managedPolicyName: peoplePolicyName(props.settings.stackName, Stack.of(this).region, policy),
        // For good: another description would replace the policy, which nobody may while it is attached.
        description: `Roundtrip, for people who ${policy}`,
        statements,
      })
      for (const arn of [...arns.stack, ...arns.parameters, ...arns.secrets]) {
        acknowledgeWildcard(made, arn, "Only what this stack's own name or path begins, as people name it.")
      }
      for (const arn of arns.eventSources) {
        acknowledgeWildcard(made, arn, 'Read one at a time, by ids that are told of this stack alone.')
      }
      for (const arn of arns.locationProbes) {
        acknowledgeWildcard(made, arn, "The names that this stack's locations have, in whatever Region.")
      }
      acknowledgeWildcard(made, '*', 'Limits of the account, which know no resources.')
      const output = new CfnOutput(this, `${policy}Output`, { value: made.managedPolicyArn })
      output.overrideLogicalId(`${policy.charAt(0).toUpperCase()}${policy.slice(1)}Policy`)
    })
  }
}

type Arns = Readonly<Record<StackPart, readonly string[]>>

/** Any name of a location. */
const ANY = '*'

function statementsOf(policy: PeoplePolicy, arns: Arns, limited: boolean): iam.PolicyStatement[] {
  const parts = Object.entries(ADDED_ACTIONS[policy]).filter(([part]) => arns[part as StackPart].length > 0)
  return parts.map(([part, actions]) => {
    const conditions = limited && policy === 'operate' ? OPERATING[part as StackPart] : undefined
    return new iam.PolicyStatement({
      actions: [...actions],
      resources: [...arns[part as StackPart]],
      ...(conditions && { conditions }),
    })
  })
}

/**
 * Locations by a pattern of their names: a managed policy has 6,144 characters, which the names of a dozen would
 * fill.
 */
function arnsOf(scope: Construct, { settings, tables, topics, probes, tokens }: PeopleProps): Arns {
  const stack = Stack.of(scope)
  const stackArn = (name: string, region: string) =>
    stack.formatArn({ service: 'cloudformation', region, resource: 'stack', resourceName: `${name}/*` })
  const lambdaArn = (resource: string, resourceName: string, region: string) =>
    stack.formatArn({
      service: 'lambda',
      region,
      resource,
      resourceName,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    })
  const isAlone = settings.locations.length === 0
  const anywhere = isAlone ? stack.region : ANY
  const besideHome = (...arns: string[]) => (isAlone ? [] : arns)
  const { stackName } = settings
  return {
    // Who asks by the name of a stack asks for this ARN, and not for the one with its id.
    stack: [
      stackArn(stackName, stack.region),
      ...besideHome(stackArn(locationStackName(stackName, ANY), ANY)),
    ],
    monitors: [tables.monitors.tableArn],
    results: [tables.results.tableArn],
    incidents: [`${tables.results.tableArn}/index/incidents`],
    due: [`${tables.results.tableArn}/index/due`],
    topics: Object.values(topics.all).map(({ topicArn }) => topicArn),
    probes: probes.map(({ functionArn }) => functionArn),
    locationProbes: besideHome(lambdaArn('function', locationNames(stackName, ANY).probe, ANY)),
    tokens: [tokens.functionArn],
    parameters: [secretsBelow(scope, 'ssm', settings)],
    secrets: [secretsBelow(scope, 'secretsmanager', settings)],
    eventSources: [lambdaArn('event-source-mapping', '*', anywhere)],
    ...senderArns(stack, settings),
    // Know no resources either.
    senderAccount: settings.builtInSender ? ['*'] : [],
    account: ['*'],
  }
}

/** What SES may know the built-in sender by, and its configuration set; nothing where there is none. */
function senderArns(
  stack: Stack,
  { stackName, builtInSender }: StackSettings,
): Pick<Arns, 'sender' | 'senderSet'> {
  if (builtInSender === undefined) return { sender: [], senderSet: [] }
  return {
    sender: identitiesOf(builtInSender.address).map((name) => identityArn(stack, name)),
    senderSet: [configurationSetArn(stack, stackName)],
  }
}

/** Tokens are written by the stack alone: one that somebody put there would be said to the servers of its grant. */
function keptTokens(scope: Construct, { stackName }: Pick<StackSettings, 'stackName'>): iam.PolicyStatement {
  return new iam.PolicyStatement({
    effect: iam.Effect.DENY,
    actions: [...(ADDED_ACTIONS.administer.parameters ?? [])],
    resources: [secretsBelow(scope, 'ssm', { stackName, step: 'oauth/' })],
  })
}

/** To encrypt with the key of the settings, through the two stores alone; AWS' own keys take no right. */
function keyUse(
  scope: Construct,
  { secretsKeyArn }: Pick<StackSettings, 'secretsKeyArn'>,
): iam.PolicyStatement[] {
  if (secretsKeyArn === undefined) return []
  const { region } = Stack.of(scope)
  return [
    new iam.PolicyStatement({
      // PutSecretValue decrypts the key of the version before (Secrets Manager, "Secret encryption").
      actions: ['kms:Encrypt', 'kms:GenerateDataKey', 'kms:Decrypt'],
      resources: [secretsKeyArn],
      conditions: viaStores(['ssm', 'secretsmanager'], region),
    }),
  ]
}
