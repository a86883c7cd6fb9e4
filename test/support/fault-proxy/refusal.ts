import type { AwsCall } from './aws-call.ts'

export interface Refusal {
  status: number
  headers: Readonly<Record<string, string>>
  body: string
}

/** The service itself broke: 500. The SDK tries again. */
export function brokenInside(call: AwsCall): Refusal {
  return refusal(call, 500, call.protocol === 'query' ? 'InternalFailure' : 'InternalServerError')
}

/**
 * Too many calls. Lambda has a name and a number of its own for it; REST services say 429, the older ones
 * 400.
 */
export function throttled(call: AwsCall): Refusal {
  if (call.service === 'lambda') return refusal(call, 429, 'TooManyRequestsException')
  return refusal(call, call.protocol === 'rest' ? 429 : 400, 'ThrottlingException')
}

function refusal({ protocol, service, action }: AwsCall, status: number, code: string): Refusal {
  const message = `${service} ${action} failed on purpose`
  switch (protocol) {
    case 'json':
      return {
        status,
        headers: { 'content-type': 'application/x-amz-json-1.0' },
        body: JSON.stringify({ __type: `com.amazonaws.${service}#${code}`, message }),
      }
    case 'query':
      return {
        status,
        headers: { 'content-type': 'text/xml' },
        body: `<ErrorResponse><Error><Type>${status < 500 ? 'Sender' : 'Receiver'}</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>r</RequestId></ErrorResponse>`,
      }
    case 'rest':
      return {
        status,
        headers: { 'content-type': 'application/json', 'x-amzn-errortype': code },
        body: JSON.stringify({ message }),
      }
    default:
      return protocol satisfies never
  }
}
