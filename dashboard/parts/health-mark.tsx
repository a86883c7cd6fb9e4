import type { Health } from '../../shared/core/history/views/health.ts'

/** Each shape says by itself what its colour repeats. */
const SHAPES: Readonly<Record<Health, preact.JSX.Element>> = {
  up: <circle cx="8" cy="8" r="5.5" fill="var(--mark)" />,
  slow: (
    <>
      <circle cx="8" cy="8" r="5.5" fill="none" stroke="var(--mark)" stroke-width="1.5" />
      <path d="M8 2.5a5.5 5.5 0 0 1 0 11z" fill="var(--mark)" />
    </>
  ),
  down: (
    <>
      <rect x="1.5" y="1.5" width="13" height="13" rx="1.5" fill="var(--mark)" />
      <path d="M5 5l6 6M11 5l-6 6" stroke="var(--surface)" stroke-width="1.8" />
    </>
  ),
  unknown: (
    <>
      <circle
        cx="8"
        cy="8"
        r="6"
        fill="none"
        stroke="var(--mark)"
        stroke-width="1.5"
        stroke-dasharray="2.4 1.6"
      />
      <path
        d="M6.3 6.6a1.8 1.8 0 1 1 2.5 1.6c-.6.3-.8.6-.8 1.2M8 11v.6"
        fill="none"
        stroke="var(--mark)"
        stroke-width="1.3"
      />
    </>
  ),
  paused: <path d="M5 3v10M11 3v10" stroke="var(--mark)" stroke-width="2.6" />,
  maintenance: <path d="M8 1.5 14.5 8 8 14.5 1.5 8z" fill="var(--mark)" />,
}

/** A shape and the word for it; `word: false` where the word stands beside it. */
export function HealthMark({ health, word = true }: { health: Health; word?: boolean }) {
  return (
    <span class={`health health-${health}`}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        {SHAPES[health]}
      </svg>
      {word ? health : <span class="unseen">{health}</span>}
    </span>
  )
}
