import openapiTypes, { astToString } from 'openapi-typescript'
import { expect, test } from 'vitest'

import { document } from './agrees-with-document.ts'
import { KEYS } from './api-world.ts'
import { readsWorld } from './reads-world.ts'
import { servedClient } from './served-client.ts'
import { longTest } from '../support/thorough.ts'

const served = () => servedClient((hosts) => readsWorld({ hosts }))

longTest('the types that a client is made with are those of the document', async () => {
  const types = astToString(await openapiTypes(document as never, { defaultNonNullable: false }))
  await expect(types).toMatchFileSnapshot('../golden/api.d.ts')
})

test('a client made from the document looks from the overview down to what a server said', async () => {
  const { api } = await served()
  const { data: overview } = await api.GET('/api/v1/overview')
  expect(overview?.sentence).toMatch(/^2 monitors are down/)
  const down = overview?.monitors.find(({ health, tags }) => health === 'down' && tags.includes('web'))
  const path = { monitorId: down?.monitorId ?? '' }

  const { data: monitor, response } = await api.GET('/api/v1/monitors/{monitorId}', { params: { path } })
  expect(monitor?.sentence).toMatch(/^Down for /)
  expect(response.headers.get('etag')).toMatch(/^(?:W\/)?"1-[0-9a-f]{16}"$/)

  const query = { failed: 'true', limit: 1 } as const
  const { data: runs } = await api.GET('/api/v1/monitors/{monitorId}/runs', { params: { path, query } })
  const [failed] = runs?.items ?? []
  expect(failed?.run.reason).toBe('message-not-delivered')
  expect(runs?.next).toBe(failed?.ref)

  const ofRun = { path: { ...path, run: failed?.run.runId ?? '' } }
  const { data: run } = await api.GET('/api/v1/monitors/{monitorId}/runs/{run}', { params: ofRun })
  expect(run?.incident?.open).toBe(true)
  const log = await api.GET('/api/v1/monitors/{monitorId}/runs/{run}/log', {
    params: ofRun,
    headers: { accept: 'text/plain' },
    parseAs: 'text',
  })
  expect(log.data).toContain('220 mail.example.com')

  const openedAt = run?.incident?.openedAt ?? ''
  const { data: incident } = await api.GET('/api/v1/incidents/{monitorId}/{openedAt}', {
    params: { path: { ...path, openedAt } },
  })
  expect(incident?.story.map(({ kind }) => kind)).toEqual(['failed', 'opened', 'told'])

  const { data: report } = await api.GET('/api/v1/reports/month', { params: { query: { month: '2026-11' } } })
  expect(typeof report === 'object' && report.total.runs).toBe(12)
})

test('what it did wrong is said in the same words to every client', async () => {
  const { api } = await served()
  const { error, response } = await api.GET('/api/v1/monitors/{monitorId}', {
    params: { path: { monitorId: 'nobody' } },
  })
  expect(response.status).toBe(404)
  expect(error).toMatchObject({
    type: 'urn:roundtrip:problem:not-found',
    detail: 'there is no monitor nobody',
  })
})

test('an overview that has not changed is answered without a body, compressed or not', async () => {
  const headers = { authorization: `Bearer ${KEYS.page}` }
  const { host } = await served()
  const url = `http://${host}/api/v1/overview`
  const first = await fetch(url, { headers })
  const etag = first.headers.get('etag') ?? ''
  expect(first.headers.get('content-encoding')).toBe('gzip')
  expect(etag).toMatch(/^W\/"/)
  for (const known of [etag, etag.replace('W/', ''), `"other", ${etag}`]) {
    const again = await fetch(url, { headers: { ...headers, 'if-none-match': known } })
    expect([again.status, await again.text()]).toEqual([304, ''])
  }
  expect((await fetch(url, { headers: { ...headers, 'if-none-match': '"other"' } })).status).toBe(200)
})
