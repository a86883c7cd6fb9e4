import { type RecordingEndpoint, recordingEndpoint } from './recording-endpoint.ts'

type Outputs = Readonly<Record<string, string>>

/**
 * Describes stacks of this account like CloudFormation (the query protocol): these, by their names and with these
 * outputs; or refuses to.
 */
export function cloudFormationEndpoint(
  stacks: Readonly<Record<string, Outputs>> | 'denied',
  account = '111122223333',
): Promise<RecordingEndpoint> {
  return recordingEndpoint(({ body }) => {
    const name = new URLSearchParams(body).get('StackName') ?? ''
    if (stacks === 'denied')
      return refusal(403, 'AccessDenied', 'not authorized to perform: cloudformation:DescribeStacks')
    const outputs = stacks[name]
    if (!outputs) return refusal(400, 'ValidationError', `Stack with id ${name} does not exist`)
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
