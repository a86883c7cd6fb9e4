import { type RecordingEndpoint, recordingEndpoint } from './recording-endpoint.ts'

type Outputs = Readonly<Record<string, string>>

type Resource = readonly [type: string, logicalId: string, id: string | undefined, status?: string]

/**
 * Describes stacks of this account like CloudFormation (the query protocol): these, by their names and with these
 * outputs; or refuses to. `resources`: those that each of them has.
 */
export function cloudFormationEndpoint(
  stacks: Readonly<Record<string, Outputs>> | 'denied',
  account = '111122223333',
  resources: readonly Resource[] = [],
): Promise<RecordingEndpoint> {
  return recordingEndpoint(({ body }) => {
    const asked = new URLSearchParams(body)
    const name = asked.get('StackName') ?? ''
    if (stacks === 'denied')
      return refusal(403, 'AccessDenied', 'not authorized to perform: cloudformation:DescribeStacks')
    const outputs = stacks[name]
    if (!outputs) return refusal(400, 'ValidationError', `Stack with id ${name} does not exist`)
    if (asked.get('Action') === 'ListStackResources') return resourcesPage(resources)
    const members = Object.entries(outputs).map(
      ([key, value]) => `<member><OutputKey>${key}</OutputKey><OutputValue>${value}</OutputValue></member>`,
    )
    return xml(
      `<DescribeStacksResponse xmlns="${NAMESPACE}"><DescribeStacksResult><Stacks><member>
        <StackId>arn:aws:cloudformation:eu-west-1:${account}:stack/${name}/id</StackId>
        <StackName>${name}</StackName><StackStatus>UPDATE_COMPLETE</StackStatus>
        <CreationTime>2026-11-24T00:00:00Z</CreationTime>
        ${members.length > 0 ? `<Outputs>${members.join('')}</Outputs>` : ''}
      </member></Stacks></DescribeStacksResult></DescribeStacksResponse>`,
    )
  })
}

/** A page of ListStackResources. */
export function resourcesPage(resources: readonly Resource[], next?: string) {
  const members = resources.map(
    ([type, logicalId, id, status = 'CREATE_COMPLETE']) =>
      `<member><ResourceType>${type}</ResourceType><LogicalResourceId>${logicalId}</LogicalResourceId>
        ${id === undefined ? '' : `<PhysicalResourceId>${id}</PhysicalResourceId>`}
        <ResourceStatus>${status}</ResourceStatus><LastUpdatedTimestamp>2026-11-24T00:00:00Z</LastUpdatedTimestamp></member>`,
  )
  return xml(
    `<ListStackResourcesResponse xmlns="${NAMESPACE}"><ListStackResourcesResult>
      <StackResourceSummaries>${members.join('')}</StackResourceSummaries>
      ${next === undefined ? '' : `<NextToken>${next}</NextToken>`}
    </ListStackResourcesResult></ListStackResourcesResponse>`,
  )
}

const NAMESPACE = 'http://cloudformation.amazonaws.com/doc/2010-05-15/'

function refusal(status: number, code: string, message: string) {
  return xml(
    `<ErrorResponse xmlns="${NAMESPACE}"><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message>
      </Error><RequestId>r</RequestId></ErrorResponse>`,
    status,
  )
}

function xml(body: string, status = 200) {
  return { status, body, type: 'text/xml' }
}
