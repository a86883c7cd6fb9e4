import type * as v from 'valibot'

import type { Topic } from '../../app/ports/topics.ts'
import { type Answered } from '../../core/time/answer-text.ts'
import { session } from '../answers/session.ts'
import type { HttpHome } from '../home.ts'
import { locationsOf } from './runs/asked.ts'
import { ok, route } from '../route.ts'

type Session = v.InferOutput<typeof session>

/** What somebody who has the key is told first. */
export const getSession = route({
  method: 'get',
  path: '/session',
  operationId: 'getSession',
  tag: 'session',
  summary: 'What this looks at, and what may be done',
  needs: 'view',
  answers: { 200: { description: 'The session.', schema: session } },
  handle: async (_request, home) => {
    const { kind, place, version, may, viewerTests, reportZone: zone, builtInSender, demo } = home
    const mayTest = may !== 'view' || viewerTests !== undefined
    const locations = await locationsOf(home).catch(() => home.probes?.locations ?? [])
    const alerted = alertedBy(await topicsOf(home))
    return ok({
      ...{ kind, place, version, may, mayTest, zone, locations, alerted },
      ...(builtInSender && { builtInSender }),
      ...(demo && { demo: true }),
    } satisfies Answered<Session>)
  },
})

/** Whoever may not ask for them is let in all the same; `/topics` says why. */
async function topicsOf({ topics }: Pick<HttpHome, 'topics'>): Promise<readonly Topic[] | undefined> {
  try {
    return await topics?.()
  } catch {
    return undefined
  }
}

function alertedBy(topics: readonly Topic[] | undefined): Session['alerted'] {
  const heard = (topics ?? []).flatMap(({ subscriptions = [] }) => subscriptions)
  if (heard.some(({ confirmed, notSent }) => confirmed && notSent === undefined)) return 'somebody'
  return topics?.every(({ subscriptions }) => subscriptions) ? 'nobody' : 'unknown'
}
