import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, expect, test } from 'vitest'

import { type ServedApi, servedApi } from '../../cli/opened/local-api.ts'
import { ROUTES } from '../../shared/http/routes.ts'
import { roundtrip } from '../cli/roundtrip-process.ts'
import { personWith } from './account/person.ts'
import { anyStack } from './account/shared-stack.ts'
import { minutesAgo } from './account/stack.ts'
import { tableMonitors } from './monitors/table-monitors.ts'

const stack = await anyStack()
const monitors = tableMonitors(stack)
const people = {
  viewer: await personWith('dashboard', stack.output('LookPolicy')),
  // A policy that says nothing of what a stack is made of.
  nobody: await personWith('dashboard-nobody', 'arn:aws:iam::aws:policy/AWSSupportAccess'),
}
const state = await mkdtemp(join(tmpdir(), 'roundtrip-state-'))

await monitors.put('dashboard')
const { result } = await monitors.fire('dashboard', minutesAgo(3))
const RUN = result?.runId ?? ''

afterAll(async () => {
  await Promise.all(Object.values(people).map((person) => person.leave()))
  await monitors.removeAll()
  await rm(state, { recursive: true })
})

/** What the dashboard of one of them answers. */
async function dashboardOf(who: keyof typeof people): Promise<ServedApi> {
  const env = { ...people[who].env, XDG_STATE_HOME: join(state, who) }
  const serving = roundtrip(['dashboard', '--port', '0'], env)
  await serving.hears(/http:/)
  const [, folder = ''] = /key in (\S+)\/page-key/.exec(serving.said.out) ?? []
  const api = await servedApi(folder)
  if (!api) throw new Error(`nothing is served: ${serving.said.err}`)
  return api
}

/** What stands in braces in a path, and what a route asks for beside it. */
const NAMED: Readonly<Record<string, string>> = { monitorId: 'dashboard', run: RUN }
const QUERIES: Readonly<Record<string, string>> = {
  getStrips: '?ids=dashboard',
  getMonthReport: '?month=2026-11',
}
const looking = ROUTES.filter(({ method, path }) => method === 'get' && !path.includes('{openedAt}'))

test('who may look sees all that there is to see', async () => {
  const api = await dashboardOf('viewer')
  for (const { path, operationId } of looking) {
    const place = path.replace(/\{(\w+)\}/g, (_, name: string) => NAMED[name] ?? '')
    const { status, body } = await api.ask('GET', place + (QUERIES[operationId] ?? ''))
    expect([operationId, status, status === 200 || body]).toEqual([operationId, 200, true])
  }
  expect((await api.ask('GET', '/overview')).body).toMatchObject({
    monitors: expect.arrayContaining([
      expect.objectContaining({ monitorId: 'dashboard', health: 'up' }),
    ]) as unknown,
  })
})

// The account holds nobody to rights on CloudFormation, which is asked first.
test('who has none of the policies is told which right is missing, and which policy has it', async () => {
  const { status, body } = await (await dashboardOf('nobody')).ask('GET', '/overview')
  expect([status, body]).toEqual([
    403,
    expect.objectContaining({
      type: 'urn:roundtrip:problem:access-denied',
      detail: expect.stringMatching(
        new RegExp(
          `^AWS does not allow you dynamodb:\\w+ on table/\\S+: the policy ${stack.name}-${stack.location}-look does$`,
        ),
      ) as unknown,
    }),
  ])
})
