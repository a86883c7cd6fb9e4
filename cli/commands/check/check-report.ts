import type { Check, TestMessage } from '../../../shared/app/run/check-monitor.ts'
import { adviceFor } from '../../../shared/core/advice/advice.ts'
import { serverUrl } from '../../../shared/core/definition/fields/server-address.ts'
import { failedServer } from '../../../shared/core/run/failed-server.ts'
import type { Monitor } from '../../../shared/core/definition/monitor.ts'
import { reasonWords } from '../../../shared/core/wording/words/reason-words.ts'
import type { RunResult } from '../../../shared/core/run/run.ts'
import { statusName } from '../../../shared/core/run/statuses.ts'
import { tameLine } from '../../../shared/core/redaction/tame.ts'
import { warningWords } from '../../../shared/core/wording/words/warning-words.ts'
import { spanWithin } from '../../../shared/core/wording/words/figures.ts'
import { wrapped } from '../../terminal/wrapped.ts'

/** Longest quotation of a server's words. */
const MAX_QUOTE = 300

export interface ReportOptions {
  columns: number
  /** The user stopped it: what follows is no verdict on anybody. */
  stopped: boolean
  /** Tells advice about a definition's fields in terms of what the user wrote. */
  inItsWords: (text: string) => string
}

/** What is tested, as one line. */
export function checkHeading({ emailAddress, smtp, mailbox, timeoutSeconds }: Monitor): string {
  const { folder, junkServer } = mailbox
  const way = [
    smtp && `sent by ${serverUrl(smtp.server)}`,
    `looked for ${folder === undefined ? '' : `in ${folder} `}at ${serverUrl(mailbox.server)}`,
    junkServer && `also in junk at ${serverUrl(junkServer)}`,
  ].filter(Boolean)
  return `${emailAddress}: ${way.join(', ')}, at most ${timeoutSeconds} s`
}

/** The verdict, its reason, the server's own words (tamed), what to do, and what was left behind. */
export function checkReport({ result, message }: Check, monitor: Monitor, options: ReportOptions): string[] {
  const facts: [label: string, text: string][] = [
    ...(options.stopped ? [] : causeOf(result, monitor)),
    ...result.warnings.map((warning): [string, string] => [
      'warning',
      `${warningWords(warning)} (${warning})`,
    ]),
    ...(options.stopped ? [] : adviceOf(result, monitor, options.inItsWords)),
    ...leftOf(message, options.stopped),
  ]
  const width = Math.max(40, options.columns)
  return [
    options.stopped ? 'STOPPED before there was a verdict' : verdictOf(result),
    ...facts.flatMap(([label, text]) => wrapped(text, width - INDENT.length).map(labelled(label))),
  ]
}

/** The advice on what failed, a line for each sentence; none when all went well. */
export function adviceLines(result: RunResult, monitor: Monitor): string[] {
  if (!result.reason) return []
  return adviceFor(result.reason, { ...result, ...failedServer(result.phase, monitor) }).split('\n')
}

function verdictOf({ outcome, reason = 'internal-error', roundTripMs, resolutionMs }: RunResult): string {
  switch (outcome) {
    case 'delivered': {
      const trip = roundTripMs === undefined ? '' : ` in ${spanWithin(roundTripMs, resolutionMs)}`
      return `OK: the message came back${trip}`
    }
    case 'failed':
    case 'lost':
      return `FAILED: ${reasonWords(reason)}`
    case 'inconclusive':
      return `INCONCLUSIVE: ${reasonWords(reason)}`
    default:
      return outcome satisfies never
  }
}

function causeOf(result: RunResult, monitor: Monitor): [string, string][] {
  const { status, reason, phase, detail, outcome } = result
  if (status === 0) return []
  const server = failedServer(result.phase, monitor)
  // The advice on a password repeats its name and what is wrong with it.
  const isRepeated = reason === 'secret-not-found' || reason === 'secret-forbidden'
  return [
    ['status', `${status} (${statusName(status, reason)})`],
    ['reason', `${reason ?? ''}${phase === undefined ? '' : `, in ${phase}`}`],
    ...(server ? [['server', serverUrl(server)] as [string, string]] : []),
    ...(outcome === 'lost' ? [['waited', `${monitor.timeoutSeconds} s`] as [string, string]] : []),
    ...(detail && !isRepeated ? [['detail', tameLine(detail, MAX_QUOTE)] as [string, string]] : []),
  ]
}

function adviceOf(
  result: RunResult,
  monitor: Monitor,
  inItsWords: (text: string) => string,
): [string, string][] {
  return adviceLines(result, monitor).map((line, index) => [index === 0 ? 'advice' : '', inItsWords(line)])
}

function leftOf(message: TestMessage, stopped: boolean): [string, string][] {
  switch (message.kind) {
    case 'left':
      return [
        [
          'left',
          'the test message may be in the mailbox or on its way there, and nothing will delete it; ' +
            `its subject ends in ${message.token}`,
        ],
      ]
    case 'deleted':
      return stopped ? [['left', 'nothing: the test message was found and deleted']] : []
    case 'not-sent':
      return stopped ? [['left', 'nothing: no message was sent']] : []
    default:
      return message satisfies never
  }
}

const LABEL_WIDTH = 9
const INDENT = ' '.repeat(2 + LABEL_WIDTH)

function labelled(label: string): (line: string, index: number) => string {
  return (line, index) => (index === 0 ? `  ${label.padEnd(LABEL_WIDTH)}${line}` : INDENT + line)
}
