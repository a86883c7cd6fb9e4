import type { RetentionDays } from 'aws-cdk-lib/aws-logs'

import type { SmtpSettings } from '../../shared/core/definition/monitor.ts'
import type { SmtpDefinition } from '../../shared/core/definition/monitor-definition.ts'
import type { Retention } from '../../shared/core/history/retention.ts'
import type { RegisteredLocation } from '../../shared/core/location/registered-location.ts'
import type { WordingTemplates } from '../../shared/core/wording/template/template.ts'

/** What a user may set for the whole stack. Every field may be left out. */
export interface Settings {
  /**
   * Name of the CloudFormation stack and of the path of its secrets; at most 24 letters, digits and hyphens.
   * Default `Roundtrip`.
   */
  stackName?: string
  /**
   * Who is told, by topic; default nobody. `alerts` carries what monitors find, `operations` what goes wrong
   * with this stack itself. Up to 8 more may be named, in 1 to 32 lower-case letters, digits and hyphens.
   */
  topics?: Readonly<Record<string, Partial<Subscribers>>>
  /**
   * Alerts that a topic takes one by one within 5 minutes; what exceeds them is told in one digest. 1 to 500,
   * default 10.
   */
  alertCap?: number
  /** The Region of the stack, as `us-east-1`. Required as soon as there is a location beside home. */
  homeRegion?: string
  /**
   * Where monitors may run, by name; at most 20 beside `home`, which is there in any case. Each is a stack of its
   * own: `npx cdk deploy --all`. Default home alone.
   */
  locations?: Readonly<Record<string, LocationSetting>>
  /** Where monitors run that name no locations: 1 to 10 of their names; default `['home']`. */
  defaultLocations?: readonly string[]
  /**
   * Under which KMS key SNS keeps what is published: `aws`, SNS's own key of the account, which is free and
   * which CloudWatch's alarms cannot use, so that `operations` has none; `own`, one that the stack makes for
   * all topics, at $1 a month. Default `aws`.
   */
  topicsKey?: 'aws' | 'own'
  /** Sender of test messages whose monitor has no `smtp.from`; default: the monitor's own address. */
  senderAddress?: string
  /**
   * Monitors without `smtp` send by Amazon SES, in the Region of the stack, as `senderAddress`, which it requires.
   * `domain`: the stack makes the SES identity of that address's domain, and its outputs hold the three DNS records
   * that verify it; `address`: an identity of the address alone, to which AWS mails a link; `existing`: somebody
   * verified one of the two already in this Region. Default: every monitor needs `smtp`.
   */
  builtInSender?: SenderIdentity
  /** Memory of the probe function in MB, 128 to 1024; its CPU share follows. Default 256. */
  memoryMb?: number
  /** Days that things are kept. */
  retention?: Partial<StackRetention>
  /** Cost allocation tags and the like, on the stack and all that is in it; at most 40. */
  tags?: Readonly<Record<string, string>>
  /** What becomes of the two tables when the stack is deleted; default `retain`. */
  removalPolicy?: 'retain' | 'destroy'
  /**
   * The watchdog calls this URL every minute, so that something outside notices when all of this is down.
   * Default none.
   */
  heartbeatUrl?: string
  /**
   * The managed policy, by ARN or by name, that bounds what any role of Roundtrip may do, for accounts that ask for
   * one. Default none.
   */
  permissionsBoundary?: string
  /** The path of roles and managed policies, as `/ops/`. Default `/`. */
  rolePath?: string
  /** The KMS key, by ARN, under which secrets are stored, where it is not the account's default one. */
  secretsKeyArn?: string
  /**
   * PEM files, by their paths from the top of the checkout, of authorities (CAs) whose certificates the probes
   * take beside those of public ones, at every mail server, as npm start does; at most 64 KB in all. Default none.
   */
  trustedCertificates?: readonly string[]
  /**
   * Tables that a destroyed stack or a restore left behind, by name: this stack takes them up and makes none.
   */
  existingTables?: ExistingTables
  /** Where `docs/operations.md` can be read, for the links in alarms; default `docs/operations.md`. */
  runbookUrl?: string
  /**
   * Where the page can be opened by whoever is told of an alert, as `https://mail-monitor.example.com`: each alert
   * then has one link to what it is about. Default none: alerts name a command. Not an address of this machine.
   */
  pageUrl?: string
  /**
   * What alerts say instead of the built-in wording, by form, with placeholders as `{monitor}`: `subject` and
   * `sms` of at most 200 characters, `text` of at most 1500, which holds `{alertId}` or `{default}`. Each is
   * tried on every kind of alert at synth.
   */
  wording?: WordingTemplates
  /** The IANA time zone whose months reports are of, whoever reads them; default `UTC`. */
  reportZone?: string
  /** Whether people who may only look may ask for tests, one a monitor a minute and ten an hour; default `true`. */
  viewersMayTest?: boolean
  /** Whether there is a dashboard in CloudWatch, of which three are free in an account; default `true`. */
  cloudWatchDashboard?: boolean
  /** How alerts leave one machine (`npm start`); a stack does not use it. */
  localAlerts?: LocalAlerts
  /**
   * What sends on one machine (`npm start`) for monitors without `smtp`, written as theirs, with `server`; the
   * password is `ssm:NAME` (`npx roundtrip secrets set NAME --local`) or `env:NAME`. A stack does not use it. Default:
   * the demo server, which delivers to the demo mailbox alone.
   */
  localSender?: SmtpDefinition & { readonly server: string }
}

