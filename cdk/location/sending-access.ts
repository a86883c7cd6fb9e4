import { Stack } from 'aws-cdk-lib'
import * as iam from 'aws-cdk-lib/aws-iam'
import type { Construct } from 'constructs'

import { acknowledgeWildcard } from '../function/acknowledge-wildcard.ts'
import type { BundledFunction } from '../function/bundled-function.ts'
import type { StackSettings } from '../settings/settings-shape.ts'

/**
 * Lets a probe send by Amazon SES in the home Region, with the stack's configuration set and as the one address of
 * the settings; nothing, where there is no built-in sender. Any identity of the account: in the sandbox SES asks for
 * the right to that of the recipient too, and which of an address and its domain it sends as is SES's choice.
 */
export function allowSending(
  bundled: BundledFunction,
  { stackName, builtInSender }: Pick<StackSettings, 'stackName' | 'builtInSender'>,
  region: string,
): void {
  if (builtInSender === undefined) return
  const identities = identityArn(bundled, '*', region)
  bundled.role.addToPolicy(
    new iam.PolicyStatement({
      actions: ['ses:SendEmail', 'ses:SendRawEmail'],
      resources: [identities, configurationSetArn(bundled, stackName, region)],
      conditions: { StringEquals: { 'ses:FromAddress': builtInSender.address } },
    }),
  )
  acknowledgeWildcard(
    bundled.role,
    identities,
    'In the sandbox SES checks the identity of each recipient; the address that mail is from is the limit.',
  )
}

/** An identity of Amazon SES at home. */
export function identityArn(scope: Construct, resourceName: string, region?: string): string {
  return sesArn(scope, { resource: 'identity', resourceName, region })
}

/** The stack's configuration set of Amazon SES at home, which has the name of the stack. */
export function configurationSetArn(scope: Construct, stackName: string, region?: string): string {
  return sesArn(scope, { resource: 'configuration-set', resourceName: stackName, region })
}

/** `region`: where home is, for who stands elsewhere. */
function sesArn(
  scope: Construct,
  { resource, resourceName, region }: { resource: string; resourceName: string; region: string | undefined },
): string {
  return Stack.of(scope).formatArn({
    service: 'ses',
    resource,
    resourceName,
    ...(region !== undefined && { region }),
  })
}
