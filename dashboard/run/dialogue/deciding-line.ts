import { isParting } from '../../../shared/core/run/client-lines.ts'
import type { DoneRun, LogLine } from '../../api/answers.ts'

type Result = Pick<DoneRun['run'], 'outcome' | 'phase' | 'detail'>

/** The place in the log of the line that decided what the run came to; `undefined`: none did. */
export function decidingLine(
  log: readonly LogLine[],
  { outcome, phase, detail }: Result,
): number | undefined {
  const place = (fits: (line: LogLine, at: number) => boolean) => {
    const found = log.findLastIndex(fits)
    return found < 0 ? undefined : found
  }
  switch (outcome) {
    case 'delivered':
      return place(({ dialogue, phase: during, side }) => {
        return dialogue === 'mailbox' && during === 'retrieve' && side === 'server'
      })
    case 'lost':
      return acceptance(log)
    case 'failed': {
      const [dialogue, during] = (phase ?? '').split('.')
      const inPhase = ({ dialogue: of, phase: at }: LogLine) => of === dialogue && at === during
      const parting = log.findLastIndex((line) => inPhase(line) && isParting(line.text))
      const beforeParting = (at: number) => parting < 0 || at < parting
      const said = words(detail ?? '')
      return (
        place((line) => inPhase(line) && line.side !== 'client' && shares(words(line.text), said)) ??
        place((line, at) => inPhase(line) && line.side !== 'client' && beforeParting(at)) ??
        place(inPhase)
      )
    }
    case 'inconclusive':
      return (
        place(
          ({ phase: at, side, text }) => at === 'submit' && side === 'server' && shares(text, detail ?? ''),
        ) ?? place(({ dialogue }) => dialogue === 'run')
      )
    default:
      return outcome satisfies never
  }
}

/** What the server answered to the dot that ends the message, or Amazon SES to the request. */
function acceptance(log: readonly LogLine[]): number | undefined {
  const dot = log.findLastIndex(({ dialogue, side, text }) => {
    return dialogue === 'smtp' && side === 'client' && (text === '.' || text.startsWith('SendEmail '))
  })
  const answer = log.findIndex(({ dialogue, side }, at) => {
    return at > dot && dialogue === 'smtp' && side === 'server'
  })
  return dot < 0 || answer < 0 ? undefined : answer
}

/** Without the codes and marks that a reply begins with. */
function words(text: string): string {
  return text
    .replace(/^(?:\d{3}[- ]|[-+](?:OK|ERR) ?|(?:\*|[A-Z]\d+) (?:OK|NO|BAD|BYE|PREAUTH) ?)/, '')
    .trim()
}

function shares(line: string, detail: string): boolean {
  return line.length > 2 && detail.length > 2 && (detail.includes(line) || line.includes(detail))
}
