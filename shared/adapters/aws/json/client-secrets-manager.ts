import { JsonClient, type JsonClientConfig, type JsonService } from './json-client.ts'
import { operation } from './operation.ts'

/** In bundles in place of `@aws-sdk/client-secrets-manager`: what readers of secrets use of it. */
const SERVICE: JsonService = {
  serviceId: 'Secrets Manager',
  hostPrefix: 'secretsmanager',
  target: 'secretsmanager',
  version: '1.1',
}

export class SecretsManagerClient extends JsonClient {
  constructor(config?: JsonClientConfig) {
    super(SERVICE, config)
  }
}

export const GetSecretValueCommand = operation('GetSecretValue')
