import { DescribeStackResourceCommand, type CloudFormationClient } from '@aws-sdk/client-cloudformation'

/** Whether a CloudFormation stack has made a resource of this logical id. */
export function stackResources(client: CloudFormationClient) {
  return async (stackId: string, logicalId: string): Promise<boolean> => {
    try {
      const command = new DescribeStackResourceCommand({ StackName: stackId, LogicalResourceId: logicalId })
      const { StackResourceDetail } = await client.send(command)
      return StackResourceDetail?.PhysicalResourceId !== undefined
    } catch (error) {
      // CloudFormation has no error of its own for a resource that is not there.
      if (error instanceof Error && error.message.includes('does not exist')) return false
      throw error
    }
  }
}
