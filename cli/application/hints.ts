/**
 * What to say where people type one of these words for a command; `GROUP WORD` within a group. What is not here
 * is looked for by its name in all groups, then among names that are spelt nearly so.
 */
export const HINTS: Readonly<Record<string, string>> = {
  list: meant('monitors list, or status'),
  health: meant('status'),
  down: meant('status, or incidents --open'),
  failed: meant('runs MONITOR --failed'),
  failures: meant('runs MONITOR --failed'),
  watch: meant('status --watch'),
  run: 'test makes a run, runs lists them, show shows one',
  try: meant('test, or check'),
  ping: meant('check'),
  web: meant('open'),
  browse: meant('open'),
  page: meant('open'),
  serve: meant('dashboard'),
  report: meant('availability'),
  sla: meant('availability'),
  tail: meant('log'),
  delete: meant('monitors remove'),
  create: meant('monitors add'),
  new: meant('monitors add'),
  update: meant('monitors edit'),
  enable: meant('monitors resume'),
  disable: meant('monitors pause'),
  mute: meant('maintenance add'),
  silence: meant('maintenance add'),
  password: meant('secrets set'),
  start: 'npm start runs the local mode of this machine, npx cdk deploy makes a stack',
  deploy: 'npx cdk deploy makes a stack',
  'monitors delete': meant('monitors remove'),
  'monitors enable': meant('monitors resume'),
  'monitors disable': meant('monitors pause'),
  'monitors create': meant('monitors add'),
  'monitors update': meant('monitors edit'),
  'maintenance delete': meant('maintenance remove'),
  'maintenance set': meant('maintenance add'),
  'secrets add': meant('secrets set'),
  'secrets get': 'no password is ever shown; secrets list lists their names',
}

export function meant(commands: string): string {
  return `did you mean ${commands}?`
}
