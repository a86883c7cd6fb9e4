import { type AlertMessage, RUNBOOK } from './alert-message.ts'
import { CAP_WINDOW } from '../judging/alert-cap.ts'
import { contentId } from '../identity/content-id.ts'
import { severityOf } from './severity.ts'
import type { OwedAlert, Transition } from '../judging/state.ts'
import { tameLine } from '../redaction/tame.ts'
import { runName } from '../run/run-id.ts'
import { type EpochMs, MINUTE, isoInstant } from '../time/units.ts'
import { type AlertOptions, reasonOf, sinceOf, untilOf } from './alert-facts.ts'
import type { AlertedMonitor } from './alerted-monitor.ts'
import { gsmLine } from './words/ascii.ts'
import { labelled, paragraphs } from './email/email-blocks.ts'
import { utcTime } from './words/figures.ts'
import { SMS_CHARACTERS, SUBJECT_CHARACTERS, shortId, shownName } from './subject-and-sms.ts'
import { logCommand } from './log-command.ts'
import { alertLink } from './page-link.ts'
import { shortLine } from './words/short-line.ts'
import { stateWords, stateOf } from './state-words.ts'

/** Rises when a reader of the old form would misread the new one; fields may be added without. */
export const DIGEST_SCHEMA = 'roundtrip.digest/1'

/** Lines that a mail shows of the alerts. */
const MOST_LINES = 40
/** Longest name of a monitor in a line. */
const MAX_NAME = 80
/**
 * Octets of the JSON's list, and of a list of attributes. SNS takes 256 KB over all forms and attributes
 * (Publish, `Message`); the JSON is in it five times, with its quotes escaped.
 */
const LIST_OCTETS = 28_000
const ATTRIBUTE_OCTETS = 24_000

/** An alert that was folded, and whose it is. */
export interface FoldedAlert {
  alert: OwedAlert
  monitor: AlertedMonitor
}

/** What a line, or an entry of the JSON, says of an alert. */
interface Entry {
  alert: OwedAlert
  monitor: AlertedMonitor
  location: string | undefined
  /** As `MONITOR/RUN`; absent where none stands behind it. */
  run: string | undefined
  status: number | undefined
  reasons: readonly string[]
  /** Absent where nobody knows. */
  since: EpochMs | undefined
  until: EpochMs | undefined
}

/**
 * One message for alerts of one topic that came too fast to be told one by one, in the order in which they
 * came about; at least one. Each is counted; a mail lists the first 40, the JSON as many as SNS has room for.
 * Its attributes are those of all alerts together, so that a subscription which filters gets the digest if it
 * would have got one of them. The same alerts always say the same.
 */
export function wordDigest(
  folded: readonly FoldedAlert[],
  topic: string,
  options: AlertOptions = {},
): AlertMessage {
  const entries = folded.map(entryOf).sort((a, b) => a.alert.createdAt - b.alert.createdAt)
  const alertId = contentId('digest', topic, ...folded.map(({ alert }) => alert.alertId).sort())
  const help = `${options.runbookUrl ?? RUNBOOK}#alert-digest`
  return {
    alertId,
    topic,
    subject: shortLine(headline(entries), SUBJECT_CHARACTERS),
    text: textOf(entries, alertId, help, options),
    sms: shortLine({ ...smsOf(entries), suffix: ` ${shortId(alertId)}` }, SMS_CHARACTERS),
    json: jsonOf(entries, alertId, help, alertLink(undefined, options.pageUrl)),
    attributes: attributesOf(entries),
  }
}

function entryOf({ alert, monitor }: FoldedAlert): Entry {
  if (!('run' in alert)) {
    const { location, since, transition, createdAt } = alert
    const until = transition === 'heard' ? createdAt : undefined
    return { alert, monitor, location, run: undefined, status: undefined, reasons: [], since, until }
  }
  const { run, incident, transition } = alert
  const reason = reasonOf(run)
  const reasons = transition === 'resolved' ? (incident?.reasons ?? []) : reason ? [reason] : []
  return {
    alert,
    monitor,
    location: run.location,
    run: runName(run),
    status: run.status,
    reasons,
    since: sinceOf(alert),
    until: untilOf(alert),
  }
}

/** How many there are of each, in the order in which they first came. */
function counts(entries: readonly Entry[]): [Transition, number][] {
  const kinds = Map.groupBy(entries, ({ alert }) => alert.transition)
  return [...kinds].map(([transition, those]) => [transition, those.length])
}

function countWords(entries: readonly Entry[]): string[] {
  return counts(entries).map(([transition, count]) => `${count} ${stateWords(transition)}`)
}

function headline(entries: readonly Entry[]) {
  const [first = '', ...more] = countWords(entries)
  const name = `${entries.length} alerts`
  return { prefix: 'Roundtrip DIGEST: ', name, message: ` - ${first}`, extras: more.map((one) => `, ${one}`) }
}

