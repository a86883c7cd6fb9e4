import * as v from 'valibot'

/** A word as we coin them, and nothing else: it is shown to people, also where nobody here knows it. */
const WORD = /^[a-z][a-z0-9-]{0,63}$/

const word = v.pipe(v.string(), v.regex(WORD))

/**
 * One of a list that grows, of words that only name something: a reason, a warning. During an upgrade home and
 * its locations are of two versions, so an item may hold a word that a later one coined. It is kept as it is,
 * and whoever words it says that it is not known.
 */
export function growing<T extends string>(): v.GenericSchema<string, T> {
  return word as unknown as v.GenericSchema<string, T>
}

/**
 * One of a list that grows, of words that decide what is done with the item. One that is not known is read as
 * `least`: the known word with which the least is done.
 */
export function growingOr<T extends string>(
  known: Readonly<Record<T, unknown>>,
  least: NoInfer<T>,
): v.GenericSchema<string, T> {
  const isKnown = (text: string): text is T => Object.hasOwn(known, text)
  return v.pipe(
    word,
    v.transform((text): T => (isKnown(text) ? text : least)),
  )
}
