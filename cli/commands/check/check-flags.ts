import type { TargetFlags } from '../../arguments/target-flags.ts'

/** The options that describe a monitor. */
export interface DescribingFlags {
  email: string | undefined
  mailbox: string | undefined
  userid: string | undefined
  passwordEnv: string | undefined
  grantEnv: string | undefined
  folder: string | undefined
  junk: string | undefined
  junkServer: string | undefined
  smtp: string | undefined
  smtpUserid: string | undefined
  smtpPasswordEnv: string | undefined
  smtpGrantEnv: string | undefined
  from: string | undefined
  helo: string | undefined
  secondsBetweenLogins: string | undefined
  timeout: string | undefined
}

/** The forms that a check is told in. */
export interface FormFlags {
  log: boolean
  json: boolean
  nagios: boolean
}

export interface CheckFlags extends DescribingFlags, FormFlags, TargetFlags {
  file: string | undefined
  ca: string | undefined
  allowClear: boolean
}
