/** Counts a message while it is sent, and sees its end. */
export interface MessageMeter {
  /** Takes the next bytes, dot-stuffed; true when the final dot is among them. */
  take(chunk: Buffer): boolean
  /** Octets so far, without the final dot and its line end. */
  readonly octets: number
}

const END = '\r\n.\r\n'

export function messageMeter(): MessageMeter {
  let octets = 0
  let tail = ''
  return {
    take(chunk) {
      octets += chunk.length
      tail = (tail + chunk.toString('latin1')).slice(-END.length)
      // Dots at the start of a line are stuffed, so this stands only at the very end (RFC 5321 §4.5.2).
      if (tail !== END) return false
      octets -= '.\r\n'.length
      return true
    },
    get octets() {
      return octets
    },
  }
}
