import { useCallback, useRef } from 'preact/hooks'

import { setQuery } from '../../address/address.ts'
import type { ListedRun, LogLine } from '../../api/answers.ts'
import { useKey } from '../../parts/keys.ts'
import { isFound } from './drawing.ts'
import { showNext } from './move.ts'
import { wraps } from './wraps.ts'

interface Drawn {
  log: readonly LogLine[]
  find: string
  good: ListedRun | undefined
  compares: boolean
}

/** What can be done with the dialogues. */
export function Toolbar({ log, find, good, compares }: Drawn) {
  const field = useRef<HTMLInputElement>(null)
  useKey(
    'f',
    'find in the dialogues',
    useCallback(() => field.current?.focus(), []),
  )
  useKey(
    'w',
    'wrap long lines',
    useCallback(() => (wraps.value = !wraps.value), []),
  )
  const found = log.filter((line) => isFound(line, find)).length
  return (
    <div class="toolbar">
      <input
        ref={field}
        type="search"
        aria-label="Find in the dialogues"
        placeholder="Find (f)"
        value={find}
        onInput={({ currentTarget: { value } }) => setQuery({ find: value })}
        onKeyDown={(event) => {
          if (event.key === 'Enter') showNext(event.currentTarget, '.line-found')
          if (event.key === 'Escape') field.current?.blur()
        }}
      />
      <span class="quiet" role="status">
        {find !== '' && (found === 1 ? '1 line' : `${found} lines`)}
      </span>
      <button
        type="button"
        class="toolbar-wrap"
        aria-pressed={wraps.value}
        onClick={() => (wraps.value = !wraps.value)}
      >
        Wrap
      </button>
      <button
        type="button"
        aria-pressed={compares}
        disabled={good === undefined}
        title={good === undefined ? 'No earlier good run is known.' : undefined}
        onClick={() => setQuery({ compare: compares ? undefined : 'good' }, { step: true })}
      >
        Compare with the last good run
      </button>
      <button
        type="button"
        class="toolbar-decided"
        onClick={(event) => showNext(event.currentTarget, '.line-decided')}
      >
        Deciding line
      </button>
    </div>
  )
}
