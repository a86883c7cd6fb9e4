import * as v from 'valibot'

/** Every mistake with its path in front, as `ResourceProperties.Definitions: expected …`. */
export function mistakesIn(issues: readonly v.BaseIssue<unknown>[]): string[] {
  return issues.map((issue) => [v.getDotPath(issue), issue.message].filter(Boolean).join(': '))
}
