import { useMemo } from 'preact/hooks'

import type { LogLine } from '../../api/answers.ts'
import { LineRow } from './line-row.tsx'
import { type Measured, timeline } from './timeline.ts'

interface Dialogues {
  log: readonly LogLine[]
  measured?: Measured
}

/** Both dialogues of a run on one axis: sending at the left, the mailbox at the right, the phases between them. */
export function Dialogue({ log, measured }: Dialogues) {
  const { lines, spans } = useMemo(() => timeline(log, measured), [log, measured])
  return (
    <div class="dialogue">
      <div class="dialogue-heads" aria-hidden="true">
        <span>SMTP server</span>
        <span>seconds</span>
        <span>Mailbox server</span>
      </div>
      <ol class="dialogue-lines">
        {lines.map((line, at) => (
          <LineRow
            key={line.index}
            line={line}
            spans={spans.filter(({ first, last }) => first <= at && at <= last)}
            at={at}
          />
        ))}
      </ol>
    </div>
  )
}
