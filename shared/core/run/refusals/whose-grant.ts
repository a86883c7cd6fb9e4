/**
 * What a detail begins with where the endpoint's words do not tell what the advice depends on. Results, states of
 * grants and alerts carry one detail each, from every version: it is marked here where it is made, and read here.
 */
const MARKS = {
  /** A user logs in, and not an app. */
  user: "a user's login",
  /** Microsoft speaks, and told no number. */
  microsoft: 'Microsoft',
  /** Neither Microsoft nor Google. */
  other: 'another provider',
} as const

export type GrantMark = keyof typeof MARKS

/** Who speaks in a refusal. */
export type TokenProvider = 'microsoft' | 'google' | 'other'

const ONE_MARK = `(?:${Object.values(MARKS).join('|')})`
const MARKED = new RegExp(`^${ONE_MARK}(?:, ${ONE_MARK})*(?=: )`)

/** The marks as a hint, which stands before a colon and the endpoint's words. */
export function markOf(...marks: readonly GrantMark[]): string {
  return marks.map((mark) => MARKS[mark]).join(', ')
}

/** A refusal with the name of its grant: marks stay in front, where they are looked for. */
export function refusalOf(fullName: string, detail: string): string {
  const [mark] = MARKED.exec(detail) ?? []
  return mark === undefined ? `${fullName} ${detail}` : `${mark}: ${fullName}${detail.slice(mark.length)}`
}

/** Whether Microsoft's token endpoint said it: by its number, or by our mark. */
export function isOfMicrosoft(detail: string): boolean {
  return /AADSTS\d/.test(detail) || hasMark(detail, 'microsoft')
}

/** Whether a provider said it that is neither Microsoft nor Google. */
export function isOfOther(detail: string): boolean {
  return hasMark(detail, 'other')
}

/** Whether it was a user's login that was refused. */
export function isOfUser(detail: string): boolean {
  return hasMark(detail, 'user')
}

function hasMark(detail: string, mark: GrantMark): boolean {
  const [marks = ''] = MARKED.exec(detail) ?? []
  return marks.split(', ').includes(MARKS[mark])
}
