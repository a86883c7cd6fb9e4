import { isoInstant } from './units.ts'

/** Names of fields that hold an instant. */
const INSTANT = /^(?:at|since|from|to|until|before|now)$|(?:At|Since|From|Until)$/

/**
 * The JSON text of what a use case answered, as command line and API give it: fields named as `INSTANT` has it
 * as ISO 8601 in UTC, spans in ms (`…Ms`), what is not known absent.
 */
export function answerText(answer: object, indent?: number): string {
  return JSON.stringify(
    answer,
    (name, value: unknown) => (typeof value === 'number' && INSTANT.test(name) ? isoInstant(value) : value),
    indent,
  )
}

type InstantName =
  | 'at'
  | 'since'
  | 'from'
  | 'to'
  | 'until'
  | 'before'
  | 'now'
  | `${string}${'At' | 'Since' | 'From' | 'Until'}`

/** The type of what is read back from that text. */
export type Answered<T> = T extends number | string | boolean | null | undefined
  ? T
  : T extends readonly (infer Item)[]
    ? readonly Answered<Item>[]
    : {
        [K in keyof T]: K extends InstantName
          ? T[K] extends infer V
            ? V extends number
              ? string
              : Answered<V>
            : never
          : Answered<T[K]>
      }
