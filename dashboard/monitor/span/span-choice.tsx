import { address, withQuery } from '../../address/address.ts'
import { fullTime } from '../../parts/times.ts'
import { zone } from '../../shell/taste.ts'
import { SPANS, type ShownSpan } from './shown-span.ts'

const NAMES = {
  '2h': '2 h',
  '24h': '24 h',
  '7d': '7 days',
  '30d': '30 days',
  '90d': '90 days',
  '1y': '1 year',
}

/** Which span all charts show, and the way back from one that was zoomed into. */
export function SpanChoice({ span }: { span: ShownSpan }) {
  const names = Object.keys(SPANS) as (keyof typeof SPANS)[]
  return (
    <nav class="spans" aria-label="Time shown">
      <ul>
        {names.map((name) => (
          <li key={name}>
            <a
              href={withQuery({ span: name, from: undefined, to: undefined })}
              aria-current={span.name === name ? 'true' : undefined}
            >
              {NAMES[name]}
            </a>
          </li>
        ))}
      </ul>
      {!span.name && (
        <p>
          {fullTime(span.from, zone.value).replace(/:\d\d \S+$/, '')} to{' '}
          {fullTime(span.to, zone.value).replace(/:\d\d \S+$/, '')}{' '}
          <a href={withQuery({ from: undefined, to: undefined })}>
            {address.value.query.has('span') ? 'Zoom out' : 'Back to now'}
          </a>
        </p>
      )}
    </nav>
  )
}
