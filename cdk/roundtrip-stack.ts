import { Stack } from 'aws-cdk-lib'
import type { Construct } from 'constructs'

import { boundRoles } from './function/bounded-roles.ts'
import { Installation, type InstallationProps } from './installation.ts'

/** The stack of one installation, called as its settings say, with nothing else in it. */
export class RoundtripStack extends Stack {
  constructor(scope: Construct, props: InstallationProps) {
    const { homeRegion } = props.settings
    super(scope, props.settings.stackName, {
      description: 'Roundtrip: a round-trip email monitor',
      ...(homeRegion !== undefined && { env: { region: homeRegion } }),
      // CloudFormation hands them on to everything in the stack that can be tagged.
      tags: props.settings.tags,
    })
    // Of the stack: what CDK makes for all of it stands beside the installation.
    boundRoles(this, props.settings)
    // An id that no logical id shows: they are what they were when all of it stood in the stack itself.
    new Installation(this, 'Default', props)
  }
}
