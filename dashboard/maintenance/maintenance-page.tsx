import { address } from '../address/address.ts'
import { denial } from '../api/allowed.ts'
import { reads } from '../api/reads.ts'
import { useAnswer } from '../api/use-answer.ts'
import { now } from '../parts/now-ticks.ts'
import { Loading, Shown } from '../parts/states.tsx'
import { zone } from '../shell/taste.ts'
import { Calendar } from './calendar.tsx'
import { PlanForm } from './plan-form.tsx'
import { WindowList } from './window-list.tsx'
import { sentence } from './words.ts'

/** Times without alerts, or without runs: what holds, what comes, and one more. `?monitor=` chooses some. */
export function MaintenancePage() {
  const windows = useAnswer(reads.windows())
  const { data: overview } = useAnswer(reads.overview(zone.value))
  const { data: session } = useAnswer(reads.session())
  const denied = denial(session, 'operate')
  // A minute is as close as its words are.
  const minute = now.value - (now.value % 60_000)
  return (
    <Shown answer={windows}>
      {({ items }) => (
        <>
          <h1 class="sentence">{sentence(items, minute, zone.value)}</h1>
          <div class="maintenance">
            {overview ? (
              <PlanForm
                monitors={overview.monitors}
                chosen={address.value.query.getAll('monitor')}
                now={minute}
                zone={zone.value}
                denied={denied}
              />
            ) : (
              <Loading />
            )}
            <div class="maintenance-list">
              <Calendar windows={items} now={minute} zone={zone.value} />
              <WindowList windows={items} now={minute} zone={zone.value} denied={denied} />
            </div>
          </div>
        </>
      )}
    </Shown>
  )
}
