import * as oauth from 'oauth4webapi'

import type { TokenEndpoint } from '../../app/ports/token-renewal.ts'
import { readAnswer } from '../../core/grant/endpoint/endpoint-answer.ts'
import { type Grant, providerOf } from '../../core/grant/grant.ts'
import { hasFormOfSecretId } from '../../core/grant/secret-id.ts'
import type { Asked } from '../../core/grant/endpoint/said-error.ts'
import type { EpochMs } from '../../core/time/units.ts'
import type { PostOptions } from './bounded-post.ts'
import { clientProof, serviceAssertion } from './client-proof.ts'
import { type RequestOptions, hearing } from './hear.ts'

export interface EndpointOptions extends PostOptions {
  now: () => EpochMs
}

const JWT_BEARER = 'urn:ietf:params:oauth:grant-type:jwt-bearer'

/** Asks the token endpoints of grants over HTTP: one request each, nothing kept. */
export function httpTokenEndpoint({ now, ca }: EndpointOptions): TokenEndpoint {
  const hear = hearing({ ca })
  return {
    async redeem(grant, signal, refreshToken) {
      const { host } = new URL(grant.tokenEndpoint)
      const sent = refreshTokenOf(grant, refreshToken)
      const send = (options: RequestOptions) => request(grant, sent, options, now())
      const heard = await hear(host, signal, send, keyOf(grant))
      if (heard.kind === 'unheard') return heard.refusal
      return readAnswer(heard.answer, asked(grant, host, now(), heard.hide), sent)
    },
  }
}

async function request(
  grant: Grant,
  refreshToken: string | undefined,
  options: RequestOptions,
  now: EpochMs,
): Promise<Response> {
  // The library puts the issuer into assertions as their audience.
  const server = { issuer: grant.tokenEndpoint, token_endpoint: grant.tokenEndpoint }
  const client = { client_id: grant.kind === 'service-account' ? grant.clientEmail : grant.clientId }
  const proof = await clientProof(grant, now)
  const scope: Record<string, string> = grant.scope === '' ? {} : { scope: grant.scope }
  switch (grant.kind) {
    case 'client-credentials':
      return await oauth.clientCredentialsGrantRequest(server, client, proof, scope, options)
    case 'service-account': {
      const assertion = await serviceAssertion(grant, now)
      return await oauth.genericTokenEndpointRequest(
        server,
        client,
        proof,
        JWT_BEARER,
        { assertion },
        options,
      )
    }
    case 'refresh-token':
      return await oauth.refreshTokenGrantRequest(server, client, proof, refreshToken ?? '', {
        ...options,
        // Microsoft wants it said again (AADSTS900144).
        additionalParameters: scope,
      })
    default:
      return grant satisfies never
  }
}

function asked(grant: Grant, host: string, now: EpochMs, hide: Asked['hide']): Asked {
  return {
    provider: providerOf(grant),
    kind: grant.kind,
    host,
    now,
    loggedInAt: grant.kind === 'refresh-token' ? grant.loggedInAt : undefined,
    sentSecretId: hasFormOfSecretId(grant),
    hide,
  }
}

function keyOf(grant: Grant): string | undefined {
  if (grant.kind === 'service-account') return grant.privateKey
  return grant.kind === 'client-credentials' && grant.proof.kind === 'certificate'
    ? grant.proof.privateKey
    : undefined
}

function refreshTokenOf(grant: Grant, rotated: string | undefined): string | undefined {
  return grant.kind === 'refresh-token' ? (rotated ?? grant.refreshToken) : undefined
}
