import type { MailScheme } from '../run/schemes.ts'
import { type LocationKind, kindByName } from '../location/location-kind.ts'

/** What is known of a failure beyond its reason. */
export interface AdviceContext {
  /** Where the run was made. */
  location: string
  /** What kind of place that is; absent: as far as its name tells. */
  locationKind?: LocationKind
  /** As `smtp.submit`. */
  phase?: string
  /** The server's own words, or what was missing. */
  detail?: string
  /** Of the address of the server that failed. */
  scheme?: MailScheme
  port?: number
  /** What the missing secret is called, as `ssm:NAME`; needed only where `detail` does not say it. */
  secretName?: string
  /** The grant that was refused, as commands want it: `office --stack Mail`; absent: as `detail` names it. */
  grant?: string
}

/** One to three lines: the likely cause, what to do, what else. */
export type Advice = (context: AdviceContext) => readonly string[]

/** Advice that is the same wherever it happens. */
export function always(...lines: readonly string[]): Advice {
  return () => lines
}

/** Whether the server's own words speak of this. */
export function says({ detail = '' }: AdviceContext, words: RegExp): boolean {
  return words.test(detail)
}

/** The first of these whose words the server says, else the general advice. */
export function byWords(
  general: Advice,
  ...special: readonly (readonly [words: RegExp, advice: Advice])[]
): Advice {
  return (context) => {
    const [, advice = general] = special.find(([words]) => says(context, words)) ?? []
    return advice(context)
  }
}

/** The last part of the phase: `submit` of `smtp.submit`; empty where that is not known. */
export function stepOf({ phase = '' }: AdviceContext): string {
  return phase.split('.')[1] ?? ''
}

/** Whether the run was made by a plain Lambda, whose outbound address changes and whose port 25 is closed. */
export function isPlainLambda(context: AdviceContext): boolean {
  const kind = kindOf(context)
  return kind === 'home' || kind === 'region'
}

/** Whether the run was made in AWS. */
export function isInAws(context: AdviceContext): boolean {
  return isPlainLambda(context) || kindOf(context) === 'fixed-address'
}

/**
 * Whether the run may have been made in AWS behind an address of its own, where port 25 opens on request: so it is
 * where people chose the name themselves, unless it is known for an agent.
 */
export function mayBeFixedAddress(context: AdviceContext): boolean {
  return (kindOf(context) ?? 'fixed-address') === 'fixed-address'
}

/** Whether the run was made on the machine of whoever reads this. */
export function isHere(context: AdviceContext): boolean {
  return kindOf(context) === 'local'
}

/** Whose the network is that the run was made in: "this machine's", or "berlin's". */
export function whose(context: AdviceContext): string {
  return isHere(context) ? "this machine's" : `${context.location}'s`
}

function kindOf({ location, locationKind = kindByName(location) }: AdviceContext): LocationKind | undefined {
  return locationKind
}

/** As "SMTP server" or "mailbox server", from the phase; "server" where that is not known. */
export function serverOf({ phase = '' }: AdviceContext): string {
  if (phase.startsWith('smtp.')) return 'SMTP server'
  return phase.startsWith('mailbox.') ? 'mailbox server' : 'server'
}

/** The definition's part that is about the server that failed: `smtp`, `mailbox`. */
export function settingsOf({ phase = '' }: AdviceContext): string {
  return phase.startsWith('mailbox.') ? 'mailbox' : 'smtp'
}
