import type { AlertedMonitor } from './alerted-monitor.ts'
import { asciiLine, gsmLine } from './words/ascii.ts'
import { shortLine } from './words/short-line.ts'

/** SNS takes fewer than 100 characters (Publish, `Subject`). */
export const SUBJECT_CHARACTERS = 99
/**
 * One part of a text message holds 140 octets (SNS), or 160 characters of GSM-7; the smaller is safe either
 * way.
 */
export const SMS_CHARACTERS = 140
/** Characters of an alert's id that a text message has room for. */
const SHORT_ID = 8

/** What the two short forms of an alert are made from. */
export interface Headline {
  alertId: string
  monitor: AlertedMonitor
  /** As `STILL DOWN`. */
  state: string
  /** What has happened, as the subject says it: the reason is the slug that people look up. */
  heading: string
  /** Likewise, in plain words, for the SMS. */
  what: string
  /** What each may add if there is room, the most important first. */
  subjectExtras: readonly string[]
  smsExtras: readonly string[]
  /** Where to look, for the SMS; absent: nowhere. */
  link?: string | undefined
}

/** The subject: printable ASCII on one line, at most 99 characters. */
export function subjectOf({ monitor, state, heading, subjectExtras }: Headline): string {
  return shortLine(
    {
      prefix: `Roundtrip ${state}: `,
      name: shownName(monitor, asciiLine),
      message: ` - ${asciiLine(heading)}`,
      extras: subjectExtras.map(spelled(asciiLine)),
    },
    SUBJECT_CHARACTERS,
  )
}

/**
 * The SMS: one part of GSM-7, at most 140 characters, with the short id of the alert as its end. The link stands
 * before it where the name keeps its room, ahead of all that may be added.
 */
export function smsOf({ alertId, monitor, state, what, smsExtras, link }: Headline): string {
  const line = {
    prefix: `Roundtrip ${state}: `,
    name: shownName(monitor, gsmLine),
    message: `: ${gsmLine(what)}`,
    extras: smsExtras.map(spelled(gsmLine)),
  }
  const id = ` ${shortId(alertId)}`
  const room = SMS_CHARACTERS - line.prefix.length - line.name.length - line.message.length - id.length
  // Spelled otherwise it would lead nowhere.
  const fits = link !== undefined && gsmLine(link) === link && link.length < room
  return shortLine({ ...line, suffix: fits ? ` ${link}${id}` : id }, SMS_CHARACTERS)
}

/** As `#0123abcd`: tells one alert from another where there is no room for its whole id. */
export function shortId(alertId: string): string {
  return `#${gsmLine(alertId).slice(0, SHORT_ID)}`
}

/** The name, or the id where hardly anything of the name can be spelled in that alphabet. */
export function shownName({ name, monitorId }: AlertedMonitor, spell: (text: string) => string): string {
  const line = spell(name)
  const legible = line.match(/[A-Za-z0-9]/g)?.length ?? 0
  const letters = name.match(/[\p{L}\p{N}]/gu)?.length ?? 0
  return legible > 0 && legible >= letters / 2 ? line : spell(monitorId)
}

/** Keeps the blank that an extra begins with. */
function spelled(spell: (text: string) => string) {
  return (extra: string) => (extra.startsWith(' ') ? ' ' : '') + spell(extra)
}
