import type { Reason } from '../run/statuses.ts'
import { tameLine } from '../redaction/tame.ts'
import { type Advice, type AdviceContext, always, byWords, isHere, says } from './advice-context.ts'

/** Longest quotation of what was missing: a name and the command that sets it fit well. */
const MAX_DETAIL = 300

const MARKED_FOR_DELETION = /is marked for deletion/
/** Of KMS, or of a store about KMS. */
const ABOUT_A_KEY = /\bKMS\b|kms:|InvalidKeyId|ciphertext|DecryptionFailure/
const UNREADABLE = /begins like a password with its hosts|newer version of Roundtrip/
const BROKEN_PASSWORD = /password: \S+ holds a line break/

/** Our own faults: what to do on the monitoring side. */
export const ADVICE_ON_INCONCLUSIVE = {
  'secret-not-found': (context) =>
    says(context, MARKED_FOR_DELETION)
      ? [
          'The password was deleted; AWS keeps it for some days more, in which it can be neither read nor set.',
          ...missing(context),
          'Before that, restore it: `aws secretsmanager restore-secret --secret-id` with the name above.',
        ]
      : [
          'The definition refers to a password that nobody has stored under that name yet, or its name is misspelt.',
          ...missing(context),
          isHere(context)
            ? 'An environment variable is read at the start: set it, then start Roundtrip again.'
            : 'The next run reads it again; nothing needs to be deployed.',
        ],
  'secret-forbidden': (context) =>
    says(context, ABOUT_A_KEY)
      ? [
          'The password is there, but the probe may not decrypt it: it was stored with a KMS key that the stack may not use, or that is disabled.',
          ...missing(context),
          'Store it again with `npx roundtrip secrets set`, or set secretsKeyArn in cdk/settings.ts to that key and deploy; see that the key and its policy allow it.',
        ]
      : [
          'AWS does not let the probe read this password, although the stack allows it all that is stored under its own name.',
          ...missing(context),
          "Look whether the probe's role was changed by hand, and whether a policy of the secret or of the organisation denies it; then deploy again, with the same stackName.",
        ],
  'secret-not-for-host': (context) => [
    'The password belongs to other hosts than the one that the monitor names, so it was not sent: either the definition names another server than it did, or the password was stored without this one.',
    ...missing(context),
    isHere(context)
      ? 'Where you know the server, write it to the hosts in the variable, and start again. Where you do not, mend the definition.'
      : 'Where you know the server, store the password again with all of its hosts. Where you do not, look who changed the definition (docs/operations.md, "What each right amounts to"), and mend it.',
  ],
  'monitor-invalid': (context) =>
    says(context, UNREADABLE)
      ? [
          'What is stored looks like a password with its hosts and is none, most often after a change by hand; it was not sent.',
          ...missing(context),
        ]
      : says(context, BROKEN_PASSWORD)
        ? [
            'The password that is stored has a line break in it or after it, most often the line end of a file or of `echo`.',
            ...missing(context),
            'Store it again without one (`printf %s` instead of `echo`).',
          ]
        : [
            'The definition was changed into one that cannot be run; nothing is tested until it is corrected.',
            'Correct the fields named in the detail where the monitor is defined (the stack file, the table or the monitors file); the next run takes them up.',
          ],
  'run-not-started': byWords(
    always(
      'The probe function was throttled (the concurrency of the account or of the function was used up), a permission was missing after a change by hand, or the tables could not be reached.',
      'One such run needs nothing. If it happens again, look at the throttles and errors of the probe function at that time; docs/operations.md takes the causes one by one.',
    ),
    [
      /throttl|too ?many ?requests|rate exceeded|concurren/i,
      always(
        'The probe function was throttled: the concurrency of the account or of the function was used up, by these runs or by other functions.',
        'Ask AWS for a higher "Concurrent executions" quota (new accounts begin with few), or take away the limit that was set on the function; docs/operations.md says where to look.',
      ),
    ],
    [
      /permission|access ?denied|not authori[sz]ed/i,
      always(
        'A permission was missing, most often after a role, a policy or a queue of the stack was changed by hand.',
        'Find it with the drift detection of CloudFormation and take it back: a deploy leaves alone what its own template did not change. See docs/operations.md.',
      ),
    ],
  ),
  'run-too-late': always(
    'The schedule fired, but the run began long after its time: throttled or delayed by the platform, or the machine was asleep or overloaded.',
    'If it happens again, look at the concurrency limit and throttles of the probe function, or at the load and sleep settings of the machine.',
  ),
  'run-interrupted': always(
    'The process that made the run ended before it was finished: a crash, a deploy or restart at that moment, or lack of memory.',
    "One such run needs nothing. If it happens again, read the probe's own log at that time.",
  ),
  'probe-out-of-time': always(
    'The probe was stopped before the timeout of the monitor: the function may run for less time than the monitor may wait.',
    "Give the probe's function a timeout of at least timeoutSeconds plus 60 s, or lower timeoutSeconds.",
  ),
  'internal-error': always(
    'Something in Roundtrip or in what it stands on (database, secret store) failed; the mail servers were not judged.',
    "Read the probe's own log at that time; if the detail is no help, report it as a bug.",
  ),
} as const satisfies Partial<Record<Reason, Advice>>

function missing({ detail, secretName }: AdviceContext): string[] {
  if (detail) return [tameLine(detail, MAX_DETAIL)]
  return secretName ? [`Missing: ${tameLine(secretName)}`] : []
}
