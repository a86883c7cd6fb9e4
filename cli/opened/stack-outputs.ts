import { CloudFormationClient } from '@aws-sdk/client-cloudformation'

import { findDeployedStack } from '../../shared/adapters/aws/deployed-stack.ts'
import { CannotDo } from './cannot-do.ts'

export interface StackOutputs<Name extends string> {
  region: string
  /** What the stack says of itself by these names, and whatever else. */
  outputs: Readonly<Record<Name, string> & Partial<Record<string, string>>>
}

/** The outputs of a stack in the account and Region of the environment; throws `CannotDo` where it is not there, or one of them is missing. */
export async function stackOutputs<Name extends string>(
  stackName: string,
  names: readonly Name[],
): Promise<StackOutputs<Name>> {
  const client = new CloudFormationClient({})
  try {
    const stack = await findDeployedStack(client, stackName)
    if (stack.kind === 'none') {
      throw new CannotDo(
        `there is no stack ${stackName} in ${stack.region}: npx cdk deploy makes it; --local [DIR] is for this machine`,
      )
    }
    const { outputs, region, status } = stack
    const missing = names.find((name) => outputs[name] === undefined)
    if (missing === undefined) return { region, outputs: outputs as StackOutputs<Name>['outputs'] }
    throw new CannotDo(
      `stack ${stackName} in ${region} (${status}) has no output ${missing}: if it is a Roundtrip stack, ` +
        'npx cdk deploy finishes it; else --stack NAME names another',
    )
  } finally {
    client.destroy()
  }
}
