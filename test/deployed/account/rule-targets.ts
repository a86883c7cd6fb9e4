/** What a rule of EventBridge starts, so far as it is of interest here. */
export interface RuleTarget {
  Id: string
  Arn: string
}

/** The targets of a rule as they stand, whole. */
export async function targetsOf(Rule: string): Promise<RuleTarget[]> {
  const { Targets } = (await call('ListTargetsByRule', { Rule })) as { Targets: RuleTarget[] }
  return Targets
}

/** As somebody would change them by hand. */
export async function putTargets(Rule: string, Targets: readonly RuleTarget[]): Promise<void> {
  await call('PutTargets', { Rule, Targets })
}

/**
 * In EventBridge's JSON protocol: nothing else here needs its client. The simulated account reads who signed,
 * and checks nothing.
 */
async function call(action: string, input: object): Promise<unknown> {
  const { AWS_ENDPOINT_URL: url = '', AWS_ACCESS_KEY_ID: key = '', AWS_REGION: region = '' } = process.env
  const scope = `${key}/20260105/${region}/events/aws4_request`
  const answer = await fetch(url, {
    method: 'POST',
    headers: {
      authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=none`,
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `AWSEvents.${action}`,
    },
    body: JSON.stringify(input),
  })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${action} was answered ${String(answer.status)}: ${text}`)
  return text === '' ? undefined : JSON.parse(text)
}
