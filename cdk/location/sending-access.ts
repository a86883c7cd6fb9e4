import { Stack } from 'aws-cdk-lib'
import * as iam from 'aws-cdk-lib/aws-iam'

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
  const arn = (resource: string, resourceName: string) =>
    Stack.of(bundled).formatArn({ service: 'ses', region, resource, resourceName })
  const identities = arn('identity', '*')
  bundled.role.addToPolicy(
    new iam.PolicyStatement({
      actions: ['ses:SendEmail', 'ses:SendRawEmail'],
      resources: [identities, arn('configuration-set', stackName)],
      conditions: { StringEquals: { 'ses:FromAddress': builtInSender.address } },
    }),
  )
  acknowledgeWildcard(
    bundled.role,
    identities,
    'In the sandbox SES checks the identity of each recipient; the address that mail is from is the limit.',
  )
}
