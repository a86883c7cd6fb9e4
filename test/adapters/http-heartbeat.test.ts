import { expect, test } from 'vitest'

import { httpHeartbeat } from '../../shared/adapters/http-heartbeat.ts'
import { recordingEndpoint } from '../support/aws/recording-endpoint.ts'

test('a beat asks for the address once', async () => {
  const endpoint = await recordingEndpoint(() => ({ body: 'OK' }))
  await httpHeartbeat(`${endpoint.url}/ping/secret-token`).beat()
  expect(endpoint.requests.map(({ method, path }) => `${method} ${path}`)).toEqual(['GET /ping/secret-token'])
  await endpoint.close()
})

test('an answer that is no yes is an error, which does not name the address', async () => {
  const endpoint = await recordingEndpoint(() => ({ status: 404, body: 'gone' }))
  const beat = httpHeartbeat(`${endpoint.url}/ping/secret-token`).beat()
  await expect(beat).rejects.toThrow(/^the heartbeat address answered 404$/)
  await endpoint.close()
})

test('nobody there is an error, which does not name the address', async () => {
  const endpoint = await recordingEndpoint(() => ({ body: '' }))
  await endpoint.close()
  const beat = httpHeartbeat(`${endpoint.url}/ping/secret-token`).beat()
  await expect(beat).rejects.toThrow(/^the heartbeat address cannot be reached$/)
})
