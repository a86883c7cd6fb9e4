/**
 * What a detail begins with where the endpoint's words do not tell what the advice depends on. Results, states of
 * grants and alerts carry one detail each, from every version: it is marked here where it is made, and read here.
 */
const MARKS = {
  /** Microsoft speaks, and told no number. */
  microsoft: 'Microsoft',
  /** A user logs in, and not an app. */
  user: "a user's login",
} as const

export type GrantMark = keyof typeof MARKS

/** The mark as a hint, which stands before a colon and the endpoint's words. */
export function markOf(mark: GrantMark): string {
  return MARKS[mark]
}

/** Whether Microsoft's token endpoint said it: by its number, or by our mark. */
export function isOfMicrosoft(detail: string): boolean {
  return /AADSTS\d/.test(detail) || detail.startsWith(`${MARKS.microsoft}: `)
}

/** Whether it was a user's login that was refused. */
export function isOfUser(detail: string): boolean {
  return detail.startsWith(`${MARKS.user}: `)
}
