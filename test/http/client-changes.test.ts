import { expect, test } from 'vitest'

import { changesWorld } from './changes-world.ts'
import { servedClient } from './served-client.ts'

const MONITOR = '/api/v1/monitors/{monitorId}'

test('a client made from the document creates a monitor, tests, plans, acknowledges and removes', async () => {
  const { api, world } = await servedClient((hosts) => changesWorld({ hosts }))
  const path = { monitorId: 'new' }
  const created = await api.POST('/api/v1/monitors', {
    body: {
      monitorId: 'new',
      emailAddress: 'probe@example.com',
      mailbox: { server: 'pop3s://pop.example.com', userid: 'probe', password: 'ssm:new' },
      smtp: { server: 'smtp://smtp.example.com:587' },
    },
  })
  expect(created.data).toMatchObject({ monitorId: 'new', managedBy: 'table', revision: 1 })

  const run = await api.POST(`${MONITOR}/runs`, { params: { path }, body: {} })
  expect(run.data).toMatchObject({ kind: 'started', location: 'eu-west-1' })
  const ofRun = { path: { ...path, run: run.data?.runId ?? '' } }
  const progress = await api.GET(`${MONITOR}/runs/{run}/progress`, { params: ofRun })
  expect(progress.data?.state).toBe('waiting')

  const planned = await api.POST('/api/v1/maintenance', {
    body: { monitors: ['new'], start: 'now', durationMinutes: 60, note: 'moving' },
  })
  const { data: windows } = await api.GET('/api/v1/maintenance')
  expect(windows?.items.map(({ id, state }) => [id, state])).toEqual([[planned.data?.items[0]?.id, 'now']])

  const openedAt = await world.opened()
  const ofIncident = { params: { path: { monitorId: 'shop', openedAt } } }
  const acknowledged = await api.PUT('/api/v1/incidents/{monitorId}/{openedAt}/acknowledgement', {
    ...ofIncident,
    body: { note: 'on it' },
  })
  expect(acknowledged.response.status).toBe(204)
  const { data: incident } = await api.GET('/api/v1/incidents/{monitorId}/{openedAt}', ofIncident)
  expect(incident?.acknowledged?.note).toBe('on it')

  const stale = { path, header: { 'If-Match': created.response.headers.get('etag') ?? '' } }
  const refused = await api.DELETE(MONITOR, { params: stale })
  expect([refused.response.status, refused.error?.type]).toEqual([
    412,
    'urn:roundtrip:problem:changed-meanwhile',
  ])
  const { response } = await api.GET(MONITOR, { params: { path } })
  const fresh = { path, header: { 'If-Match': response.headers.get('etag') ?? '' } }
  expect((await api.DELETE(MONITOR, { params: fresh })).response.status).toBe(204)
  expect((await api.GET(MONITOR, { params: { path } })).response.status).toBe(404)
})
