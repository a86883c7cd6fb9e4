import * as v from 'valibot'

import type { Problem } from '../../../shared/core/definition/monitor.ts'
import type { TestAsked, TestRun } from '../../../shared/app/run/start-test.ts'
import { type ServedApi, servedApi } from '../../opened/served-api.ts'

/** What asking for a run came to; `message` is one sentence. */
export type AskedRun =
  | TestRun
  | { kind: 'no-monitor' }
  | { kind: 'refused' | 'not-started'; message: string; problems?: readonly Problem[] }

const session = v.object({ locations: v.pipe(v.array(v.string()), v.minLength(1)) })
const problems = v.array(v.object({ path: v.string(), message: v.string() }))
const refusal = v.object({ detail: v.string(), problems: v.optional(problems) })
const instant = v.pipe(v.string(), v.transform(Date.parse))
const startedTest = v.object({
  kind: v.picklist(['started', 'joined']),
  monitorId: v.string(),
  runId: v.string(),
  ref: v.string(),
  location: v.string(),
  askedAt: instant,
  timeoutMs: v.number(),
  maintenanceUntil: v.exactOptional(instant),
  problems,
})

/** The API over this folder, where who serves it makes runs too: npm start does, a dashboard does not. */
export async function probingApi(folder: string): Promise<ServedApi | undefined> {
  const api = await servedApi(folder)
  const answer = await api?.ask('GET', '/session')
  return v.is(session, answer?.body) ? api : undefined
}

/** As `startTest`, by who serves the API. */
export async function startByApi(
  api: ServedApi,
  monitorId: string,
  { requestId, location, zone = 'UTC' }: TestAsked,
): Promise<AskedRun> {
  const path = `/monitors/${encodeURIComponent(monitorId)}/runs?zone=${encodeURIComponent(zone)}`
  const { status, body } = await api.ask('POST', path, {
    body: location === undefined ? {} : { location },
    headers: { 'idempotency-key': requestId },
  })
  if (status === 404) return { kind: 'no-monitor' }
  if (status !== 202) {
    const { detail, problems } = v.parse(refusal, body)
    return { kind: 'refused', message: detail, ...(problems && { problems }) }
  }
  return v.parse(startedTest, body)
}
