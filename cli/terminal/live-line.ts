import type { Clock } from '../../shared/app/ports/clock.ts'
import { type Millis, SECOND } from '../../shared/core/time/units.ts'
import type { Output } from './output.ts'

/** How often the last line of a terminal is drawn anew. */
const REDRAW_INTERVAL: Millis = 200
/** How often it is told, where there is no terminal, that something still lasts. */
const TELL_INTERVAL: Millis = 10 * SECOND

/** What goes on now, and a remark that only a terminal shows. */
export interface Doing {
  what: string
  remark: string
}

export interface LiveLine {
  /** A line that stays. */
  print(text: string): void
  /** Takes the last line away; draws no more. */
  end(): void
}

/**
 * Says what goes on and for how many seconds: on a terminal as a last line that is drawn anew, elsewhere as a
 * line every 10 s. It reads `doing` when it draws; the seconds count from when that changed.
 */
export function liveLine(output: Output, clock: Clock, doing: () => Doing): LiveLine {
  const draw = (text: string) => (output.raw ? output.raw(text) : output.write(text))
  let isDrawn = false
  let last = ''
  let since = clock.monotonicMs()
  let told = 0
  let cancel = clock.after(REDRAW_INTERVAL, tick)

  function print(text: string): void {
    if (isDrawn) draw(ERASE)
    output.write(`${text}\n`)
    isDrawn = false
  }

  function tick(): void {
    const { what, remark } = doing()
    if (what !== last) {
      last = what
      since = clock.monotonicMs()
      told = 0
    }
    const waited = clock.monotonicMs() - since
    const text = `  ${what} … ${Math.floor(waited / SECOND)} s`
    if (output.isTerminal) {
      draw(ERASE)
      output.write(`${text} ${remark}`.trimEnd().slice(0, output.columns - 1))
      isDrawn = true
    } else if (Math.floor(waited / TELL_INTERVAL) > told) {
      told = Math.floor(waited / TELL_INTERVAL)
      print(text)
    }
    cancel = clock.after(REDRAW_INTERVAL, tick)
  }

  return {
    print,
    end() {
      cancel()
      if (isDrawn) draw(ERASE)
      isDrawn = false
    },
  }
}

/** To the beginning of the line, and away with all of it. */
const ERASE = '\r\x1b[2K'
