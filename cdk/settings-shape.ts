import * as v from 'valibot'

import { readEmailAddress } from '../shared/core/definition/email-address.ts'
import { field, problemOf, section, taken } from '../shared/core/definition/fields.ts'
import type { Problem } from '../shared/core/monitor.ts'
import { DEFAULT_STACK_NAME, KMS_KEY_ARN, KMS_KEY_FORM, STACK_NAME } from '../shared/core/secret-names.ts'

/** What a user may set for the whole stack. Every field may be left out. */
export interface Settings {
  /** Name of the CloudFormation stack and of the path of its secrets; at most 24 letters, digits and hyphens. Default `Roundtrip`. */
  stackName?: string
  /** Who is told of alerts; default nobody. AWS asks each email address for a confirmation. */
  subscribers?: {
    email?: readonly string[]
    /** Phone numbers with country code (E.164), as `+15551230100`. */
    sms?: readonly string[]
  }
  /** Sender of test messages whose monitor has no `smtp.from`; default: the monitor's own address. */
  senderAddress?: string
  /** Memory of the probe function in MB, 128 to 1024; its CPU share follows. Default 256. */
  memoryMb?: number
  /** What becomes of the two tables when the stack is deleted; default `retain`. */
  removalPolicy?: 'retain' | 'destroy'
  /** ARN of the KMS key that passwords are encrypted with; default: the account's own keys, `aws/ssm` and `aws/secretsmanager`. */
  secretsKeyArn?: string
}

/** Settings with every default filled in. */
export interface StackSettings {
  stackName: string
  subscribers: { email: readonly string[]; sms: readonly string[] }
  senderAddress?: string
  memoryMb: number
  removalPolicy: 'retain' | 'destroy'
  secretsKeyArn?: string
}

/** E.164: a plus sign and up to 15 digits. */
const PHONE_NUMBER = /^\+[1-9]\d{6,14}$/

const textLike = (what: string, pattern: RegExp) =>
  field<string>(what, (value) => typeof value === 'string' && pattern.test(value))

const distinct = <T extends v.GenericSchema<unknown, string>>(what: string, item: T) =>
  v.optional(
    v.pipe(
      v.array(item, `expected a list of ${what}`),
      v.check((list) => new Set(list).size === list.length, 'expected each subscriber once'),
    ),
    [],
  )

const schema = section('an object', {
  stackName: v.optional(
    textLike('a letter, then at most 23 letters, digits and hyphens', STACK_NAME),
    DEFAULT_STACK_NAME,
  ),
  subscribers: v.optional(
    section('an object', {
      email: distinct('addresses', taken(readEmailAddress)),
      sms: distinct('phone numbers', textLike('a number with country code, as +15551230100', PHONE_NUMBER)),
    }),
    {},
  ),
  senderAddress: v.optional(taken(readEmailAddress)),
  memoryMb: v.optional(
    field<number>(
      'a whole number of MB from 128 to 1024',
      (value) => Number.isInteger(value) && Number(value) >= 128 && Number(value) <= 1024,
    ),
    256,
  ),
  removalPolicy: v.optional(
    field<'retain' | 'destroy'>(
      '"retain" or "destroy"',
      (value) => value === 'retain' || value === 'destroy',
    ),
    'retain',
  ),
  secretsKeyArn: v.optional(textLike(`${KMS_KEY_FORM}, not of an alias`, KMS_KEY_ARN)),
})

/** Fills in the defaults, or returns every mistake with its place. */
export function resolveSettings(
  settings: unknown,
): { ok: true; settings: StackSettings } | { ok: false; problems: readonly Problem[] } {
  const parsed = v.safeParse(schema, settings)
  if (!parsed.success) return { ok: false, problems: parsed.issues.map(problemOf) }
  const { senderAddress, secretsKeyArn, ...rest } = parsed.output
  return {
    ok: true,
    settings: {
      ...rest,
      ...(senderAddress !== undefined && { senderAddress }),
      ...(secretsKeyArn !== undefined && { secretsKeyArn }),
    },
  }
}
