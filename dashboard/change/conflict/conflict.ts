import { type Draft, type Path, changesBetween, isSame, valueAt, withValue } from '../form/draft.ts'

/** A field in which what is in the form and what somebody else has written are not the same. */
export interface Differing {
  path: Path
  before: unknown
  mine: unknown
  theirs: unknown
  /** Whose it is unless somebody chooses otherwise: of whoever alone has changed it. */
  usual: 'mine' | 'theirs'
}

export function differing(base: Draft, mine: Draft, theirs: Draft): Differing[] {
  return changesBetween(mine, theirs).map((path) => {
    const [before, own, other] = [base, mine, theirs].map((one) => valueAt(one, path))
    return { path, before, mine: own, theirs: other, usual: isSame(before, own) ? 'theirs' : 'mine' }
  })
}

/** What somebody else has written, with the fields of `mine` that are chosen. */
export function merged(
  theirs: Draft,
  differing: readonly Differing[],
  isMine: (path: Path) => boolean,
): Draft {
  return differing
    .filter(({ path }) => isMine(path))
    .reduce<Draft>((whole, { path, mine }) => withValue(whole, path, mine), theirs)
}
