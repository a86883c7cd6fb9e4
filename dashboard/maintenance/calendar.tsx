import type { EpochMs } from '../../shared/core/time/units.ts'
import type { ListedWindow } from '../api/answers.ts'
import { type CalendarDay, weekOf } from './week.ts'
import { dayName, ownerOf, timeWords } from './words.ts'

interface CalendarProps {
  windows: readonly ListedWindow[]
  now: EpochMs
  zone: string
}

/** A row a day: its 24 hours as a line, and in words what comes when. */
export function Calendar({ windows, now, zone }: CalendarProps) {
  const days = weekOf(windows, now, zone)
  return (
    <table class="calendar panel">
      <caption>
        <h2>The next seven days</h2>
        <span class="quiet">In {zone.replaceAll('_', ' ')}</span>
      </caption>
      <thead>
        <tr>
          <th scope="col">Day</th>
          <th scope="col">Windows</th>
        </tr>
      </thead>
      <tbody>
        {days.map((day, index) => (
          <tr key={day.from}>
            <th scope="row">{index === 0 ? 'Today' : dayName(day.from, zone)}</th>
            <td>
              <Hours day={day} now={now} />
              {day.times.length === 0 ? (
                <span class="faint">none</span>
              ) : (
                <ul>
                  {day.times.map((time) => (
                    <li key={`${time.window.id}-${time.from}`}>
                      <b>{timeWords(time, zone)}</b> <bdi>{ownerOf(time.window)}</bdi>
                      {time.window.window?.mode === 'pause' && ' (no runs)'}
                      {time.window.window?.note !== undefined && (
                        <span class="quiet">
                          {' '}
                          <bdi>{time.window.window.note}</bdi>
                        </span>
                      )}
                    </li>
                  ))}
                </ul>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const WIDTH = 240

function Hours({ day: { from, until, times }, now }: { day: CalendarDay; now: EpochMs }) {
  const placed = (at: EpochMs) => ((at - from) / (until - from)) * WIDTH
  return (
    <svg class="day-hours" viewBox={`0 0 ${WIDTH} 12`} preserveAspectRatio="none" aria-hidden="true">
      <path class="axis" d={`M0 11.5H${WIDTH}`} />
      {[6, 12, 18].map((hour) => (
        <path key={hour} class="axis" d={`M${(hour * WIDTH) / 24} 8V12`} />
      ))}
      {times.map((time) => (
        <rect
          key={`${time.window.id}-${time.from}`}
          class={time.window.window?.mode}
          x={placed(time.from)}
          y="1"
          width={Math.max(1, placed(time.until) - placed(time.from))}
          height="8"
        />
      ))}
      {now >= from && now < until && <path class="now" d={`M${placed(now)} 0V12`} />}
    </svg>
  )
}