/** After the counts as many names as fit. */
function smsOf(entries: readonly Entry[]) {
  const line = headline(entries)
  const names = [...new Set(entries.map((entry) => shownName(entry.monitor, gsmLine)))]
  return { ...line, extras: [...line.extras, ...names.map((name, n) => `${n === 0 ? ': ' : ', '}${name}`)] }
}

function textOf(
  entries: readonly Entry[],
  alertId: string,
  help: string,
  { pageUrl, commandOptions }: AlertOptions,
): string {
  const link = alertLink(undefined, pageUrl)
  const hasRun = entries.some(({ run }) => run !== undefined)
  const log = labelled('Log', `${logCommand('RUN', commandOptions)}, RUN as named above`)
  const more = entries.length - MOST_LINES
  const width = Math.max(...entries.map(({ alert }) => stateOf(alert).length))
  return paragraphs(
    [`${entries.length} alerts occurred within a short time: ${countWords(entries).join(', ')}.`],
    [
      `A topic gets a limited number of single alerts within ${CAP_WINDOW / MINUTE} minutes. These exceeded it and are listed only here.`,
    ],
    [
      ...entries.slice(0, MOST_LINES).map((entry) => lineOf(entry, width)),
      ...(more > 0 ? [`and ${more} more`] : []),
    ],
    [
      labelled('Digest', alertId),
      labelled('Help', help),
      ...(link !== undefined ? [labelled('See', link)] : hasRun ? [log] : []),
    ],
  )
}

function lineOf({ alert, monitor, location, run, reasons, since, until }: Entry, width: number): string {
  const name = tameLine(monitor.name, MAX_NAME)
  const place = location === undefined ? '' : ` (${tameLine(location, MAX_NAME)})`
  const facts = [
    ...reasons,
    ...spanOf(since, until),
    ...(run === undefined ? [] : [`run ${tameLine(run, Infinity)}`]),
    `alert ${alert.alertId}`,
  ].join(', ')
  return `${stateOf(alert).padEnd(width)}  ${name}${place}: ${facts}`
}

function spanOf(since: EpochMs | undefined, until: EpochMs | undefined): string[] {
  if (since === undefined) return until === undefined ? [] : [`until ${utcTime(until)}`]
  return [until === undefined ? `since ${utcTime(since)}` : `${utcTime(since)} until ${utcTime(until)}`]
}

function jsonOf(entries: readonly Entry[], digestId: string, help: string, link?: string): string {
  const alerts = withinOctets(entries.map(jsonEntry), LIST_OCTETS)
  return JSON.stringify({
    schema: DIGEST_SCHEMA,
    digestId,
    count: entries.length,
    transitions: Object.fromEntries(counts(entries)),
    alerts,
    notListed: entries.length - alerts.length,
    link,
    help,
  })
}

function jsonEntry({ alert, monitor, location, run, status, reasons, since, until }: Entry) {
  const { alertId, transition, createdAt } = alert
  return {
    alertId,
    transition,
    severity: severityOf(transition),
    createdAt: isoInstant(createdAt),
    monitorId: tameLine(monitor.monitorId, MAX_NAME),
    name: tameLine(monitor.name, MAX_NAME),
    location,
    runId: run,
    status,
    reasons,
    since: since === undefined ? undefined : isoInstant(since),
    until: until === undefined ? undefined : isoInstant(until),
  }
}

/** Each value once, of all alerts. */
function attributesOf(entries: readonly Entry[]): AlertMessage['attributes'] {
  const list = (values: readonly (string | undefined)[]) => {
    const distinct = [...new Set(values.filter((value) => value !== undefined))]
    return withinOctets(distinct, ATTRIBUTE_OCTETS)
  }
  return {
    monitorId: list(entries.map(({ monitor }) => tameLine(monitor.monitorId, MAX_NAME))),
    status: list(entries.map(({ status }) => status?.toString())),
    reason: list(entries.flatMap(reasonAttributes)),
    location: list(entries.map(({ location }) => location)),
    transition: list(entries.map(({ alert }) => alert.transition)),
    severity: list(entries.map(({ alert }) => severityOf(alert.transition))),
    tags: list(entries.flatMap(({ monitor }) => monitor.tags)),
    digest: String(entries.length),
  }
}

/** As the alert alone would say it. */
function reasonAttributes({ alert, reasons }: Entry): readonly string[] {
  if (!('run' in alert)) return [alert.transition]
  return alert.transition === 'resolved' || reasons.length === 0 ? ['ok'] : reasons
}

/** As many from the front as have room, quoted within JSON text. */
function withinOctets<T>(items: readonly T[], most: number): T[] {
  let octets = 0
  return items.filter((item) => {
    octets += Buffer.byteLength(JSON.stringify(JSON.stringify(item)))
    return octets <= most
  })
}
