import { type CloudFormationClient, paginateListStackResources } from '@aws-sdk/client-cloudformation'

/** A resource that stands in a stack. */
export interface ListedResource {
  /** As `AWS::SNS::Topic`. */
  type: string
  logicalId: string
  /** Its physical id. */
  id: string
}

/** All that stand, of a stack of the client's Region. Throws what the client throws. */
export async function listedResources(
  client: CloudFormationClient,
  stackName: string,
): Promise<ListedResource[]> {
  const found: ListedResource[] = []
  for await (const { StackResourceSummaries = [] } of paginateListStackResources(
    { client },
    { StackName: stackName },
  )) {
    for (const one of StackResourceSummaries) {
      const { ResourceType: type = '', LogicalResourceId: logicalId = '', PhysicalResourceId: id } = one
      if (id !== undefined && one.ResourceStatus !== 'DELETE_COMPLETE') found.push({ type, logicalId, id })
    }
  }
  return found
}
