import * as v from 'valibot'

import { type StartedTest, type TestAsked, startTest } from '../../../app/run/start-test.ts'
import { VIEWER_SPACING, VIEWER_TESTS_AN_HOUR } from '../../../core/run/asked-test.ts'
import { isoInstant } from '../../../core/time/units.ts'
import type { HttpHome } from '../../home.ts'
import { section } from '../../../core/definition/fields/fields.ts'
import { startedTest } from '../../answers/test-run.ts'
import { API } from '../../openapi/api.ts'
import { Problem } from '../../problem.ts'
import { monitorIdField, textField, zoneField } from '../../request/fields.ts'
import { route } from '../../route.ts'
import { noMonitor } from '../monitors/row-of.ts'
import { KEYED, notStarted, probesOf, requestIdOf } from './asked.ts'

export const startRun = route({
  method: 'post',
  path: '/monitors/{monitorId}/runs',
  operationId: 'startRun',
  tag: 'runs',
  summary: 'Make a run of a monitor now, where it runs',
  description:
    'It is stored and listed, and counts for no incident, alert or availability. One at a time: while one is under way, whoever asks is answered that one. Who may only look may ask too, for one a monitor a minute and ten an hour, unless the setting `viewersMayTest` is `false`.',
  needs: 'operate',
  isTest: true,
  params: { monitorId: monitorIdField },
  query: { zone: v.optional(zoneField) },
  headers: KEYED,
  body: {
    schema: section('an object with location, or an empty one', {
      location: v.optional(
        textField('Where the run is made; left out: the first location of the monitor.', 64),
      ),
    }),
  },
  answers: {
    202: {
      description: 'The run that is asked for.',
      schema: startedTest,
      headers: { Location: 'Where its progress is told.' },
    },
  },
  problems: ['not-found', 'conflict', 'too-many-requests'],
  async handle({ params: { monitorId }, query, body, header }, home) {
    const { ports } = home
    const { location } = body
    const requestId = requestIdOf(header('idempotency-key'), ports)
    const wish = { ...query, requestId, ...(location !== undefined && { location }) }
    const probes = await probesOf(home)
    const done = await withinLimits(home, (limits) =>
      startTest(monitorId, { ...wish, ...limits }, { ...ports, ...probes }),
    )
    switch (done.kind) {
      case 'started':
      case 'joined': {
        const progress = `${API}/monitors/${monitorId}/runs/${done.runId}/progress`
        return { status: 202, body: done, headers: { location: progress } }
      }
      case 'no-monitor':
        throw noMonitor(monitorId)
      case 'refused':
        throw new Problem(done.refusal.kind === 'too-soon' ? 'too-many-requests' : 'conflict', {
          detail: done.message,
          ...(done.problems && { problems: done.problems }),
        })
      case 'not-started':
        throw notStarted(done)
      default:
        return done satisfies never
    }
  },
})

/** Who only looks has limits; what starts no run is not counted. */
async function withinLimits(
  { may, viewerTests, ports }: HttpHome,
  start: (limits: Pick<TestAsked, 'spacingMs'>) => Promise<StartedTest>,
): Promise<StartedTest> {
  const now = ports.clock.now()
  const taken = may === 'view' ? viewerTests?.take(now) : undefined
  if (!taken) return start({})
  if ('freeAt' in taken) {
    throw new Problem('too-many-requests', {
      detail: `viewers may ask for ${VIEWER_TESTS_AN_HOUR} tests an hour: the next at ${isoInstant(taken.freeAt)}`,
    })
  }
  let done: StartedTest | undefined
  try {
    done = await start({ spacingMs: VIEWER_SPACING })
    return done
  } finally {
    if (done?.kind !== 'started' || done.askedAt < now) taken.giveBack()
  }
}
