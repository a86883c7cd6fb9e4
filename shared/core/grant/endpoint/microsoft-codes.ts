import type { GrantReason } from '../../run/statuses.ts'
import type { SaidError } from './said-error.ts'

/**
 * What the numbers of Entra ID mean (`AADSTS7000215`): from its list of error codes and from public reports, as
 * of November 2026. The general ones, which stand beside a number that says more, are left out: 70002, 9002313.
 */
const CODES: Partial<Record<GrantReason, readonly number[]>> = {
  'token-throttled': [90055, 50196],
  'token-endpoint-unavailable': [90006, 90012, 90024, 90033, 90036],
  // 7000218, 7000216: a secret is asked for, and none was sent.
  'grant-secret-wrong': [7000215, 7000218, 7000216],
  'grant-secret-expired': [7000222],
  // 700024, 500133: not within its time; 700021, 700023: issuer, audience; 700030: a certificate that is none.
  'grant-certificate-refused': [700027, 50012, 700024, 500133, 700021, 700023, 700030, 1000502],
  // 70001, 7000229: the app is not in this tenant; 500014: the resource is disabled there.
  'grant-app-unknown': [700016, 700011, 700038, 7000112, 70001, 7000229, 500014, 90130],
  // 900382: of another cloud; 9002331, 9002346: /consumers is wanted; 50128: a domain of no tenant.
  // 900023, 90019, 50059: no tenant could be made out; 50020, 90072: the user is of another tenant.
  // 5000224, 5000225: Microsoft has blocked the tenant.
  'grant-tenant-unknown': [
    90002, 9001023, 50194, 900023, 50059, 50020, 90072, 900382, 9002331, 9002346, 50128, 90019, 5000224,
    5000225,
  ],
  // 1002012, 28003: not in the form of an app's scope, empty; 900144 of a request without one.
  'grant-scope-refused': [70011, 28002, 500011, 1002012, 28003, 900144],
  // 65004: the user declined; 65006: a permission that is none; 65002, 650052: not approved beforehand.
  // 50105, 501051: not assigned to the app; 90093, 90095: an administrator's consent.
  'grant-consent-missing': [
    65001, 650056, 650057, 90094, 65004, 65002, 65005, 65006, 650052, 50105, 501051, 90093, 90095,
  ],
  // 53010, 53011, 530036, 130507: risk; 50097, 50131, 530003: the device; 530084: tokens that are bound to one.
  // 53000 to 53009: device, app or registration; 50072 to 50079, 500121: multi-factor; 50053: locked.
  // 50057, 500571, 500341: the user, or the guest, is disabled or deleted.
  'grant-access-blocked': [
    53003, 530032, 530035, 530034, 53000, 53001, 53002, 53004, 50072, 50074, 50076, 50079, 50158, 500121,
    50053, 50057, 500571, 500341, 53009, 53010, 53011, 530036, 130507, 50097, 50131, 530003, 530084,
  ],
  // A secret beside a public client, which the words say.
  'grant-refused': [700025],
  // 700084: of a single-page app; 50132, 50133, 50055: the password changed or expired; 50078, 50089: its time is up.
  'grant-login-expired': [
    700082, 70008, 70043, 50173, 70000, 700084, 50132, 50133, 50055, 50078, 50089, 50034,
  ],
}

const REASONS = new Map(
  Object.entries(CODES).flatMap(([reason, codes]) =>
    codes.map((code): [number, GrantReason] => [code, reason as GrantReason]),
  ),
)

/** Of an account that Microsoft has blocked, 70000 is not about the login. */
const ABUSED = /service abuse mode/i

/** The reason of the number that says most; `code` is that number, or else the first. */
export function microsoftReason({ codes, words }: Pick<SaidError, 'codes' | 'words'>): {
  reason?: GrantReason
  code?: number
} {
  const code = codes.find((one) => REASONS.has(one)) ?? codes[0]
  const known = code === undefined ? undefined : REASONS.get(code)
  const reason = code === 70000 && ABUSED.test(words) ? 'grant-access-blocked' : known
  return { ...(reason && { reason }), ...(code !== undefined && { code }) }
}
