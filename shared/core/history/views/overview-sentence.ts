import type { EpochMs, Millis } from '../../time/units.ts'
import { span } from '../../wording/words/figures.ts'
import { type Attention, type Failing, type HealthNow, needsAttention } from './health.ts'
import { type DownMonitor, type SharedCause, clauseOf } from './shared-cause.ts'
import type { Reader } from './time-words.ts'

/** What the sentence says of one monitor; its texts are tame. */
export interface SaidMonitor extends DownMonitor, Pick<HealthNow, 'health' | 'marks'> {
  name: string
  failing?: Failing
  /** Absent: it never ran. */
  lastRunAt?: EpochMs
  roundTripMs?: Millis
  usualRoundTripMs?: Millis
}

interface Trip {
  roundTripMs?: Millis | undefined
  usualRoundTripMs?: Millis | undefined
}

/** Names that are told before the others are counted. */
const MOST_NAMES = 3

/** One sentence of those for all monitors, and which of them it is about. */
export interface OverviewClause {
  words: string
  /** All that are so, and perhaps not in a group. */
  about?: Attention
  /** Its place in `groups`. */
  group?: number
  /** The only one. */
  monitorId?: string
}

/** A few sentences for all monitors: what is down and what those share, what else is wrong, then the rest. */
export function overviewClauses(
  monitors: readonly SaidMonitor[],
  groups: readonly SharedCause[],
  reader: Reader,
): OverviewClause[] {
  if (monitors.length === 0) return [{ words: 'There are no monitors yet.' }]
  const of = (health: HealthNow['health']) => monitors.filter((monitor) => monitor.health === health)
  const running = monitors.filter(({ health }) => health !== 'paused')
  const marked = (mark: HealthNow['marks'][number]) => running.filter(({ marks }) => marks.includes(mark))
  const up = of('up')
  const said = [
    ...downWords(of('down'), groups, reader),
    ...slowWords(of('slow')),
    ...failingWords(running.filter(({ failing }) => failing)),
    ...listed(
      of('unknown').filter((one) => !isNew(one) && !one.marks.includes('unreadable')),
      'unknown',
      ['is unknown', 'are unknown'],
      ': no recent run had a verdict',
    ),
    ...listed(of('unknown').filter(isNew), 'unknown', ['has not run yet', 'have not run yet']),
    ...listed(
      of('unknown').filter(({ marks }) => marks.includes('unreadable')),
      'unknown',
      ['is unknown: its stored state cannot be read', 'are unknown: their stored states cannot be read'],
    ),
    ...listed(
      marked('silent').filter(({ health }) => health !== 'unknown'),
      'attention',
      ['is silent', 'are silent'],
      ' at some location',
    ),
    ...listed(marked('misconfigured'), 'attention', [
      'has mistakes in its row',
      'have mistakes in their rows',
    ]),
  ]
  const apart = { maintained: of('maintenance').length, paused: of('paused').length }
  if (said.length === 0) return calmWords(up, apart)
  return [...said, ...restWords(up.filter((one) => !needsAttention(one)).length, apart)]
}

interface Apart {
  maintained: number
  paused: number
}

/** As `2 others are up, 1 is paused.` */
function restWords(up: number, { maintained, paused }: Apart): OverviewClause[] {
  const counted = (count: number, what: string, who = '') =>
    count > 0 ? [`${count}${who} ${count === 1 ? 'is' : 'are'} ${what}`] : []
  const parts = [
    ...counted(up, 'up', up === 1 ? ' other' : ' others'),
    ...counted(maintained, 'in maintenance'),
    ...counted(paused, 'paused'),
  ]
  return parts.length > 0 ? [{ words: `${parts.join(', ')}.` }] : []
}

/** A silent one should have run. */
function isNew({ lastRunAt, marks }: SaidMonitor): boolean {
  return lastRunAt === undefined && !marks.includes('silent') && !marks.includes('unreadable')
}

