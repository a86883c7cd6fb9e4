import { useEffect, useState } from 'preact/hooks'

import { SECOND } from '../../../shared/core/time/units.ts'
import type { TestNow, TrialNow } from '../../api/answers.ts'
import { Refused, ask } from '../../api/ask.ts'
import { heard, notHeard } from '../../api/connection.ts'
import { key } from '../../api/key.ts'

/** A run while it is made, as it was told last; with everything that was said since it was asked for. */
export type Progress = TestNow | TrialNow

export interface Followed<T extends Progress> {
  /** With all lines and phases so far. */
  progress?: T
  /** Why the last question was not answered; what was told before stays. */
  refused?: Refused
}

/** Between two questions, at the least: the API writes no more often. */
const ASKED_EVERY = SECOND
const LONGEST_PAUSE = 8 * SECOND

/**
 * Follows a run under way, asked for once a second until it is over: `path` of its progress, without `after`;
 * `undefined`: there is nothing to follow.
 */
export function useProgress<T extends Progress>(path: string | undefined): Followed<T> {
  const [followed, setFollowed] = useState<Followed<T>>({})
  const opened = key.value
  useEffect(() => {
    setFollowed({})
    return path === undefined ? undefined : follow<T>(path, setFollowed)
  }, [path, opened])
  return followed
}

/** Calls `tell` with each answer until the run is over; the returned function ends it before. */
function follow<T extends Progress>(path: string, tell: (followed: Followed<T>) => void): () => void {
  const ended = new AbortController()
  const { signal } = ended
  let progress: T | undefined
  let failures = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  async function askOnce(): Promise<void> {
    try {
      const { body } = await ask<T>(`${path}?after=${progress?.cursor ?? 0}`, { signal })
      if (signal.aborted) return
      heard(path)
      failures = 0
      progress = withAll(progress, body)
      tell({ progress })
      if (!isOver(progress)) again(ASKED_EVERY)
    } catch (error) {
      if (signal.aborted) return
      if (!(error instanceof Refused)) throw error
      failures += 1
      const pauseMs = Math.min(LONGEST_PAUSE, ASKED_EVERY * 2 ** failures)
      tell({ ...(progress && { progress }), refused: error })
      // What is refused for good is not asked for again.
      if (!error.isOutage && error.status !== 429) {
        heard(path)
        return
      }
      notHeard(path, error, pauseMs)
      again(pauseMs)
    }
  }

  function again(pauseMs: number): void {
    timer = setTimeout(() => void askOnce(), pauseMs)
  }

  void askOnce()
  return () => {
    ended.abort()
    clearTimeout(timer)
    heard(path, { isAnswer: false })
  }
}

function withAll<T extends Progress>(before: T | undefined, now: T): T {
  if (!before) return now
  return { ...now, lines: [...before.lines, ...now.lines], phases: [...before.phases, ...now.phases] }
}

/** Nothing more comes of it. */
export function isOver({ state }: Pick<Progress, 'state'>): boolean {
  return state !== 'waiting' && state !== 'running'
}
