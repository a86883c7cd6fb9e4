import { LambdaClient } from '@aws-sdk/client-lambda'
import { expect, test } from 'vitest'

import { parseEvent } from '../../../functions/probe/parse-event.ts'
import { parseTrial } from '../../../functions/probe/parse-trial.ts'
import { lambdaRunStarter } from '../../../shared/adapters/aws/lambda-run-starter.ts'
import type { RunRequest } from '../../../shared/core/run/run.ts'
import { FAKE_AWS, recordingEndpoint } from '../../support/aws/recording-endpoint.ts'

const REQUEST: RunRequest = {
  monitorId: 'inbox',
  location: 'eu-west-1',
  scheduledAt: Date.UTC(2026, 0, 5, 12),
  trigger: 'schedule',
}
const PROBES = { 'eu-west-1': 'arn:aws:lambda:eu-west-1:123456789012:function:probe' }

test.each<RunRequest>([REQUEST, { ...REQUEST, trigger: 'on-demand', requestId: 'r1' }])(
  'a run is handed over as an event that the probe reads back as %o, and is not waited for',
  async (request) => {
    const endpoint = await recordingEndpoint(() => ({ status: 202, body: '' }))
    const client = new LambdaClient({ ...FAKE_AWS, endpoint: endpoint.url })
    await lambdaRunStarter(() => client, PROBES).start(request)
    const [sent] = endpoint.requests
    expect(sent?.headers['x-amz-invocation-type']).toBe('Event')
    expect(decodeURIComponent(sent?.path ?? '')).toContain(PROBES['eu-west-1'])
    expect(parseEvent(JSON.parse(sent?.body ?? ''), 'eu-west-1')).toEqual(request)
    await endpoint.close()
  },
)

test('a location without a probe is named, with those there are', async () => {
  const starter = lambdaRunStarter(() => new LambdaClient(FAKE_AWS), PROBES)
  await expect(starter.start({ ...REQUEST, location: 'mars' })).rejects.toThrow(
    'there is no probe at "mars", only at: eu-west-1',
  )
})

test.each([
  [
    429,
    'TooManyRequestsException',
    'throttled',
    'Lambda takes no more calls now (throttled); try again in a minute',
  ],
  [
    403,
    'AccessDeniedException',
    'forbidden',
    'these credentials lack the permission lambda:InvokeFunction for the probe',
  ],
])('what Lambda refuses with %i %s is told as %s, with what to do', async (status, name, reason, words) => {
  const endpoint = await recordingEndpoint(() => ({
    status,
    headers: { 'x-amzn-errortype': name },
    body: JSON.stringify({ message: 'refused' }),
  }))
  const client = new LambdaClient({ ...FAKE_AWS, endpoint: endpoint.url, maxAttempts: 1 })
  const started = lambdaRunStarter(() => client, PROBES).start(REQUEST)
  await expect(started).rejects.toMatchObject({
    name: 'NotStarted',
    reason,
    message: `${words} (${PROBES['eu-west-1']})`,
  })
  await endpoint.close()
})

test('a trial is handed over as an event that the probe reads back', async () => {
  const endpoint = await recordingEndpoint(() => ({ status: 202, body: '' }))
  const client = new LambdaClient({ ...FAKE_AWS, endpoint: endpoint.url })
  const trial = { trialId: '0123456789abcdef0123', location: 'eu-west-1' }
  await lambdaRunStarter(() => client, PROBES).startTrial(trial)
  expect(parseTrial(JSON.parse(endpoint.requests[0]?.body ?? ''), 'eu-west-1')).toEqual(trial)
  await endpoint.close()
})
