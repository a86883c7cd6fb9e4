import { type Attention, HEALTHS, needsAttention } from '../../shared/core/history/views/health.ts'
import type { MonitorNow, Overview } from '../api/answers.ts'

export const SORTS = ['worst', 'name', 'since', 'slowest', 'last-run'] as const
export type Sort = (typeof SORTS)[number]

/** Which monitors are shown, and in which order: the query of the address. */
export interface Filters {
  health?: Attention
  /** As it was typed. */
  search?: string
  tag?: string
  /** Those that are down together with this one. */
  with?: string
  sort: Sort
}

/** The fields of the query that hide monitors. */
export const HIDING = { health: 'h', search: 'q', tag: 'tag', with: 'with' } as const
export type Hiding = keyof typeof HIDING

/** What is no value of a field is left out. */
export function filtersOf(query: URLSearchParams): Filters {
  const health = [...HEALTHS, 'attention' as const].find((one) => one === query.get('h'))
  const text = Object.entries({ search: 'q', tag: 'tag', with: 'with' }).flatMap(([field, name]) => {
    const value = query.get(name)
    return value === null || value === '' ? [] : [[field, value]]
  })
  return {
    ...(health && { health }),
    ...(Object.fromEntries(text) as Pick<Filters, 'search' | 'tag' | 'with'>),
    sort: SORTS.find((one) => one === query.get('sort')) ?? 'worst',
  }
}

export function filtered({ monitors, groups }: Overview, filters: Filters): MonitorNow[] {
  const { health, search, tag } = filters
  const words = (search ?? '').toLowerCase().split(/\s+/).filter(Boolean)
  const beside = filters.with
  const group =
    beside === undefined ? undefined : groups.find(({ monitorIds }) => monitorIds.includes(beside))
  return monitors.filter(
    (monitor) =>
      (health === undefined || isSo(monitor, health)) &&
      (tag === undefined || monitor.tags.includes(tag)) &&
      (beside === undefined || (group?.monitorIds.includes(monitor.monitorId) ?? false)) &&
      words.every((word) => textOf(monitor).includes(word)),
  )
}

function isSo(monitor: MonitorNow, health: Attention): boolean {
  return health === 'attention' ? needsAttention(monitor) : monitor.health === health
}

function textOf({ monitorId, name, server, reasonWords, tags, health }: MonitorNow): string {
  return [monitorId, name, server, reasonWords, health, ...tags].join(' ').toLowerCase()
}

/** How many each filter hides by itself. */
export function hiddenBy(overview: Overview, filters: Filters): { by: Hiding; count: number }[] {
  const given = (Object.keys(HIDING) as Hiding[]).filter((by) => filters[by] !== undefined)
  return given.map((by) => {
    const alone: Filters = { sort: filters.sort, [by]: filters[by] }
    return { by, count: overview.monitors.length - filtered(overview, alone).length }
  })
}

const { compare: byName } = new Intl.Collator('en', { numeric: true })

/** `worst` is the order of the API. What is not known comes last. */
export function sorted(monitors: readonly MonitorNow[], sort: Sort): readonly MonitorNow[] {
  switch (sort) {
    case 'worst':
      return monitors
    case 'name':
      return monitors.toSorted((a, b) => byName(a.name, b.name))
    case 'since':
      return monitors.toSorted((a, b) => newestFirst(a.since, b.since))
    case 'slowest':
      return monitors.toSorted((a, b) => (b.roundTripMs ?? -1) - (a.roundTripMs ?? -1))
    case 'last-run':
      return monitors.toSorted((a, b) => newestFirst(a.lastRunAt, b.lastRunAt))
    default:
      return sort satisfies never
  }
}

/** Instants of the API are of one form, which sorts as text. */
function newestFirst(one = '', other = ''): number {
  return one === other ? 0 : one < other ? 1 : -1
}
