import type { DifferingLines } from '../../../shared/core/history/views/differing-lines.ts'
import { links } from '../../address/links.ts'
import type { ListedRun, LogLine } from '../../api/answers.ts'
import type { Refused } from '../../api/ask.ts'
import { When } from '../../parts/when.tsx'
import { LongText } from './long-text.tsx'

/** Lines that were left out, told at the most. */
const MOST_MISSING = 20

interface Drawn {
  good: ListedRun
  compared: DifferingLines | undefined
  goodLog: readonly LogLine[] | undefined
  refused: Refused | undefined
}

/** How the dialogues differ from those of the last good run; its lines that this one lacks. */
export function Compared({ good, compared, goodLog, refused }: Drawn) {
  const { run, words } = good
  const missing = (compared?.missing ?? []).flatMap((at) => goodLog?.[at] ?? [])
  return (
    <div class="compared" role="status">
      <p>
        The last good run:{' '}
        <a href={links.run(run.monitorId, run.runId)}>
          <When at={run.startedAt} />
        </a>
        , {words}.{' '}
        {compared
          ? `${linesDiffer(compared.differing.length)}.`
          : refused && `It cannot be compared: ${refused.message.replace(/\.?$/, '.')}`}
      </p>
      {missing.length > 0 && (
        <>
          <p>Only in the last good run:</p>
          <ul>
            {missing.slice(0, MOST_MISSING).map(({ dialogue, phase, text }, at) => (
              <li key={at}>
                <span class="faint">{`${dialogue} ${phase}`}</span> <LongText text={text} find="" />
              </li>
            ))}
          </ul>
          {missing.length > MOST_MISSING && <p>and {missing.length - MOST_MISSING} more</p>}
        </>
      )}
    </div>
  )
}

function linesDiffer(count: number): string {
  if (count === 0) return 'The servers said nothing different'
  return count === 1 ? '1 line differs, marked ≠' : `${count} lines differ, marked ≠`
}
