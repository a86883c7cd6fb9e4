import type { Clock } from '../../shared/app/ports/clock.ts'
import { type EpochMs, type Millis, SECOND } from '../../shared/core/time/units.ts'

/** To the beginning of the line, and away with all of it. */
const ERASE = '\r\x1b[2K'

export interface StatusLine {
  /** From now on the last line says this, drawn anew each second; absent: there is none. */
  show(words: ((now: EpochMs) => string) | undefined): void
  /** The text stays, above the last line. */
  print(text: string): void
}

/** The last line of a terminal: what goes on, with the seconds that it lasts or is waited for. */
export function statusLine(
  write: (text: string) => void,
  paint: (text: string) => string,
  clock: Pick<Clock, 'now' | 'after'>,
): StatusLine {
  let words: ((now: EpochMs) => string) | undefined
  let isDrawn = false
  let cancel: () => void = () => undefined

  function erase(): string {
    const text = isDrawn ? ERASE : ''
    isDrawn = false
    return text
  }

  function draw(): void {
    cancel()
    if (!words) return
    write(`${erase()}${paint(words(clock.now()))}`)
    isDrawn = true
    cancel = clock.after(untilNextSecond(clock.now()), draw)
  }

  return {
    show(next) {
      words = next
      if (next) draw()
      else {
        cancel()
        if (isDrawn) write(erase())
      }
    },
    print(text) {
      write(`${erase()}${text}`)
      draw()
    },
  }
}

function untilNextSecond(now: EpochMs): Millis {
  return SECOND - (now % SECOND)
}
