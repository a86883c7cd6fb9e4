import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'

import { shownText } from './shown-text.ts'

/** Characters of a line that are shown at first, and that are added at a time. */
const SHORT = 400
const MORE = 4000

/** Text of a server with whatever hides in it made visible; of a long one the beginning, and more when asked. */
export function LongText({ text, find }: { text: string; find: string }) {
  const [shown, setShown] = useState(SHORT)
  const left = text.length - shown
  return (
    <>
      <bdi>{marked(shownText(text.slice(0, shown)), find)}</bdi>
      {left > 0 && (
        <button
          type="button"
          class="more"
          onClick={(event) => {
            event.stopPropagation()
            setShown(shown + MORE)
          }}
        >
          … {left.toLocaleString('en')} more characters
        </button>
      )}
    </>
  )
}

/** What is looked for is marked, wherever it stands. */
function marked(text: string, find: string): ComponentChildren {
  if (find === '') return text
  const [parts, wanted, lower]: [ComponentChildren[], string, string] = [
    [],
    find.toLowerCase(),
    text.toLowerCase(),
  ]
  let from = 0
  for (let at = lower.indexOf(wanted); at >= 0; at = lower.indexOf(wanted, from)) {
    parts.push(text.slice(from, at), <mark key={at}>{text.slice(at, at + wanted.length)}</mark>)
    from = at + wanted.length
  }
  return [...parts, text.slice(from)]
}
