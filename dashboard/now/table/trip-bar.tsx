import { span } from '../../../shared/core/wording/words/figures.ts'
import { tripShare } from './trip-scale.ts'

const WIDTH = 64

/** The last round trip as a bar, and the usual one as a tick, on a logarithmic scale. */
export function TripBar({
  roundTripMs,
  usualRoundTripMs,
}: {
  roundTripMs?: number
  usualRoundTripMs?: number
}) {
  const usual = usualRoundTripMs === undefined ? undefined : tripShare(usualRoundTripMs) * WIDTH
  return (
    <span class="trip" title={`${usualWords(usualRoundTripMs)}; the bar is logarithmic, 100 ms to 5 min`}>
      <span>{roundTripMs === undefined ? '–' : span(roundTripMs)}</span>
      <span class="unseen">{usualWords(usualRoundTripMs)}</span>
      <svg width={WIDTH} height="12" aria-hidden="true">
        <path class="scale" d={`M0 6h${WIDTH}`} />
        {roundTripMs !== undefined && <path class="last" d={`M0 6h${tripShare(roundTripMs) * WIDTH}`} />}
        {usual !== undefined && <path class="usual" d={`M${usual} 0v12`} />}
      </svg>
    </span>
  )
}

function usualWords(ms: number | undefined): string {
  return ms === undefined ? 'no usual time yet' : `usual ${span(ms)}`
}
