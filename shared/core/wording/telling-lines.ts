import { isSentBySes } from '../run/sender/sent-by-ses.ts'
import { commandIn, isParting } from '../run/client-lines.ts'
import type { LogLine, LogSide, RunResult } from '../run/run.ts'
import { isSenderReason } from '../run/statuses.ts'
import { tameLine } from '../redaction/tame.ts'

/** Most lines that are told, and the longest of them. */
const MOST_LINES = 8
const MAX_LINE = 120
/** Lines told of a step in which nothing was asked, as connecting. */
const MOST_OF_OURS = 4
const PREFIX: Readonly<Record<LogSide, string>> = { client: 'C: ', server: 'S: ', note: '-- ' }

/**
 * The lines of the diagnostic log that say why the run ended as it did: of the dialogue and phase that failed
 * the last command and all that came after it; of a message that was lost how it was taken and what the
 * mailbox listed last. Prefixed `C: `, `S: ` and, for our own remarks, `-- `; at most 8 tame lines of at most
 * 120 characters.
 */
export function tellingLines(
  log: readonly LogLine[],
  { outcome, phase, reason }: Pick<RunResult, 'outcome' | 'phase' | 'reason'>,
): string[] {
  switch (outcome) {
    case 'delivered':
      return []
    case 'lost':
      return lostMessage(log)
    case 'failed':
    case 'inconclusive': {
      const failed = reason && isSenderReason(reason) ? 'smtp.submit' : phase
      return shortened(lastWords(log, failed).map(shown), MOST_LINES)
    }
    default:
      return outcome satisfies never
  }
}

function lostMessage(log: readonly LogLine[]): string[] {
  const isBySes = isSentBySes(log)
  const submitted = lastExchange(dialogueOf(log, 'smtp').filter(({ phase }) => phase === 'submit'))
  // Its last two are the dot that ends the message and the answer, which often names the server's id of it. What
  // Amazon SES told later follows its answer.
  const taken = submitted.slice(isBySes ? -3 : -2)
  // What was asked in vain over and over is told once, as a note, by when a header may have been looked at.
  const isOfSearch = ({ phase, side }: LogLine) => phase === 'search' || side === 'note'
  const listed = lastExchange(dialogueOf(log, 'mailbox').filter(isOfSearch))
  return [
    ...(taken.length > 0
      ? [`-- ${isBySes ? 'Amazon SES' : 'the SMTP server'} accepted the message:`, ...taken.map(shown)]
      : []),
    ...(listed.length > 0 ? ['-- the last check of the mailbox:', ...shortened(listed.map(shown), 4)] : []),
  ]
}

/** Without a phase, which is ours to blame: the last that was said to anybody. */
function lastWords(log: readonly LogLine[], failed: string | undefined): LogLine[] {
  const [side, step] = failed?.split('.') ?? []
  const dialogue = dialogueOf(log, side)
  const inPhase = dialogue.filter(({ phase }) => phase === step)
  const picked = lastExchange(inPhase.length > 0 ? inPhase : dialogue)
  const from = picked[0] ? log.indexOf(picked[0]) : 0
  const remark = log.findLast((line, index) => line.dialogue === 'run' && index >= from)
  return remark && !picked.includes(remark) ? [...picked, remark] : picked
}

function dialogueOf(log: readonly LogLine[], side: string | undefined): LogLine[] {
  return withoutPartings(side === undefined ? log : log.filter(({ dialogue }) => dialogue === side))
}

/** From the last command on, the lines that belong to it included; where there is none, the last few. */
function lastExchange(lines: readonly LogLine[]): LogLine[] {
  const from = lines.findLastIndex(({ side, text }) => side === 'client' && commandIn(text) !== undefined)
  return from === -1 ? lines.slice(-MOST_OF_OURS) : lines.slice(from)
}

/** A parting and its answer say nothing of what went before. */
function withoutPartings(lines: readonly LogLine[]): LogLine[] {
  let parting: LogLine | undefined
  return lines.filter((line) => {
    if (line.side === 'client') parting = isParting(line.text) ? line : undefined
    else if (line.phase !== parting?.phase || line.dialogue !== parting.dialogue) parting = undefined
    return parting === undefined || line.side === 'note'
  })
}

function shown({ side, text }: LogLine): string {
  return tameLine(PREFIX[side] + text, MAX_LINE)
}

/** The first line and the last ones, with what is left out between them counted. */
function shortened(lines: readonly string[], most: number): string[] {
  if (lines.length <= most) return [...lines]
  return [
    ...lines.slice(0, 1),
    `-- [${lines.length - most + 1} lines left out]`,
    ...lines.slice(lines.length - most + 2),
  ]
}
