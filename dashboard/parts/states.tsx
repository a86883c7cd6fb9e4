import type { ComponentChildren } from 'preact'
import { useEffect, useLayoutEffect, useState } from 'preact/hooks'

import type { Refused } from '../api/ask.ts'
import { type Answer, refresh } from '../api/kept-answer.ts'

/** Rows of the height of those that come; nothing is seen of them for the first 150 ms. */
export function Loading({ rows = 3 }: { rows?: number }) {
  return (
    <div class="loading" role="status">
      <b class="unseen">Loading</b>
      {Array.from({ length: rows }, (_, index) => (
        <span key={index} />
      ))}
    </div>
  )
}

/** What was refused, in the words of the API. */
export function Problem({ refused, children }: { refused: Refused; children?: ComponentChildren }) {
  const [only, ...more] = refused.problems
  const [Heading, setHeading] = useState<'h1' | 'h2'>('h2')
  // In place of a page it is what the page is about.
  useLayoutEffect(() => {
    if (!document.querySelector('main h1')) setHeading('h1')
  }, [])
  return (
    <div class="problem" role="alert">
      <Heading>{refused.title}</Heading>
      {refused.message !== refused.title && <p>{refused.message}</p>}
      {only && more.length > 0 && (
        <ul>
          {refused.problems.map(({ path, message }) => (
            <li key={path}>
              <code>{path}</code>: {message}
            </li>
          ))}
        </ul>
      )}
      {children}
    </div>
  )
}

/** What is shown of an answer: the data of before while it is asked again, else why there is none. */
export function Shown<T>({
  answer: { data, refused },
  rows,
  children,
}: {
  answer: Answer<T>
  rows?: number
  children: (data: T) => ComponentChildren
}) {
  const isKeyWrong = refused?.status === 401
  useEffect(() => {
    if (isKeyWrong) refresh('/session')
  }, [isKeyWrong])
  if (refused && isOfThis(refused)) return <Problem refused={refused} />
  if (data !== undefined) return <>{children(data)}</>
  if (refused) return <Problem refused={refused} />
  return <Loading {...(rows !== undefined && { rows })} />
}

/** It concerns the thing itself, and not the way to it: what was read before no longer holds. */
function isOfThis({ status }: Refused): boolean {
  return status === 403 || status === 404
}
