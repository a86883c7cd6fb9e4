import { serverForms } from '../../../shared/core/run/schemes.ts'

export const CHECK_USAGE = `Usage: roundtrip check --email ADDRESS --mailbox URL --userid NAME --password-env NAME --smtp URL [options]
       roundtrip check ID [--file FILE] [options]
       roundtrip check FILE [options]

One round trip from this machine: sends a test message, waits for it in the mailbox, deletes it.
Nothing is stored and nobody is alerted. ID is a monitor of cdk/monitors.ts, or of --file FILE.
A .ts or .js file is a program: reading it runs it, with all your rights.

  --email ADDRESS            where the test message goes
  --mailbox URL              where it is looked for: ${serverForms('mailbox', { withPorts: true })}
  --userid NAME              the mailbox login
  --password-env NAME        the environment variable that holds its password
  --smtp URL                 the server that takes the message: ${serverForms('smtp', { withPorts: true })}
  --smtp-userid NAME         the login there, if it wants one,
  --smtp-password-env NAME   and the environment variable that holds its password
  --from ADDRESS             the sender; default: the same address
  --helo NAME                the name to say in EHLO; default: this machine's own
  --seconds-between-logins SECONDS
                             0 to 900 between two logins to the mailbox; default: 0
  --timeout SECONDS          5 to 300 for the whole trip; default: 300, or what the monitor says

  --allow-clear              log in without TLS too where the server offers none and the monitor says nothing of TLS:
                             anyone in between can read the password
  --ca FILE                  PEM certificates to trust besides the usual ones (or NODE_EXTRA_CA_CERTS)
  --log                      show the diagnostic log too
  --json                     print one JSON object instead; progress only on a terminal, to standard error
  --nagios                   print one line with performance data, with the exit codes of Nagios plugins
  --help                     this text

Passwords of monitors: "ssm:NAME" and "secretsmanager:NAME" are read from the variable ROUNDTRIP_SECRET_<NAME>,
"env:NAME" from NAME.
Exit codes: 0 the message came back, 1 it failed, 2 not understood, 3 inconclusive, 130 stopped by Ctrl-C;
with --nagios: 0 OK, 1 WARNING, 2 CRITICAL, 3 UNKNOWN.
`
