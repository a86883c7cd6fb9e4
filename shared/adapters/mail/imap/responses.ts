import { readableText } from '../net/readable-text.ts'
import { type ImapLine, LITERAL, type Literal } from './line-reader.ts'

/** An atom, a quoted string or the text of a literal; a list in parentheses; `undefined` for NIL. */
export type Value = string | undefined | readonly Value[]

/** Behind a status, in brackets (RFC 3501 §7.1, RFC 5530): `UIDNEXT 42`. */
export interface ResponseCode {
  /** In capitals. */
  name: string
  /** As it came; may be empty. */
  argument: string
}

export interface StatusResponse {
  kind: 'status'
  /** `*`, or the tag of the command that is answered. */
  tag: string
  status: 'OK' | 'NO' | 'BAD' | 'BYE' | 'PREAUTH'
  code?: ResponseCode
  /** With its code, as it came. */
  words: string
}

/** `* 12 EXISTS`, `* LIST (\Junk) "/" Spam`. */
export interface DataResponse {
  kind: 'data'
  /** In capitals. */
  name: string
  number?: number
  values: readonly Value[]
  literals: readonly Literal[]
}

export type Response =
  StatusResponse | DataResponse | { kind: 'continue'; text: string } | { kind: 'strange'; line: string }

const STATUS = /^(\*|[^\s*+]{1,40}) +(OK|NO|BAD|BYE|PREAUTH)(?: +(.*))?$/is
const CODE = /^\[([^\]\s]{1,40})(?: ([^\]]*))?\]?/
const DATA = /^\* +(?:(\d{1,10}) +)?([A-Za-z][\w.-]*)(?: +(.*))?$/s
/** Deeper lists are none. */
const MOST_NESTED = 20

/** Reads one response as leniently as it can be understood: capitals, blanks and ends of lines do not matter. */
export function parseResponse({ text, literals }: ImapLine): Response {
  const line = text.trim()
  if (line === '+' || line.startsWith('+ ')) return { kind: 'continue', text: line.slice(2) }
  const [, tag, status, words = ''] = STATUS.exec(line) ?? []
  if (tag !== undefined && status !== undefined) {
    const code = codeOf(words)
    return {
      kind: 'status',
      tag,
      status: status.toUpperCase() as StatusResponse['status'],
      ...(code && { code }),
      words: textOf(words.replaceAll(LITERAL, '')),
    }
  }
  const [, number, name, rest = ''] = DATA.exec(line) ?? []
  if (name === undefined) return { kind: 'strange', line: textOf(line.replaceAll(LITERAL, '')) }
  return {
    kind: 'data',
    name: name.toUpperCase(),
    ...(number !== undefined && { number: Number(number) }),
    values: valuesOf(rest, literals),
    literals,
  }
}

function codeOf(words: string): ResponseCode | undefined {
  const [, name, argument = ''] = CODE.exec(words) ?? []
  return name === undefined ? undefined : { name: name.toUpperCase(), argument }
}

/** Atoms with what stands in their brackets, blanks included: `BODY[HEADER.FIELDS (X-A)]<0>`. */
const ATOM = /(?:\[[^\]]{0,100}\]|[^\s()"\0])+/y
const QUOTED = /"((?:[^"\\]|\\.)*)"?/sy

/** Whatever stands in a response behind its name, one value after another. */
export function valuesOf(text: string, literals: readonly Literal[]): readonly Value[] {
  let at = 0
  let used = 0

  function match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = at
    const found = pattern.exec(text) ?? undefined
    if (found) at += found[0].length
    return found
  }

  function list(depth: number): Value[] {
    const values: Value[] = []
    while (at < text.length) {
      const char = text[at]
      if (char === ')' && depth > 0) {
        at += 1
        return values
      }
      if (char === '(' && depth < MOST_NESTED) {
        at += 1
        values.push(list(depth + 1))
      } else if (char === LITERAL) {
        at += 1
        values.push(literals[used++]?.text ?? '')
      } else if (char === '"') {
        values.push((match(QUOTED)?.[1] ?? '').replace(/\\(.)/gs, '$1'))
      } else {
        const atom = match(ATOM)?.[0]
        if (atom === undefined) at += 1
        else values.push(/^NIL$/i.test(atom) ? undefined : atom)
      }
    }
    return values
  }

  return list(0)
}

/** What follows this name in a list of pairs, as `(UID 7 RFC822.SIZE 812)`; its case does not matter. */
export function valueIn(pairs: Value, name: RegExp): Value {
  if (!Array.isArray(pairs)) return undefined
  const list: readonly Value[] = pairs
  const index = list.findIndex((value, at) => at % 2 === 0 && typeof value === 'string' && name.test(value))
  return index < 0 ? undefined : list[index + 1]
}

/** A number as it stands in a response: no sign, no more than 2^53. */
export function numberOf(value: Value): number | undefined {
  return typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : undefined
}

/** As a person would read it, of text that has one character per octet. */
export function textOf(octets: string): string {
  return readableText(Buffer.from(octets, 'latin1'))
}
