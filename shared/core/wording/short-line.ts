/** The parts of a line that must be short, in their order. */
export interface ShortLine {
  prefix: string
  /** Cut first, at a word if it can, but never to fewer than 12 characters. */
  name: string
  message: string
  /** Each is put on if it fits whole, else left out. */
  extras: readonly string[]
}

const SHORTEST_NAME = 12
const CUT = '...'

/** The line at `max` characters or fewer. Prefix and message are our own words, short enough to leave a name its room. */
export function shortLine({ prefix, name, message, extras }: ShortLine, max: number): string {
  const room = Math.max(SHORTEST_NAME, max - prefix.length - message.length)
  const line = prefix + shortened(name, room) + message
  return extras.reduce((done, extra) => (done.length + extra.length <= max ? done + extra : done), line)
}

function shortened(text: string, max: number): string {
  if (text.length <= max) return text
  const kept = text.slice(0, max - CUT.length)
  const word = kept.lastIndexOf(' ')
  return (word > max / 2 ? kept.slice(0, word) : kept).trimEnd() + CUT
}
