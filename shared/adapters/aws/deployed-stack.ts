import { DescribeStacksCommand, type CloudFormationClient } from '@aws-sdk/client-cloudformation'

export type DeployedStack =
  | { kind: 'none'; region: string }
  | {
      kind: 'found'
      region: string
      /** Of twelve digits. */
      account: string
      /** As CloudFormation says it: `UPDATE_COMPLETE`, `ROLLBACK_COMPLETE`, … */
      status: string
      /** What the stack says of itself, by the name of the output. */
      outputs: Readonly<Partial<Record<string, string>>>
    }

/** Asks CloudFormation for a stack of the client's Region by its name. Throws what the client throws. */
export async function findDeployedStack(
  client: CloudFormationClient,
  stackName: string,
): Promise<DeployedStack> {
  const region = await client.config.region()
  try {
    const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName: stackName }))
    const [stack] = Stacks
    if (!stack) return { kind: 'none', region }
    const outputs = (stack.Outputs ?? []).map(({ OutputKey = '', OutputValue }) => [OutputKey, OutputValue])
    return {
      kind: 'found',
      region,
      account: stack.StackId?.split(':')[4] ?? 'unknown',
      status: stack.StackStatus ?? 'unknown',
      outputs: Object.fromEntries(outputs) as Record<string, string>,
    }
  } catch (error) {
    if (isNoSuchStack(error)) return { kind: 'none', region }
    throw error
  }
}

/** CloudFormation has no name of its own for it: a ValidationError, "Stack with id … does not exist". */
function isNoSuchStack(error: unknown): boolean {
  return (
    error instanceof Error && error.name === 'ValidationError' && error.message.includes('does not exist')
  )
}
