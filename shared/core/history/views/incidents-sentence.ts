import { age, span } from '../../wording/words/figures.ts'
import type { EpochMs, Millis } from '../../time/units.ts'

/** What a sentence says of incidents; names are tame. */
export interface SaidIncidents {
  open: readonly { name: string; failingSince: EpochMs }[]
  /** Of a month, those that are over; absent: it is not known yet. */
  over?: readonly { lengthMs: Millis }[]
  /** Whether there are more than these. */
  moreOpen?: boolean
  moreOver?: boolean
  /** As `November 2026`. */
  month: string
  now: EpochMs
}

/** As `2 incidents are open, the longest is Shop, for 14 min. 3 more in November 2026 are over; …` */
export function incidentsSentence(said: SaidIncidents): string {
  return [openWords(said), ...(said.over ? [overWords(said.over, said)] : [])].join(' ')
}

function openWords({ open, moreOpen, now }: SaidIncidents): string {
  if (moreOpen) return `More than ${open.length} incidents are open.`
  const [longest] = [...open].sort((a, b) => a.failingSince - b.failingSince)
  if (!longest) return 'No incident is open.'
  const long = `${longest.name}, for ${age(now - longest.failingSince)}`
  return open.length === 1
    ? `1 incident is open: ${long}.`
    : `${open.length} incidents are open, the longest is ${long}.`
}

function overWords(
  over: readonly { lengthMs: Millis }[],
  { open, moreOver, month }: Omit<SaidIncidents, 'over'>,
): string {
  const isMore = open.length > 0
  if (moreOver) return `More than ${over.length}${isMore ? ' others' : ''} in ${month} are over.`
  if (over.length === 0) return `There were ${isMore ? 'no others' : 'none'} in ${month}.`
  const more = isMore ? ' more' : ''
  const all = span(over.reduce((sum, { lengthMs }) => sum + lengthMs, 0))
  return over.length === 1
    ? `1${more} in ${month} is over; it lasted ${all}.`
    : `${over.length}${more} in ${month} are over; they lasted ${all} in all.`
}
