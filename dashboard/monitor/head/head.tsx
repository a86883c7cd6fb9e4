import { links } from '../../address/links.ts'
import type { MonitorView } from '../../api/answers.ts'
import { HealthMark } from '../../parts/health-mark.tsx'
import { HeadButtons } from './head-buttons.tsx'

/** How the monitor is, in a sentence, and what can be done. */
export function Head({ view }: { view: MonitorView }) {
  const { monitorId, name, health, marks, tags, sentence, problems, incident } = view
  return (
    <header class="monitor-head">
      <p class="monitor-name">
        <HealthMark health={health} />
        <bdi class="monitor-title">{name}</bdi>
        {name !== monitorId && <code>{monitorId}</code>}
        {tags.map((tag) => (
          <a key={tag} class="tag" href={`${links.now}?tag=${encodeURIComponent(tag)}`}>
            <bdi>{tag}</bdi>
          </a>
        ))}
        {marks.map((mark) => (
          <span key={mark} class="tag">
            {mark.replace('-', ' ')}
          </span>
        ))}
        {incident && <a href={links.incident(monitorId, incident.openedAt)}>Open incident</a>}
      </p>
      <h1 class="sentence">
        <bdi>{sentence}</bdi>
      </h1>
      {problems.length > 0 && (
        <div class="problem">
          <h2>Errors in the definition</h2>
          <ul>
            {problems.map(({ path, message }) => (
              <li key={`${path} ${message}`}>
                <code>{path}</code>: <bdi>{message}</bdi>
              </li>
            ))}
          </ul>
        </div>
      )}
      <HeadButtons view={view} />
    </header>
  )
}
