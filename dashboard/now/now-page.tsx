import { useAnswer } from '../api/use-answer.ts'
import { reads } from '../api/reads.ts'
import { HealthMark } from '../parts/health-mark.tsx'
import { Shown } from '../parts/states.tsx'
import { Ago } from '../parts/when.tsx'
import { links } from '../address/links.ts'
import { zone } from '../shell/taste.ts'

/** What is broken, since when, and why. */
export function NowPage() {
  const answer = useAnswer(reads.overview(zone.value))
  return (
    <Shown answer={answer}>
      {({ sentence, monitors }) => (
        <>
          <h1 class="sentence">{sentence}</h1>
          <table>
            <tbody>
              {monitors.map(({ monitorId, name, health, lastRunAt }) => (
                <tr key={monitorId}>
                  <td>
                    <HealthMark health={health} />
                  </td>
                  <th scope="row">
                    <a href={links.monitor(monitorId)}>{name}</a>
                  </th>
                  <td>{lastRunAt && <Ago at={lastRunAt} />}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </Shown>
  )
}
