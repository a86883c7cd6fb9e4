import type { Settings } from './settings-shape.ts'

/** Your settings. Everything has a default that works; `settings-shape.ts` says what there is. */
export const settings: Settings = {
  stackName: 'Roundtrip',
  subscribers: {
    email: [], // 'postmaster@example.com'
    sms: [], // '+15551230100'
  },
}
