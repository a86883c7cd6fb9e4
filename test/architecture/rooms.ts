const [CORE, APP, ADAPTERS] = ['shared/core/', 'shared/app/', 'shared/adapters/']
const core = (...rooms: string[]) => rooms.map((room) => `${CORE}${room}/`)
const app = (...rooms: string[]) => [CORE, ...rooms.map((room) => `${APP}${room}/`)]

/** Rooms that a web page may load: they import one another, pure packages and nothing of Node. */
export const BROWSER_ROOMS = core(
  'time',
  'redaction',
  'maintenance',
  'location',
  'run',
  'history',
  'advice',
  'definition/mistakes',
  'wording/words',
)

/**
 * What the files of each room may import beside the room itself, as beginnings of paths. A file is in the
 * room whose path is the longest that it begins with. The rooms of `shared/` stand from the inside out: each
 * may name only those above it.
 */
export const ROOMS: Readonly<Record<string, readonly string[]>> = {
  'shared/core/time/': [],
  'shared/core/redaction/': [],
  'shared/core/maintenance/': core('time'),
  'shared/core/schedule/': core('time'),
  'shared/core/location/': core('time'),
  'shared/core/run/': core('time'),
  'shared/core/history/': core('run', 'time'),
  'shared/core/advice/': core('location', 'redaction', 'run', 'time'),
  'shared/core/identity/': core('run', 'time'),
  'shared/core/definition/mistakes/': core('redaction'),
  'shared/core/definition/': core(
    'identity',
    'location',
    'maintenance',
    'redaction',
    'run',
    'time',
    'definition/mistakes',
  ),
  'shared/core/grant/': core('definition', 'definition/mistakes', 'redaction', 'run', 'time'),
  'shared/core/aws/': core('definition', 'location'),
  'shared/core/judging/': core(
    'definition',
    'history',
    'identity',
    'location',
    'maintenance',
    'run',
    'schedule',
    'time',
  ),
  'shared/core/wording/words/': core('run', 'time'),
  'shared/core/history/views/': core(
    'history',
    'location',
    'maintenance',
    'redaction',
    'run',
    'time',
    'wording/words',
  ),
  'shared/core/wording/': core(
    'advice',
    'aws',
    'definition',
    'identity',
    'judging',
    'redaction',
    'run',
    'time',
    'wording/words',
  ),

  'shared/app/ports/': app(),
  'shared/app/concurrency/': app('ports'),
  'shared/app/store/': app('ports'),
  'shared/app/history/': app('concurrency', 'ports', 'store'),
  'shared/app/monitors/': app('concurrency', 'history', 'ports', 'store'),
  'shared/app/history/views/': app('concurrency', 'monitors', 'ports'),
  'shared/app/alerts/': app('concurrency', 'monitors', 'ports', 'store'),
  'shared/app/tokens/': app('concurrency', 'monitors', 'ports', 'store'),
  'shared/app/probe/': app('concurrency', 'history', 'ports'),
  'shared/app/deliveries/': app('concurrency', 'ports', 'probe'),
  'shared/app/run/': app('alerts', 'concurrency', 'history', 'monitors', 'ports', 'probe', 'store'),
  'shared/app/watch/': app('alerts', 'concurrency', 'history', 'monitors', 'ports', 'run', 'store', 'tokens'),

  'shared/app/doctor/': app('concurrency', 'history/views', 'monitors', 'ports', 'tokens'),

  'shared/adapters/': app('concurrency', 'ports'),
  'shared/http/': [CORE, APP],

  'dashboard/build/': ['shared/http/page-files.ts'],
  'dashboard/': [...BROWSER_ROOMS, 'shared/http/answers/'],

  'functions/contract.ts': [CORE],
  'functions/': [CORE, APP, ADAPTERS, 'functions/contract.ts'],
  'cdk/': [CORE, 'functions/contract.ts', 'shared/adapters/version.ts'],
  'local/': [
    CORE,
    APP,
    ADAPTERS,
    'shared/http/',
    'dashboard/build/',
    'cli/definitions/',
    'cdk/monitors.ts',
    'cdk/settings',
  ],
  'cli/opened/': [CORE, APP, ADAPTERS, 'shared/http/', 'dashboard/build/', 'local/', 'cli/'],
  'cli/main.ts': [CORE, APP, ADAPTERS, 'cli/', 'cdk/settings.ts'],
  'cli/': [CORE, APP, 'cli/'],
}

/**
 * Packages that compute and nothing more; of the one for dates, only modules that are told what time it is.
 */
export const PURE_PACKAGES = [
  'valibot',
  'nodemailer/lib/qp',
  'temporal-polyfill/fns/PlainDateTime',
  'temporal-polyfill/fns/ZonedDateTime',
]

/** Modules of Node that read no clock, chance, network, disk or environment. */
export const PURE_BUILTINS = ['node:crypto', 'node:util']

/** The room of a file; `undefined` where the table has none. */
export function roomOf(path: string): string | undefined {
  const matching = Object.keys(ROOMS).filter((room) => path.startsWith(room))
  return matching.sort((a, b) => b.length - a.length)[0]
}
