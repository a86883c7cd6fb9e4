/** What a server sends as a string of counted octets, whatever form the quirks give it. */
export interface Octets {
  readonly octets: string
}

/** One response without its line end. */
export type Response = readonly (string | Octets)[]

export type Argument = string | readonly Argument[]

/** How a server writes what others write another way. */
export interface Quirks {
  /** LF alone ends its lines. */
  bareLf?: true
  /** Names of responses, items and states in small letters. */
  lowerCase?: true
  /** Strings as quoted ones, where they can be, or all of them as NIL; default literals. */
  strings?: 'quoted' | 'nil'
  /** Items of a FETCH response the other way round than they were asked for. */
  itemsReversed?: true
  /** After the items that were asked for, as `MODSEQ (12)`. */
  extraItem?: string
  /** SELECT and STATUS do not tell it (RFC 3501 §6.3.1 allows that). */
  noUidNext?: true
  /** SELECT does not tell it, which it must. */
  noUidValidity?: true
}

export function written(response: Response, quirks: Quirks): string {
  const end = quirks.bareLf ? '\n' : '\r\n'
  const pieces = response.map((piece) => {
    if (typeof piece === 'string') return quirks.lowerCase ? lowered(piece) : piece
    if (quirks.strings === 'nil') return 'NIL'
    if (quirks.strings === 'quoted' && !/[\r\n\0]/.test(piece.octets)) return quoted(piece.octets)
    return `{${String(piece.octets.length)}}${end}${piece.octets}`
  })
  return `${pieces.join('')}${end}`
}

/** Tags and what is quoted stay as they are. */
function lowered(text: string): string {
  return text.replace(/^[A-Z]\d+ |"(?:\\.|[^"\\])*"|[^"]+?(?=")|[^"]+/g, (part) =>
    /^(?:"|[A-Z]\d+ $)/.test(part) ? part : part.toLowerCase(),
  )
}

export function quoted(text: string): string {
  return `"${text.replace(/[\\"]/g, '\\$&')}"`
}

/**
 * Atoms, quoted strings, literals with their octets behind them, and lists of these (RFC 3501 §4), of a text
 * whose characters are octets; what is found is decoded as UTF-8.
 */
export function parseArguments(text: string): Argument[] {
  let at = 0

  function list(end: string): Argument[] {
    const found: Argument[] = []
    for (;;) {
      while (text[at] === ' ') at += 1
      if (at >= text.length || text[at] === end) {
        at += 1
        return found
      }
      found.push(argument())
    }
  }

  function argument(): Argument {
    if (text[at] === '(') {
      at += 1
      return list(')')
    }
    const rest = text.slice(at)
    const string = /^"((?:\\.|[^"\\])*)"/.exec(rest)
    if (string) {
      at += string[0].length
      return decoded((string[1] ?? '').replace(/\\(.)/g, '$1'))
    }
    const literal = /^\{(\d+)\+?\}\r\n/.exec(rest)
    if (literal) {
      const from = at + literal[0].length
      at = from + Number(literal[1])
      return decoded(text.slice(from, at))
    }
    const atom = /^(?:[^ ()[\]]|\[[^\]]*\])+/.exec(rest)?.[0] ?? rest.charAt(0)
    at += atom.length
    return atom
  }

  return list('')
}

function decoded(octets: string): string {
  return Buffer.from(octets, 'latin1').toString()
}

/**
 * Which numbers a set such as `1:3,7:*` names; `*` is `greatest`, and `9:*` names it too where it is less
 * than 9 (RFC 3501 §6.4.8).
 */
export function numberSet(set: string, greatest: number): (number: number) => boolean {
  const ranges = set.split(',').map((range) => {
    const ends = range.split(':').map((end) => (end === '*' ? greatest : Number(end)))
    return [Math.min(...ends), Math.max(...ends)] as const
  })
  return (number) => ranges.some(([least, most]) => least <= number && number <= most)
}
