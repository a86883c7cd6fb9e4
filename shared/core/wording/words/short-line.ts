/** The parts of a line that must be short, in their order. */
export interface ShortLine {
  prefix: string
  /** Cut first, at a word if it can, but never to fewer than 12 characters. */
  name: string
  message: string
  /** Each is put on if it fits whole, else left out. */
  extras: readonly string[]
  /** The end, which is never left out. */
  suffix?: string
}

const SHORTEST_NAME = 12
const CUT = '...'

/**
 * The line at `max` characters or fewer. Prefix, message and suffix are our own words, short enough to leave
 * a name its room.
 */
export function shortLine({ prefix, name, message, extras, suffix = '' }: ShortLine, max: number): string {
  const most = max - suffix.length
  const room = Math.max(SHORTEST_NAME, most - prefix.length - message.length)
  const line = prefix + shortened(name, room) + message
  return (
    extras.reduce((done, extra) => (done.length + extra.length <= most ? done + extra : done), line) + suffix
  )
}

/** The text at `max` characters or fewer, cut at a word if it can, with a mark of the cut. */
export function shortened(text: string, max: number): string {
  if (text.length <= max) return text
  const kept = text.slice(0, max - CUT.length)
  const word = kept.lastIndexOf(' ')
  return (word > max / 2 ? kept.slice(0, word) : kept).trimEnd() + CUT
}
