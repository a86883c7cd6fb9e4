import type { EpochMs, Millis } from '../../time/units.ts'
import { span } from '../../wording/words/figures.ts'
import type { Failing, HealthNow } from './health.ts'
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

/** A few sentences for all monitors: what is down and what those share, what else is wrong, then the rest. */
export function overviewSentence(
  monitors: readonly SaidMonitor[],
  groups: readonly SharedCause[],
  reader: Reader,
): string {
  if (monitors.length === 0) return 'There are no monitors yet.'
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
      ['is unknown', 'are unknown'],
      ': no recent run had a verdict',
    ),
    ...listed(of('unknown').filter(isNew), ['has not run yet', 'have not run yet']),
    ...listed(
      of('unknown').filter(({ marks }) => marks.includes('unreadable')),
      ['is unknown: its stored state cannot be read', 'are unknown: their stored states cannot be read'],
    ),
    ...listed(
      marked('silent').filter(({ health }) => health !== 'unknown'),
      ['is silent', 'are silent'],
      ' at some location',
    ),
    ...listed(marked('misconfigured'), ['has mistakes in its row', 'have mistakes in their rows']),
  ]
  const apart = { maintained: of('maintenance').length, paused: of('paused').length }
  if (said.length === 0) return calmWords(up, apart)
  const rest = up.filter(({ failing, marks }) => !failing && marks.length === 0).length
  return [...said, ...restWords(rest, apart)].join(' ')
}

interface Apart {
  maintained: number
  paused: number
}

/** As `2 others are up, 1 is paused.` */
function restWords(up: number, { maintained, paused }: Apart): string[] {
  const counted = (count: number, what: string, who = '') =>
    count > 0 ? [`${count}${who} ${count === 1 ? 'is' : 'are'} ${what}`] : []
  const parts = [
    ...counted(up, 'up', up === 1 ? ' other' : ' others'),
    ...counted(maintained, 'in maintenance'),
    ...counted(paused, 'paused'),
  ]
  return parts.length > 0 ? [`${parts.join(', ')}.`] : []
}

/** A silent one should have run. */
function isNew({ lastRunAt, marks }: SaidMonitor): boolean {
  return lastRunAt === undefined && !marks.includes('silent') && !marks.includes('unreadable')
}

function downWords(down: readonly SaidMonitor[], groups: readonly SharedCause[], reader: Reader): string[] {
  const grouped = new Set(groups.flatMap(({ monitorIds }) => monitorIds))
  const others = down.filter(({ monitorId }) => !grouped.has(monitorId))
  const [first] = others
  const said = groups.map(({ words }) => `${words}.`)
  if (!first) return said
  if (others.length === 1) return [...said, `${first.name} is down${clauseOf(first, reader)}.`]
  const who = said.length > 0 ? 'others' : 'monitors'
  return [...said, `${others.length} ${who} are down: ${namesOf(others)}.`]
}

function slowWords(slow: readonly SaidMonitor[]): string[] {
  const [first] = slow
  return listed(slow, ['is slow', 'are slow'], slow.length === 1 && first ? `, ${tripWords(first)}` : '')
}

function failingWords(failing: readonly SaidMonitor[]): string[] {
  const [first] = failing
  const count = failing.length === 1 && first?.failing ? `, ${failingCount(first.failing)}` : ''
  return listed(failing, ['is failing', 'are failing'], ` and not down yet${count}`)
}

/** As `1 of 3`. */
export function failingCount({ runs, of, awaitsRecheck }: Failing): string {
  return `${runs} of ${of}${awaitsRecheck ? ', and a second run is checking it' : ''}`
}

/** One is named, several are counted and named. */
function listed(monitors: readonly SaidMonitor[], [one, many]: [string, string], more = ''): string[] {
  if (monitors.length === 0) return []
  if (monitors.length === 1) return [`${namesOf(monitors)} ${one}${more}.`]
  return [`${monitors.length} monitors (${namesOf(monitors)}) ${many}${more}.`]
}

/** Nothing is wrong. */
function calmWords(up: readonly SaidMonitor[], { maintained, paused }: Apart): string {
  const aside = [
    ...(maintained > 0 ? [`${maintained} in maintenance`] : []),
    ...(paused > 0 ? [`${paused} paused`] : []),
  ].join(', ')
  const [only] = up
  if (!only) return `No monitor is tested now: ${aside}.`
  const beside = aside === '' ? '' : ` (${aside})`
  if (up.length === 1) return [`${only.name} is up${beside}.`, ...lastTrip(only)].join(' ')
  const all = aside === '' ? `All ${up.length} monitors are up.` : `${up.length} monitors are up${beside}.`
  return [all, ...slowestOf(up)].join(' ')
}

function lastTrip(only: SaidMonitor): string[] {
  return only.roundTripMs === undefined ? [] : [`Its last message came back in ${tripWords(only)}.`]
}

function slowestOf(up: readonly SaidMonitor[]): string[] {
  const [slowest] = up
    .filter(({ roundTripMs }) => roundTripMs !== undefined)
    .sort((a, b) => (b.roundTripMs ?? 0) - (a.roundTripMs ?? 0))
  return slowest ? [`The slowest is ${slowest.name}, ${tripWords(slowest)}.`] : []
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
