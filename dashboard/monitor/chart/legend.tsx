/** The same shapes as in the chart, in its order. */
const PLACES = [
  <circle key="0" cx="8" cy="8" r="4" />,
  <path key="1" d="M8 3 13 12H3z" />,
  <rect key="2" x="4" y="4" width="8" height="8" />,
  <path key="3" d="M8 2 14 8 8 14 2 8z" />,
]

const FATES = [
  { name: 'lost', mark: <path d="M4 4l8 8M12 4l-8 8" /> },
  {
    name: 'failed',
    mark: (
      <>
        <circle cx="8" cy="8" r="4.5" />
        <path d="M5 11l6-6" />
      </>
    ),
  },
  { name: 'late', mark: <circle cx="8" cy="8" r="4.5" /> },
  { name: 'several failures', mark: <rect x="4" y="4" width="8" height="8" fill="var(--down)" /> },
]

/** What the marks of the chart mean; those of locations only where there are several. */
export function Legend({ locations, kind }: { locations: readonly string[]; kind: 'runs' | 'columns' }) {
  return (
    <ul class="legend">
      {kind === 'runs' &&
        locations.length > 1 &&
        locations.map((name, index) => (
          <li key={name} class="legend-place">
            <svg viewBox="0 0 16 16" aria-hidden="true">
              {PLACES[index % PLACES.length]}
            </svg>
            <bdi>{name}</bdi>
          </li>
        ))}
      {kind === 'columns' && (
        <li>
          <span class="legend-heat" aria-hidden="true">
            {[1, 2, 3, 4, 5].map((step) => (
              <i key={step} class={`heat-${step}`} />
            ))}
          </span>
          few to many runs; <b>—</b> median, <b>- -</b> 95th percentile
        </li>
      )}
      {FATES.map(({ name, mark }) => (
        <li key={name} class="legend-fate">
          <svg viewBox="0 0 16 16" aria-hidden="true">
            {mark}
          </svg>
          {name}
        </li>
      ))}
    </ul>
  )
}