function downWords(
  down: readonly SaidMonitor[],
  groups: readonly SharedCause[],
  reader: Reader,
): OverviewClause[] {
  const grouped = new Set(groups.flatMap(({ monitorIds }) => monitorIds))
  const others = down.filter(({ monitorId }) => !grouped.has(monitorId))
  const [first] = others
  const said: OverviewClause[] = groups.map(({ words }, group) => ({ words: `${words}.`, group }))
  if (!first) return said
  if (others.length === 1) {
    const { name, monitorId } = first
    return [...said, { words: `${name} is down${clauseOf(first, reader)}.`, monitorId }]
  }
  const who = said.length > 0 ? 'others' : 'monitors'
  return [...said, { words: `${others.length} ${who} are down: ${namesOf(others)}.`, about: 'down' }]
}

function slowWords(slow: readonly SaidMonitor[]): OverviewClause[] {
  const [first] = slow
  const trip = slow.length === 1 && first ? `, ${tripWords(first)}` : ''
  return listed(slow, 'slow', ['is slow', 'are slow'], trip)
}

function failingWords(failing: readonly SaidMonitor[]): OverviewClause[] {
  const [first] = failing
  const count = failing.length === 1 && first?.failing ? `, ${failingCount(first.failing)}` : ''
  return listed(failing, 'attention', ['is failing', 'are failing'], ` and not down yet${count}`)
}

/** As `1 of 3`. */
export function failingCount({ runs, of, awaitsRecheck }: Failing): string {
  return `${runs} of ${of}${awaitsRecheck ? ', and a second run is checking it' : ''}`
}

/** One is named, several are counted and named. */
function listed(
  monitors: readonly SaidMonitor[],
  about: Attention,
  [one, many]: [string, string],
  more = '',
): OverviewClause[] {
  const [first] = monitors
  if (!first) return []
  const names = namesOf(monitors)
  if (monitors.length === 1) return [{ words: `${names} ${one}${more}.`, monitorId: first.monitorId }]
  return [{ words: `${monitors.length} monitors (${names}) ${many}${more}.`, about }]
}

/** Nothing is wrong. */
function calmWords(up: readonly SaidMonitor[], { maintained, paused }: Apart): OverviewClause[] {
  const aside = [
    ...(maintained > 0 ? [`${maintained} in maintenance`] : []),
    ...(paused > 0 ? [`${paused} paused`] : []),
  ].join(', ')
  const [only] = up
  if (!only) return [{ words: `No monitor is tested now: ${aside}.` }]
  const beside = aside === '' ? '' : ` (${aside})`
  if (up.length === 1) {
    return [{ words: `${only.name} is up${beside}.`, monitorId: only.monitorId }, ...lastTrip(only)]
  }
  const all = aside === '' ? `All ${up.length} monitors are up.` : `${up.length} monitors are up${beside}.`
  return [{ words: all }, ...slowestOf(up)]
}

function lastTrip(only: SaidMonitor): OverviewClause[] {
  return only.roundTripMs === undefined
    ? []
    : [{ words: `Its last message came back in ${tripWords(only)}.` }]
}

function slowestOf(up: readonly SaidMonitor[]): OverviewClause[] {
  const [slowest] = up
    .filter(({ roundTripMs }) => roundTripMs !== undefined)
    .sort((a, b) => (b.roundTripMs ?? 0) - (a.roundTripMs ?? 0))
  if (!slowest) return []
  return [{ words: `The slowest is ${slowest.name}, ${tripWords(slowest)}.`, monitorId: slowest.monitorId }]
}

/** As `4.1 s (usual 1.8 s)`. */
export function tripWords({ roundTripMs, usualRoundTripMs }: Trip): string {
  const usual = usualRoundTripMs === undefined ? '' : ` (usual ${span(usualRoundTripMs)})`
  return `${span(roundTripMs)}${usual}`
}

function namesOf(monitors: readonly SaidMonitor[]): string {
  const names = monitors.slice(0, MOST_NAMES).map(({ name }) => name)
  const more = monitors.length - names.length
  return new Intl.ListFormat('en-GB').format(more > 0 ? [...names, `${more} more`] : names)
}
