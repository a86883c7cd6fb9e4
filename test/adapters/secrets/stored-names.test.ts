import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { SSMClient } from '@aws-sdk/client-ssm'
import { expect, onTestFinished, test } from 'vitest'

import { isParameterStored, isSecretStored } from '../../../shared/adapters/secrets/stored-names.ts'
import { type Answer, FAKE_AWS, recordingEndpoint, refusal } from '../../support/aws/recording-endpoint.ts'

const KINDS = {
  parameter: { Client: SSMClient, ask: isParameterStored, target: 'AmazonSSM.ListTagsForResource' },
  secret: { Client: SecretsManagerClient, ask: isSecretStored, target: 'secretsmanager.DescribeSecret' },
} as const

async function asked(kind: keyof typeof KINDS, answer: Answer) {
  const endpoint = await recordingEndpoint(() => answer)
  onTestFinished(() => endpoint.close())
  const { Client, ask, target } = KINDS[kind]
  const client = new Client({ ...FAKE_AWS, endpoint: endpoint.url, maxAttempts: 1 })
  const stored = (ask as (client: unknown, name: string) => Promise<boolean>)(client, '/roundtrip/Mail/inbox')
  const outcome = await stored.catch((error: unknown) => (error as Error).name)
  return { outcome, target, requests: endpoint.requests }
}

test.each<[keyof typeof KINDS, string, Answer, boolean | string]>([
  ['parameter', 'there', { body: '{"TagList":[]}' }, true],
  ['parameter', 'missing', refusal('InvalidResourceId', 'The resource ID is not valid.'), false],
  ['parameter', 'refused', refusal('AccessDeniedException', 'no'), 'AccessDeniedException'],
  ['secret', 'there', { body: '{"Name":"roundtrip/Mail/inbox"}' }, true],
  ['secret', 'missing', refusal('ResourceNotFoundException', "can't find it"), false],
  ['secret', 'to be deleted', { body: '{"Name":"x","DeletedDate":1764504000}' }, false],
  ['secret', 'refused', refusal('AccessDeniedException', 'no'), 'AccessDeniedException'],
])('a %s that is %s', async (kind, _, answer, expected) => {
  const { outcome, target, requests } = await asked(kind, answer)
  expect(outcome).toBe(expected)
  expect(requests.map(({ headers }) => headers['x-amz-target'])).toEqual([target])
  expect(requests[0]?.body).toContain('/roundtrip/Mail/inbox')
})
