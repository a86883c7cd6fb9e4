import { type ReadonlySignal, signal } from '@preact/signals'

import { SECOND, type Millis } from '../../shared/core/time/units.ts'
import { askAll } from './ask-all.ts'
import { Refused, ask } from './ask.ts'
import { heard, notHeard } from './connection.ts'
import { key } from './key.ts'

/** Something to be read from the API, and how often while it is shown. */
export interface Read<T> {
  /** Under `/api/v1`, with its query. */
  path: string
  /** Default 10 s, for as long the overview is kept; `Infinity`: once. */
  everyMs?: Millis
  /** A list, with a query: all of its pages are read as one, the more of them the more seldom. */
  isWhole?: true
  /** Only a type. */
  answer?: T
}

export interface Answer<T> {
  data?: T
  /** When the data was read, by the clock of this machine. */
  readAt?: number
  etag?: string
  /** Why the last question was not answered; the data of before stays. */
  refused?: Refused
}

export interface Kept<T> {
  answer: ReadonlySignal<Answer<T>>
  /** Keeps it fresh until the returned function is called. */
  watch(): () => void
  isWatched(): boolean
  /** What was read no longer holds: asks now if it is watched, else when it is. */
  changed(): void
  /** Asks now. */
  again(): Promise<void>
}

export const POLL: Millis = 10 * SECOND
const LONGEST_PAUSE: Millis = 30 * SECOND
/** Answers that nobody watches and that are kept all the same, so that going back shows something at once. */
const MOST_KEPT = 60

const known = new Map<string, Kept<unknown>>()

/** The one keeper of this answer, whoever watches it. */
export function keptAnswer<T>(read: Read<T>): Kept<T> {
  const one = (known.get(read.path) ?? keeper(read)) as Kept<T>
  known.delete(read.path)
  known.set(read.path, one)
  for (const [path, other] of known) {
    if (known.size > MOST_KEPT && other !== one && !other.isWatched()) known.delete(path)
  }
  return one
}

/** What was read from paths that begin so no longer holds, as after a change. */
export function refresh(...beginnings: readonly string[]): void {
  for (const [path, one] of known) if (beginnings.some((begin) => path.startsWith(begin))) one.changed()
}

function keeper<T>({ path, everyMs = POLL, isWhole }: Read<T>): Kept<T> {
  const asked = isWhole ? askAll<T> : ask<T>
  const answer = signal<Answer<T>>({})
  let watchers = 0
  let failures = 0
  let pages = 1
  let timer: ReturnType<typeof setTimeout> | undefined
  let asking: Promise<void> | undefined
  /** Asked for while an answer was on its way that may be of before a change. */
  let isWantedAnew = false
  let isOld = false

  async function readNow(): Promise<void> {
    const { etag, data } = answer.peek()
    try {
      const reply = await asked(path, {
        ...(etag !== undefined && data && { headers: { 'if-none-match': etag } }),
      })
      failures = 0
      pages = reply.pages ?? 1
      isOld = false
      heard(path)
      answer.value = {
        ...(reply.status === 304 && data ? { data } : { data: reply.body }),
        readAt: Date.now(),
        ...(reply.etag !== undefined && { etag: reply.etag }),
      }
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      failures += 1
      if (!error.isOutage) heard(path)
      else if (watchers > 0) notHeard(path, error, pause())
      answer.value = { ...answer.peek(), refused: error }
    }
  }

  const pause = () => (failures === 0 ? everyMs * pages : Math.min(LONGEST_PAUSE, SECOND * 2 ** failures))

  function again(): Promise<void> {
    clearTimeout(timer)
    isWantedAnew = asking !== undefined
    asking ??= readNow().finally(() => {
      asking = undefined
      if (isWantedAnew) void again()
      else wait()
    })
    return asking
  }

  function wait(): void {
    clearTimeout(timer)
    if (watchers > 0 && pause() !== Infinity) timer = setTimeout(whenSeen, pause())
  }

  /** Nothing is asked for a page that nobody sees. */
  function whenSeen(): void {
    if (watchers === 0) return
    if (!document.hidden) void again()
    else document.addEventListener('visibilitychange', whenSeen, { once: true })
  }

  return {
    answer,
    again,
    isWatched: () => watchers > 0,
    changed() {
      if (watchers > 0) void again()
      else isOld = true
    },
    watch() {
      watchers += 1
      if (watchers === 1 && isDue()) void again()
      else if (watchers === 1 && !asking) wait()
      // Whoever opens the printed address in this tab brings the key.
      const unsubscribe = key.subscribe(() => answer.peek().refused?.status === 401 && void again())
      return () => {
        unsubscribe()
        watchers -= 1
        if (watchers > 0) return
        clearTimeout(timer)
        heard(path, { isAnswer: false })
      }
    },
  }

  function isDue(): boolean {
    const { readAt, refused } = answer.peek()
    if (readAt === undefined || refused !== undefined || isOld) return true
    const age = Date.now() - readAt
    // Below 0 the clock was set back.
    return everyMs !== Infinity && (age < 0 || age >= SECOND)
  }
}
