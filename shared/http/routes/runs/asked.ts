import type { NotStarted } from '../../../app/ports/run-starter.ts'
import { contentId } from '../../../core/identity/content-id.ts'
import type { HttpHome } from '../../home.ts'
import { Problem } from '../../problem.ts'

const LONGEST_KEY = 255

/** What asks for a run takes this header. */
export const KEYED = {
  'Idempotency-Key': {
    description: `1 to ${LONGEST_KEY} characters: asked again with the same within an hour, it is the same run.`,
  },
}

/** Any key may be chosen; ids of requests are short and plain. */
export function requestIdOf(key: string | undefined, { ids }: Pick<HttpHome['ports'], 'ids'>): string {
  if (key === undefined) return ids.token()
  if (key !== '' && key.length <= LONGEST_KEY) return contentId(key)
  throw new Problem('invalid-body', { detail: `Idempotency-Key: expected 1 to ${LONGEST_KEY} characters` })
}

/** Who makes runs here, and at which locations, the usual one first. */
export async function probesOf({ probes }: Pick<HttpHome, 'probes'>) {
  if (!probes) throw new Problem('conflict', { detail: 'nothing makes runs here' })
  return { starter: probes.starter, locations: await locationsOf({ probes }) }
}

/** None where nothing makes runs. */
export async function locationsOf({ probes }: Pick<HttpHome, 'probes'>): Promise<string[]> {
  return [...new Set([...(probes?.locations ?? []), ...((await probes?.registered?.()) ?? [])])]
}

const SLUGS = {
  throttled: 'too-many-requests',
  forbidden: 'access-denied',
  'no-location': 'conflict',
} as const

/** Nobody could be asked to make the run. */
export function notStarted({ reason, message }: Pick<NotStarted, 'reason' | 'message'>): Problem {
  return new Problem(SLUGS[reason], { detail: message })
}
