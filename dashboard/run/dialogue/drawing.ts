import type { Axis } from './axis.ts'
import type { Line, PhaseSpan } from './timeline.ts'

/** What is drawn at some lines and phases beside themselves. Lines are named by their place in the log. */
export interface Marks {
  decided?: number
  /** What is written beside that line; default `decided`. */
  tag?: string
  /** It decided for the better. */
  isGood?: boolean
  /** Not so said in the last good run. */
  differing?: ReadonlySet<number>
  /** The phase at which the run failed, as `smtp.submit`. */
  failed?: string
  /** Phases that took longer than they may. */
  slow?: readonly string[]
}

/** Two dialogues as they are drawn now. */
export interface Drawing {
  axis: Axis
  marks: Marks
  /** What is looked for; empty: nothing. */
  find: string
  /** The phase whose lines are lit, as `smtp.tls`; empty: none. */
  chosen: string
  /** Chooses it, or none if it is chosen. */
  choose: (phase: string) => void
}

/** The class of a phase's bar: what it is, and how it went. */
export function barClass({ key, name }: PhaseSpan, { marks, chosen }: Drawing): string {
  return classes({
    [`bar-of-${name.replaceAll(' ', '-')}`]: true,
    'bar-failed': key === marks.failed || name === 'not seen',
    'bar-slow': marks.slow?.includes(key) === true,
    'bar-chosen': key === chosen,
  })
}

/** As `smtp.tls`: the phase that is chosen with a line. */
export function phaseOf({ dialogue, phase }: Line): string {
  return `${dialogue}.${phase}`
}

export function isFound({ text }: { text: string }, find: string): boolean {
  return find !== '' && text.toLowerCase().includes(find.toLowerCase())
}

export function classes(names: Readonly<Record<string, boolean>>): string {
  return Object.keys(names)
    .filter((name) => names[name])
    .join(' ')
}
