import { age } from '../../shared/core/wording/words/figures.ts'
import { zone } from '../shell/taste.ts'
import { now } from './now-ticks.ts'
import { fullTime, shortTime } from './times.ts'

/** An instant, as `02:58`, in the zone of the page or another one; all of it is told on hover. */
export function When({ at, in: shownIn = zone.value }: { at: string; in?: string }) {
  const ms = Date.parse(at)
  return (
    <time dateTime={at} title={fullTime(ms, shownIn)}>
      {shortTime(ms, now.value, shownIn)}
    </time>
  )
}

/** As `12 s ago`; of a time to come as `in 42 s`. */
export function Ago({ at }: { at: string }) {
  const ms = Date.parse(at)
  const passed = now.value - ms
  return (
    <time dateTime={at} title={fullTime(ms, zone.value)}>
      {passed < -999 ? `in ${age(-passed)}` : `${age(passed)} ago`}
    </time>
  )
}
