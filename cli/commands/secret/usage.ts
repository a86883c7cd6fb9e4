export const SECRET_USAGE = `Usage: roundtrip secret set NAME [options]

Stores a password, which monitors name as ssm:NAME, with the hosts that it may be sent to: no run sends it to another. The
password is asked for without echo, or read from standard input.

The hosts default to those that the password is stored for, if you may read that, else to the servers of the monitors that
name it. At a terminal you are shown them: press Enter to accept, or type others. Without a terminal, servers of monitors are
taken only if all of these monitors have the same ones.

  --host HOST        a host, as mail.example.com or 192.0.2.1; several with commas, or the option several times
  --any-host         store the password alone: whoever may change a monitor can have it sent to any server
  --stack STACK      the stack it is for; default: stackName of cdk/settings.ts, else Roundtrip
  --secretsmanager   store it in AWS Secrets Manager; monitors then name it as secretsmanager:NAME
  --key ARN          the KMS key to encrypt it with; default: secretsKeyArn of cdk/settings.ts, if the
                     secret is for that stack, else the account's own key
  --help             this text

A stack that was deployed before passwords had hosts gets the password alone, and you are told: deploy, then set it again.
The account and the Region are those of the environment: AWS_PROFILE, AWS_REGION and so on.
Exit codes: 0 stored, 1 failed, 2 not understood, 130 Ctrl-C.
`
