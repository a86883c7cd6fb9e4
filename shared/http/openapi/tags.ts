/** The groups of routes, with what they are about. */
export const TAGS = {
  session: 'What this looks at, and what the caller may do.',
  monitors: 'Monitors: how they are defined, and how they are now.',
  runs: 'Runs: what they found, their diagnostic logs, and tests on demand.',
  incidents: 'Times in which a monitor was down.',
  alerts: 'What was told to whom.',
  maintenance: 'Windows in which runs do not count.',
  reports: 'Availability and round trips over a span of time.',
  demo: 'The mail server of the demo.',
  secrets: 'Passwords, by name. Their values are never answered.',
}

export type Tag = keyof typeof TAGS
