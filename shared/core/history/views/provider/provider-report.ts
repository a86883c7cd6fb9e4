import { tameLine } from '../../../redaction/tame.ts'
import type { LogLine, RunResult } from '../../../run/run.ts'
import { currentRunId, digestIn, runName } from '../../../run/run-id.ts'
import { MAILBOX_PHASES, type PhaseTimes, SENDING_PHASES } from '../../../time/phases.ts'
import { type EpochMs, type Millis, isoInstant } from '../../../time/units.ts'
import { isServersWord } from '../../../wording/words/detail-words.ts'
import { span } from '../../../wording/words/figures.ts'
import { inJunk } from '../../../wording/words/late-words.ts'
import type { ToldOfMail } from '../../../wording/words/mail-event-words.ts'
import { differingLines } from '../differing-lines.ts'
import { runSentence, runWords } from '../run-sentence.ts'
import { type Mask, maskOf } from './mask-addresses.ts'
import { messageFacts } from './message-facts.ts'

/** A run with its log; of the last good one it may be kept no longer. */
export interface LoggedRun<Log = readonly LogLine[]> {
  run: RunResult
  log: Log
}

export interface ReportedRun extends LoggedRun {
  /** The server that failed, as `pop3s://mail.example.com:995`. */
  server?: string
  /** What the built-in sender told of its message. */
  mailEvents?: readonly ToldOfMail[]
  lastGood?: LoggedRun<readonly LogLine[] | undefined>
}

/** A line of a dialogue as it is read. */
export interface ReportedLine {
  /** Of the day in UTC, as `12:00:01.234`. */
  time: string
  dialogue: 'SMTP' | 'mailbox' | ''
  side: 'C' | 'S' | '--'
  text: string
  /** It stands in one of the two runs alone. */
  differs: boolean
}

export type Row = readonly string[]

/** All that whoever runs the servers needs, as tame text; how it is laid out is another matter. */
export interface ProviderReport {
  title: string
  sentence: string
  /** Label and value. */
  facts: readonly Row[]
  /** Name, this run, and the last good run if there is one. */
  phases: readonly Row[]
  dialogue: readonly ReportedLine[]
  lastGood?: { title: string; dialogue?: readonly ReportedLine[] }
}

/** Longest line that is told whole. */
const MAX_TEXT = 500

/** What to send to a mail provider about a run; `mask`: without the names in addresses and the monitor's id. */
export function providerReport(reported: ReportedRun, { mask }: { mask: boolean }): ProviderReport {
  const { run, log, lastGood, server } = reported
  const maskNames = mask ? maskOf([...log, ...(lastGood?.log ?? [])]) : (text: string) => text
  const say: Mask = (text) => maskNames(tameLine(text, MAX_TEXT))
  const { differing, missing } = lastGood?.log
    ? differingLines(log, lastGood.log)
    : { differing: [], missing: [] }
  return {
    title: titleOf('Email test of', run),
    sentence: tameLine(
      runSentence({ ...run, ...(run.detail && { detail: say(run.detail) }) }, server),
      MAX_TEXT,
    ),
    facts: factsOf(reported, mask).map(([label = '', value = '']) => [label, say(value)]),
    phases: phaseRows(run, lastGood?.run),
    dialogue: linesOf(run, log, new Set(differing), say),
    ...(lastGood && {
      lastGood: {
        title: titleOf('Last good run,', lastGood.run),
        ...(lastGood.log && { dialogue: linesOf(lastGood.run, lastGood.log, new Set(missing), say) }),
      },
    }),
  }
}

function titleOf(what: string, run: RunResult): string {
  return tameLine(`${what} ${instantText(run.startedAt)}: ${runWords(run)}`, MAX_TEXT)
}

