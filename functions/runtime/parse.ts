import * as v from 'valibot'

/**
 * What a schema makes of an input; throws the error for its mistakes, each with its path in front, as
 * `Records[0]: expected …`.
 */
export function parse<T>(
  schema: v.GenericSchema<unknown, T>,
  input: unknown,
  refusal: (mistakes: string) => Error,
): T {
  const parsed = v.safeParse(schema, input)
  if (parsed.success) return parsed.output
  const mistakes = parsed.issues.map((issue) =>
    [v.getDotPath(issue), issue.message].filter(Boolean).join(': '),
  )
  throw refusal(mistakes.join('; '))
}
