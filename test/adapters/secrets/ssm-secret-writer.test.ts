import { SSMClient } from '@aws-sdk/client-ssm'
import { expect, onTestFinished, test } from 'vitest'

import { ssmSecretWriter } from '../../../shared/adapters/secrets/ssm-secret-writer.ts'
import { FAKE_AWS, recordingEndpoint, refusal } from '../../support/aws/recording-endpoint.ts'

async function writerThatHears(type: string, message: string) {
  const endpoint = await recordingEndpoint(() => refusal(type, message))
  const client = new SSMClient({ ...FAKE_AWS, endpoint: endpoint.url, maxAttempts: 1 })
  onTestFinished(async () => {
    client.destroy()
    await endpoint.close()
  })
  return ssmSecretWriter(client)
}

test('a value that is too long for the store is told with what to do, and not repeated', async () => {
  const words = 'Standard tier parameters support a maximum parameter value of 4096 characters.'
  const writer = await writerThatHears('ValidationException', words)
  await expect(writer.write('/roundtrip/Mail/pop', 'x'.repeat(5000))).rejects.toThrow(
    /^\/roundtrip\/Mail\/pop takes 4096 characters, and the value with its hosts has 5000: name fewer hosts/,
  )
})

test('another refusal is thrown as it is', async () => {
  const writer = await writerThatHears('ValidationException', 'Invalid character in 4096x')
  await expect(writer.write('/roundtrip/Mail/pop', 'x')).rejects.toThrow('Invalid character in 4096x')
})