/** What SES knows the sender of test messages by. */
export type SenderIdentity = 'domain' | 'address' | 'existing'

/** One location beside home. */
export interface LocationSetting {
  /** Left out where the name is a Region's. */
  region?: string
  /**
   * Its probe is seen with one public address, which is an output of its stack; its name is no Region's. Default
   * `false`.
   */
  fixedAddress?: boolean
  /** The first step of taking it away: nothing runs there any more. Default `false`. */
  removed?: boolean
}

/** AWS delivers the alerts of a stack; one machine delivers its own. */
export interface LocalAlerts {
  /**
   * The server that takes alerts for `email` subscribers, written as a monitor's `smtp`; `from` is required.
   * The password is `ssm:NAME` (`npx roundtrip secrets set NAME --local`) or `env:NAME`. Default: no email goes out.
   */
  smtp?: SmtpDefinition & { readonly from: string }
}

/** Who listens to one topic. */
export interface Subscribers {
  /** AWS sends each address a link that must be followed first. */
  email: readonly string[]
  /** Phone numbers with country code (E.164), as `+15551230100`. */
  sms: readonly string[]
  /**
   * Webhooks, which get JSON inside SNS's envelope; each must answer the confirmation that SNS sends first.
   */
  https: readonly string[]
  /** Queues by ARN, which get JSON as it is; a queue's own policy must let the topic send. */
  sqs: readonly string[]
}

/**
 * Days that things are kept: 7 to 3650 for results, 1 to 3650 for diagnostic logs. Defaults 400, 30 and 180.
 */
export interface StackRetention extends Retention {
  /** The functions' own logs, in CloudWatch: one of the spans that it offers. Default 30. */
  functionLogDays: number
}

export interface ExistingTables {
  monitors: string
  results: string
}

/** A location beside home. */
export interface LocationSettings {
  /** As definitions and results call it. */
  name: string
  kind: RegisteredLocation['kind']
  region: string
  removed: boolean
}

/** Settings with every default filled in. */
export interface StackSettings {
  stackName: string
  /** Always holds `alerts` and `operations`. */
  topics: Readonly<Record<string, Subscribers>>
  alertCap: number
  topicsKey: 'aws' | 'own'
  homeRegion?: string
  /** Those beside home. */
  locations: readonly LocationSettings[]
  defaultLocations: readonly string[]
  senderAddress?: string
  builtInSender?: { address: string; identity: SenderIdentity }
  memoryMb: number
  retention: Omit<StackRetention, 'functionLogDays'> & { functionLogDays: RetentionDays }
  tags: Readonly<Record<string, string>>
  removalPolicy: 'retain' | 'destroy'
  heartbeatUrl?: string
  permissionsBoundary?: string
  rolePath?: string
  secretsKeyArn?: string
  /** In DER; absent: none. */
  trustedCertificates?: readonly Buffer[]
  existingTables?: ExistingTables
  runbookUrl: string
  /** Without a slash at its end. */
  pageUrl?: string
  /** Empty: the built-in wording. */
  wording: WordingTemplates
  reportZone: string
  viewersMayTest: boolean
  cloudWatchDashboard: boolean
  localAlerts?: { smtp?: SmtpSettings & { from: string } }
  localSender?: SmtpSettings
}
