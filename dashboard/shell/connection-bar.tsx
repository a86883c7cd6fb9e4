import { connection } from '../api/connection.ts'
import { now } from '../parts/now-ticks.ts'
import { secondOf } from '../parts/times.ts'
import { zone } from './taste.ts'

/** What is wrong with the way to the API, and when it is tried again. */
export function ConnectionBar() {
  const { lost } = connection.value
  const seconds = lost ? Math.max(0, Math.ceil((lost.nextTryAt - now.value) / 1000)) : 0
  return (
    <div role="status">
      {lost && (
        <div class="bar">
          {lost.why.status === 0 ? 'No connection' : 'No data'} since {secondOf(lost.since, zone.value)}:{' '}
          {lost.why.message.replace(/[^.!?]$/, '$&.')}{' '}
          {seconds > 0 ? `Retrying in ${seconds} s.` : 'Retrying.'}
        </div>
      )}
    </div>
  )
}
