import { expect, test } from 'vitest'

import type { Cloud } from '../../../shared/core/grant/grant.ts'
import {
  CLOUD_NAMES,
  isEndpointOf,
  microsoftAppScope,
  microsoftAuthorizationEndpoint,
  microsoftDeviceEndpoint,
  microsoftMailHosts,
  microsoftTokenEndpoint,
  microsoftUserScope,
} from '../../../shared/core/grant/grant-endpoints.ts'

/** As Microsoft's pages on national clouds and on OAuth for IMAP, POP3 and SMTP have them. */
const CLOUDS: readonly (readonly [
  Cloud,
  login: string,
  app: string,
  user: string,
  hosts: readonly string[],
])[] = [
  [
    'global',
    'https://login.microsoftonline.com',
    'https://outlook.office365.com',
    'https://outlook.office.com',
    ['outlook.office365.com', 'smtp.office365.com'],
  ],
  [
    'us-gov',
    'https://login.microsoftonline.us',
    'https://outlook.office365.us',
    'https://outlook.office365.us',
    ['outlook.office365.us', 'smtp.office365.us'],
  ],
  [
    'china',
    'https://login.partner.microsoftonline.cn',
    'https://partner.outlook.cn',
    'https://partner.outlook.cn',
    ['partner.outlook.cn', 'smtp.partner.outlook.cn'],
  ],
]

test.each(CLOUDS)(
  'the cloud %s is asked at its own endpoints, for its own mail',
  (cloud, login, app, user, hosts) => {
    const at = `${login}/contoso.example/oauth2/v2.0`
    const token = microsoftTokenEndpoint(cloud, 'contoso.example')
    expect(token).toBe(`${at}/token`)
    expect(microsoftAuthorizationEndpoint(cloud, 'contoso.example')).toBe(`${at}/authorize`)
    expect(microsoftDeviceEndpoint(cloud, 'contoso.example')).toBe(`${at}/devicecode`)
    expect(microsoftAppScope(cloud)).toBe(`${app}/.default`)
    expect(microsoftUserScope(cloud).split(' ')).toEqual([
      `${user}/IMAP.AccessAsUser.All`,
      `${user}/POP.AccessAsUser.All`,
      `${user}/SMTP.Send`,
      'offline_access',
    ])
    expect(microsoftMailHosts(token)).toEqual(hosts)
    expect(isEndpointOf('microsoft', token)).toBe(true)
  },
)

test('these are all of them, and none is told by how its host looks', () => {
  expect(CLOUD_NAMES).toEqual(CLOUDS.map(([cloud]) => cloud))
  for (const host of ['login.microsoftonline.com.example.com', 'login.microsoftonline.de']) {
    expect(microsoftMailHosts(`https://${host}/t/oauth2/v2.0/token`)).toEqual([])
    expect(isEndpointOf('microsoft', `https://${host}/t/oauth2/v2.0/token`)).toBe(false)
  }
})
