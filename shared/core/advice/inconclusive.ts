import type { Reason } from '../run/statuses.ts'
import { tameLine } from '../redaction/tame.ts'
import { type Advice, type AdviceContext, always, byWords, isHere, says } from './advice-context.ts'

/** Longest quotation of what was missing: a name and the command that sets it fit well. */
const MAX_DETAIL = 300

const MARKED_FOR_DELETION = /is marked for deletion/
/** Of KMS, or of a store about KMS. */
const ABOUT_A_KEY = /\bKMS\b|kms:|InvalidKeyId|ciphertext|DecryptionFailure/
const UNREADABLE = /begins like a password with its hosts|newer version of Roundtrip/
/** On one machine: what lies in its file of secrets, and not in a variable. */
const SET_BY_COMMAND = /npx roundtrip (?:secrets set|oauth login)/
const BROKEN_PASSWORD = /password: \S+ (?:contains|holds) a line break/

/** Our own faults: what to do on the monitoring side. */
export const ADVICE_ON_INCONCLUSIVE = {
  'secret-not-found': (context) =>
    says(context, MARKED_FOR_DELETION)
      ? [
          'It was deleted; AWS keeps it for some days, during which it can be neither read nor set.',
          ...missing(context),
          'Before that, restore it: `aws secretsmanager restore-secret --secret-id` with the name above.',
        ]
      : [
          'Nothing is stored under the name in the definition, or the name is misspelt.',
          ...missing(context),
          isHere(context) && !says(context, SET_BY_COMMAND)
            ? 'An environment variable is read at the start: set it, then start Roundtrip again.'
            : 'The next run reads it again; nothing needs to be deployed.',
        ],
  'secret-forbidden': (context) =>
    says(context, ABOUT_A_KEY)
      ? [
          'It is stored, but the probe cannot decrypt it: its KMS key is disabled, or the stack has no permission to use it.',
          ...missing(context),
          'Store it again with `npx roundtrip secrets set`, or set secretsKeyArn in cdk/settings.ts to that key and deploy; check that the key and its policy allow it.',
        ]
      : [
          'AWS denies the probe access to this secret, although the stack grants access to everything stored under its own name.',
          ...missing(context),
          "Check whether the probe's role was changed by hand, and whether a policy of the secret or of the organisation denies it; then deploy again, with the same stackName.",
        ],
  'secret-not-for-host': (context) => [
    'The password or grant is stored for other hosts than the server of the monitor, so nothing was sent: either the definition was changed to another server, or it was stored without this one.',
    ...missing(context),
    isHere(context)
      ? says(context, SET_BY_COMMAND)
        ? 'If you know the server, store it again with all its hosts; the next run reads it. If not, correct the definition.'
        : 'If you know the server, add it to the hosts in the variable and restart. If not, correct the definition.'
      : 'If you know the server, store it again with all its hosts. If not, find out who changed the definition (docs/operations.md, "What each right amounts to") and correct it.',
  ],
  'monitor-invalid': (context) =>
    says(context, UNREADABLE)
      ? [
          'The stored value looks like a password with its hosts but is invalid, most often after a manual change; it was not sent.',
          ...missing(context),
        ]
      : says(context, BROKEN_PASSWORD)
        ? [
            'The stored password contains or ends with a line break, most often that of a file or of `echo`.',
            ...missing(context),
            'Store it again without one (`printf %s` instead of `echo`).',
          ]
        : [
            'The definition was changed into one that cannot be run; nothing is tested until it is corrected.',
            'Correct the fields named in the detail where the monitor is defined (the stack file, the table or the monitors file); the next run uses them.',
          ],
  'run-not-started': byWords(
    always(
      'The probe function was throttled (the concurrency of the account or of the function was used up), a permission was missing after a change by hand, or the tables could not be reached.',
      'A single such run needs no action. If it happens again, look at the throttles and errors of the probe function at that time; docs/operations.md explains the causes.',
    ),
    [
      /throttl|too ?many ?requests|rate exceeded|concurren/i,
      always(
        'The probe function was throttled: the concurrency of the account or of the function was used up, by these runs or by other functions.',
        'Request a higher "Concurrent executions" quota (new accounts start low), or remove the limit set on the function; see docs/operations.md.',
      ),
    ],
    [
      /permission|access ?denied|not authori[sz]ed/i,
      always(
        'A permission was missing, most often after a role, a policy or a queue of the stack was changed by hand.',
        'Find it with the drift detection of CloudFormation and undo it: a deploy does not touch what its own template did not change. See docs/operations.md.',
      ),
    ],
  ),
  'run-too-late': always(
    'The schedule fired, but the run began long after its time: throttled or delayed by the platform, or the machine was asleep or overloaded.',
    'If it happens again, look at the concurrency limit and throttles of the probe function, or at the load and sleep settings of the machine.',
  ),
  'run-interrupted': always(
    'The process that made the run ended before it was finished: a crash, a deploy or restart at that moment, or lack of memory.',
    "A single such run needs no action. If it happens again, read the probe's own log at that time.",
  ),
  'probe-out-of-time': always(
    'The probe was stopped before the timeout of the monitor: the function may run for less time than the monitor may wait.',
    "Give the probe's function a timeout of at least timeoutSeconds plus 60 s, or lower timeoutSeconds.",
  ),
  'internal-error': always(
    'Something in Roundtrip or in a service that it uses (database, secret store) failed; the mail servers were not tested.',
    "Read the probe's own log at that time; if the detail is no help, report it as a bug.",
  ),
} as const satisfies Partial<Record<Reason, Advice>>

function missing({ detail, secretName }: AdviceContext): string[] {
  if (detail) return [tameLine(detail, MAX_DETAIL)]
  return secretName ? [`Missing: ${tameLine(secretName)}`] : []
}
