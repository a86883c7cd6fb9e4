interface Words {
  label: string
  help?: string
}

/** What each field is called, and what one should know of it; of a policy by its name in `alerts[]`. */
const WORDS: Readonly<Record<string, Words>> = {
  emailAddress: {
    label: 'Address',
    help: 'The test message goes there. Use a mailbox that serves no other purpose.',
  },
  name: { label: 'Name', help: 'Shown in alerts and reports. Default: the id.' },
  monitorId: {
    label: 'Id',
    help: 'Lower-case letters, digits and hyphens. It cannot be changed later.',
  },
  mailbox: { label: 'Mailbox' },
  'mailbox.server': {
    label: 'Mailbox server',
    help: 'imaps://host or pop3s://host; without TLS imap:// or pop3://; with :port if it is not the usual one.',
  },
  'mailbox.userid': { label: 'User name', help: 'Often the address, or the part before the @.' },
  'mailbox.password': { label: 'Password' },
  'mailbox.grant': { label: 'OAuth2 grant' },
  'mailbox.tls': { label: 'Encryption' },
  'mailbox.verify': { label: 'Accept any certificate', help: 'Even an invalid one.' },
  'mailbox.secondsBetweenLogins': {
    label: 'Seconds between logins',
    help: 'For providers that limit logins; 0 to 900. Default: 0.',
  },
  'mailbox.folder': {
    label: 'Folder',
    help: 'Where the message arrives, as the server spells it: INBOX.Monitoring. Default: the inbox.',
  },
  'mailbox.junkServer': {
    label: 'IMAP server for the junk folder',
    help: 'POP3 does not show the junk folder. The same user name and password are used. Default: the junk folder is not searched.',
  },
  'mailbox.junk': { label: 'A message in the junk folder' },
  smtp: { label: 'Sender' },
  'smtp.server': {
    label: 'SMTP server',
    help: 'smtp://host:587, or smtps://host. Port 25 is not open to AWS Lambda.',
  },
  'smtp.login': { label: 'Login' },
  'smtp.userid': { label: 'User name' },
  'smtp.password': { label: 'Password' },
  'smtp.grant': { label: 'OAuth2 grant' },
  'smtp.from': { label: 'Sender address', help: 'Default: that of the settings, else the address above.' },
  'smtp.heloName': { label: 'Name in EHLO', help: 'Default: the host’s own name.' },
  'smtp.tls': { label: 'Encryption' },
  'smtp.verify': { label: 'Accept any certificate', help: 'Even an invalid one.' },
  intervalMinutes: {
    label: 'Minutes between runs',
    help: '1 to 1440, and longer than the timeout. Default: 10.',
  },
  timeoutSeconds: { label: 'Timeout in seconds', help: '5 to 300, for the whole run. Default: 300.' },
  locations: { label: 'Locations', help: 'None chosen: the default locations of the settings.' },
  locationMode: { label: 'Which of them test' },
  locationsPerRun: { label: 'Locations at each interval', help: '1 to their number less 1. Default: 1.' },
  alerts: { label: 'Alerts' },
  'alerts[].onError': { label: 'Send alerts when the monitor is down, and when it recovers' },
  'alerts[].topic': { label: 'Topic' },
  'alerts[].afterFailures': {
    label: 'Failed runs in a row before an alert',
    help: '1 to 100. Default: 1, the first failure.',
  },
  'alerts[].verify': { label: 'Check again at once: only a second failure counts' },
  'alerts[].minLocations': {
    label: 'Locations that must fail at once',
    help: '1 to the number of locations. Default: 1.',
  },
  'alerts[].repeatMinutes': {
    label: 'Repeat every (minutes)',
    help: 'While the monitor is down. Default: one alert.',
  },
  'alerts[].maxAlerts': { label: 'Maximum alerts per incident', help: 'Default: no limit.' },
  'alerts[].onRecovery': { label: 'Send an alert on recovery' },
  'alerts[].onSlow': {
    label: 'Slow runs in a row before an alert',
    help: 'Needs a threshold below. Default: no alerts about slow runs.',
  },
  'slow.roundTrip': {
    label: 'Slow above (seconds)',
    help: 'A run whose round trip takes longer counts as OK, and as slow.',
  },
  'slow.transit': {
    label: 'Slow transit above (seconds)',
    help: 'After the server has accepted the message.',
  },
  tags: { label: 'Tags', help: 'Separated by commas, as team:web, production.' },
  note: { label: 'Note', help: 'For people: for example, who looks after this mailbox.' },
  enabled: { label: 'Enabled', help: 'If off, no scheduled runs.' },
}

export function wordsOf(path: string): Words {
  const key = path.replace(/\[\d+\]/g, '[]')
  return WORDS[key] ?? { label: path }
}

/** In the order of the form. */
export function byPlace(one: { path: string }, other: { path: string }): number {
  return placeOf(one.path) - placeOf(other.path) || 0
}

function placeOf(path: string): number {
  const place = Object.keys(WORDS).indexOf(path.replace(/\[\d+\]/g, '[]'))
  return place === -1 ? Infinity : place
}

/** As `Mailbox: User name`, where the label alone would not say which side is meant. */
export function namedField(path: string): string {
  const { label } = wordsOf(path)
  const [, policy] = /^alerts\[(\d+)\]/.exec(path) ?? []
  if (policy !== undefined) return `Alerts ${Number(policy) + 1}: ${label}`
  const section = /^(mailbox|smtp)\./.exec(path)?.[1]
  return section === undefined || label.includes('server') ? label : `${wordsOf(section).label}: ${label}`
}

export const TLS_CHOICES: readonly (readonly [value: string, words: string])[] = [
  ['', 'Automatic'],
  ['required', 'Required: without it the run fails'],
  ['opportunistic', 'If offered; else the password is sent unencrypted'],
  ['none', 'Never'],
]

export const JUNK_CHOICES: readonly (readonly [value: string, words: string])[] = [
  ['', 'Default: a failure, if the junk folder is searched'],
  ['failed', 'Counts as a failure'],
  ['ok', 'Counts as delivered, with a warning'],
  ['off', 'Is not searched'],
]