/** As `roundtrip-inbox-20260105T120000Z-0123456789ab`, before its ending; masked without the monitor. */
export function reportName(
  { monitorId, runId }: Pick<RunResult, 'monitorId' | 'runId'>,
  { mask }: { mask: boolean },
): string {
  const [instant = ''] = currentRunId(runId).split('_')
  return ['roundtrip', ...(mask ? [] : [monitorId]), instant, digestIn(runId)].join('-')
}

/** In UTC with its offset, as `2026-01-05 12:00:00.250 +00:00`. */
function instantText(at: EpochMs): string {
  return isoInstant(at).replace('T', ' ').replace('Z', ' +00:00')
}

/** As `12:00:01.234`; what stands in a log may be no time. */
function timeText(at: EpochMs): string {
  return Number.isNaN(new Date(at).getTime()) ? 'unknown' : isoInstant(at).slice(11, 23)
}

function factsOf({ run, log, server, mailEvents = [] }: ReportedRun, mask: boolean): Row[] {
  const { from, to, messageId, queueId, answer } = messageFacts(log)
  const { reason, phase, detail, lateArrival } = run
  const rows: [string, string | undefined][] = [
    ['Started', instantText(run.startedAt)],
    ['Ended', instantText(run.finishedAt)],
    ['Server', server],
    ['Reason', reason && [reason, phase].filter(Boolean).join(', in ')],
    [isServersWord(run) ? 'Server said' : 'Detail', detail],
    ['From', from],
    ['To', to],
    ['Message-ID', messageId],
    [
      'Accepted',
      answer?.text.startsWith('2')
        ? `${instantText(run.startedAt + answer.atMs)}: ${answer.text}`
        : undefined,
    ],
    ['Queue id', queueId],
    ...mailEvents.map(({ at, words }) => ['Delivery', `${instantText(at)}: ${words}`] as [string, string]),
    ['Seen late', lateArrival && `${instantText(lateArrival.seenAt)}${inJunk(lateArrival)}`],
    ['Tested from', run.location],
    ['Test', mask ? run.runId : runName(run)],
  ]
  return rows.filter((row): row is [string, string] => row[1] !== undefined && row[1] !== '')
}

/** Each phase that one of them came to. */
function phaseRows(run: RunResult, good: RunResult | undefined): Row[] {
  const times = [run, ...(good ? [good] : [])].map(timesOf)
  const names = [...NAMES.filter((name) => times.some((those) => those[name] !== undefined))]
  return names.map((name) => [name, ...times.map((those) => (name in those ? span(those[name]) : ''))])
}

const NAMES = [
  ...SENDING_PHASES.map((phase) => `SMTP ${phase}`),
  'transit',
  ...MAILBOX_PHASES.map((phase) => `mailbox ${phase}`),
  'round trip',
]

function timesOf({ phases: { smtp, transit, mailbox }, roundTripMs }: RunResult): Record<string, Millis> {
  const named = (side: string, times: PhaseTimes) =>
    Object.entries(times).map(([phase, ms]) => [`${side} ${phase}`, ms])
  return Object.fromEntries([
    ...named('SMTP', smtp),
    ...named('mailbox', mailbox),
    ...Object.entries({ transit, 'round trip': roundTripMs }).filter(([, ms]) => ms !== undefined),
  ]) as Record<string, Millis>
}

const DIALOGUES = { smtp: 'SMTP', mailbox: 'mailbox', run: '' } as const
const SIDES = { client: 'C', server: 'S', note: '--' } as const

/** Both dialogues in the order of time; of one instant as they were written. */
function linesOf(
  { startedAt }: RunResult,
  log: readonly LogLine[],
  marked: ReadonlySet<number>,
  say: Mask,
): ReportedLine[] {
  return log
    .map((line, at) => ({ ...line, differs: marked.has(at) }))
    .sort((a, b) => a.atMs - b.atMs)
    .map(({ atMs, dialogue, side, text, differs }) => ({
      time: timeText(startedAt + atMs),
      dialogue: DIALOGUES[dialogue],
      side: SIDES[side],
      text: say(text),
      differs,
    }))
}
