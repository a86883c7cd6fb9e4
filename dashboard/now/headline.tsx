import { withQuery } from '../address/address.ts'
import { links } from '../address/links.ts'
import type { Overview } from '../api/answers.ts'

/** What is wrong, in sentences; each leads to those that it is about. */
export function Headline({ clauses, groups }: Pick<Overview, 'clauses' | 'groups'>) {
  return (
    <h1 class="sentence">
      {clauses.map(({ words, ...whom }, index) => {
        const to = addressOf(whom, groups)
        return (
          <span key={index}>
            {index > 0 && ' '}
            <bdi>{to === undefined ? words : <a href={to}>{words}</a>}</bdi>
          </span>
        )
      })}
    </h1>
  )
}

function addressOf(
  { about, group, monitorId }: Omit<Overview['clauses'][number], 'words'>,
  groups: Overview['groups'],
): string | undefined {
  if (monitorId !== undefined) return links.monitor(monitorId)
  const member = group === undefined ? undefined : groups[group]?.monitorIds[0]
  if (member !== undefined) return withQuery({ with: member, h: undefined, q: undefined, tag: undefined })
  return about && withQuery({ h: about, with: undefined, q: undefined, tag: undefined })
}
