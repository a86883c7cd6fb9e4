import { GetTopicAttributesCommand, type SNSClient } from '@aws-sdk/client-sns'

/** The KMS key that a topic is encrypted with, as it was set; `undefined`: none. Throws what the client throws. */
export async function topicKey(client: SNSClient, topicArn: string): Promise<string | undefined> {
  const { Attributes } = await client.send(new GetTopicAttributesCommand({ TopicArn: topicArn }))
  return Attributes?.KmsMasterKeyId
}
