import { JsonClient, type JsonClientConfig, type JsonService } from './json-client.ts'
import { operation } from './operation.ts'

/** In bundles in place of `@aws-sdk/client-ssm`: what readers of secrets and tokens use of it. */
const SERVICE: JsonService = { serviceId: 'SSM', hostPrefix: 'ssm', target: 'AmazonSSM', version: '1.1' }

export class SSMClient extends JsonClient {
  constructor(config?: JsonClientConfig) {
    super(SERVICE, config)
  }
}

export const GetParametersCommand = operation('GetParameters')
export const PutParameterCommand = operation('PutParameter')
