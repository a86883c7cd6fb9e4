import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, expect, test } from 'vitest'

import { type ServedApi, servedApi } from '../../cli/opened/served-api.ts'
import { ROUTES } from '../../shared/http/routes.ts'
import { roundtrip } from '../cli/roundtrip-process.ts'
import { personWith } from './account/person.ts'
import { anyStack, mail } from './account/shared-stack.ts'
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
await monitors.fire('dashboard', minutesAgo(3))
mail.faults.rejectRecipient({ code: 550, text: '5.1.1 No such user' }, { times: Infinity })
const { result } = await monitors.fire('dashboard', minutesAgo(2))
mail.faults.clear()

afterAll(async () => {
  await Promise.all(Object.values(people).map((person) => person.leave()))
  await monitors.removeAll()
  await rm(state, { recursive: true })
})

/** What the dashboard of one of them answers. */
async function dashboardOf(who: keyof typeof people) {
  const env = { ...people[who].env, XDG_STATE_HOME: join(state, who) }
  const serving = roundtrip(['dashboard', '--port', '0'], env)
  await serving.hears(/http:/)
  const [, folder = ''] = /key in (\S+)\/page-key/.exec(serving.said.out) ?? []
  const api = await servedApi(folder)
  if (!api) throw new Error(`nothing is served: ${serving.said.err}`)
  return Object.assign(api, { said: serving.said })
}

/** What stands in braces in a path. */
async function named(api: ServedApi): Promise<Readonly<Record<string, string>>> {
  const { body } = await api.ask('GET', '/incidents?monitor=dashboard')
  const [incident] = (body as { items: { openedAt: string }[] }).items
  return {
    monitorId: 'dashboard',
    run: result?.runId ?? '',
    openedAt: incident?.openedAt ?? '',
    name: 'dashboard',
  }
}

const filled = (path: string, names: Readonly<Record<string, string>>) =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => names[name] ?? '')

const QUERIES: Readonly<Record<string, string>> = {
  getStrips: '?ids=dashboard',
  getMonthReport: '?month=2026-11',
}

test('who may look sees all that there is to see', async () => {
  const api = await dashboardOf('viewer')
  const names = await named(api)
  for (const { path, operationId } of ROUTES.filter(({ method }) => method === 'get')) {
    // Who only looks has none to look at.
    if (operationId === 'getTrial') continue
    const { status, body } = await api.ask('GET', filled(path, names) + (QUERIES[operationId] ?? ''))
    expect([operationId, status, status === 200 || body]).toEqual([operationId, 200, true])
  }
})

/** What each change sends, and what AWS refuses of it. */
const CHANGES: Readonly<Record<string, { body?: object; action: string }>> = {
  createMonitor: { body: mail.monitor('dashboard-new'), action: 'dynamodb:PutItem' },
  importMonitors: { body: { definitions: [mail.monitor('dashboard-new')] }, action: 'dynamodb:PutItem' },
  replaceMonitor: { body: { ...mail.monitor('dashboard'), name: 'New' }, action: 'dynamodb:UpdateItem' },
  patchMonitor: { body: { name: 'New' }, action: 'dynamodb:UpdateItem' },
  removeMonitor: { action: 'dynamodb:DeleteItem' },
  pauseMonitor: { body: {}, action: 'dynamodb:UpdateItem' },
  addWindow: {
    body: { monitors: ['dashboard'], start: 'now', durationMinutes: 5 },
    action: 'dynamodb:UpdateItem',
  },
  acknowledgeIncident: { body: { note: 'on it' }, action: 'dynamodb:PutItem' },
  testAlerts: { body: {}, action: 'dynamodb:PutItem' },
  startRun: { body: {}, action: 'dynamodb:PutItem' },
  startTrial: { body: { definition: mail.monitor('dashboard-new') }, action: 'dynamodb:PutItem' },
  setSecret: { body: { value: 'hunter2', hosts: ['mail.example.com'] }, action: 'ssm:PutParameter' },
}
/** They undo what was not done here, or are for the demo alone, and write nothing. */
const NOT_WRITING = ['resumeMonitor', 'removeWindow', 'withdrawAcknowledgement', 'makeFault']

const POLICIES = { view: 'look', operate: 'operate', administer: 'administer' }

test('each change is refused by AWS, and says which right is missing and which policy has it', async () => {
  const api = await dashboardOf('viewer')
  const { said } = api
  const names = await named(api)
  const { headers } = await api.ask('GET', '/monitors/dashboard')
  const changing = ROUTES.filter(
    ({ needs, operationId }) => needs !== 'view' && !NOT_WRITING.includes(operationId),
  )
  for (const { method, path, operationId, needs, body: taken } of changing) {
    const { body, action } = CHANGES[operationId] ?? { action: 'no case of this suite' }
    const asked = await api.ask(method.toUpperCase(), filled(path, names), {
      ...(body && { body }),
      headers: { 'if-match': String(headers.etag), ...(taken?.type && { 'content-type': taken.type }) },
    })
    const { type, detail } = asked.body as { type?: string; detail?: string }
    expect([operationId, type, said.err]).toEqual([
      operationId,
      'urn:roundtrip:problem:access-denied',
      expect.not.stringContaining('problem:'),
    ])
    expect(detail).toMatch(
      new RegExp(
        `^AWS does not allow you ${action} on \\S+: the policy ${stack.name}-${stack.location}-${POLICIES[needs]} does$`,
      ),
    )
  }
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
