import type { IncomingMessage } from 'node:http'
import { readBody } from '../server'
import { parseMultipart } from '../multipart'

/** What the object store refuses; the SDK reads code and message from the XML of the answer. */
export class ObjectRefusal extends Error {
  override readonly name = 'ObjectRefusal'

  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message)
  }
}

/** What a form has to say to be let in, as `getUploadMetadata` told its sender. */
export interface PostPolicy {
  path: string
  authorization: string
}

/**
 * The file of a POST Object form: wx-server-sdk 2.x uploads so, newer ones send a PUT. The whole form is in memory, as
 * the bound of a request allows.
 * @throws ObjectRefusal for a form that is none, is signed otherwise or names another path
 */
export async function postedFile(request: IncomingMessage, policy: PostPolicy): Promise<Buffer> {
  const body = await readBody(request)
  if (!body) throw new ObjectRefusal(400, 'EntityTooLarge', 'The object is too large.')
  const form = fieldsOf(request.headers['content-type'] ?? '', body)
  const signature = form.get('Signature') ?? form.get('signature')
  if (signature?.toString() !== policy.authorization) {
    throw new ObjectRefusal(403, 'SignatureDoesNotMatch', 'The signature does not match.')
  }
  if (form.get('key')?.toString() !== policy.path) {
    throw new ObjectRefusal(403, 'AccessDenied', 'The key is not the one that was permitted.')
  }
  const file = form.get('file')
  if (!file) throw new ObjectRefusal(400, 'MalformedPOSTRequest', 'The form has no file.')
  return file
}

function fieldsOf(contentType: string, body: Buffer): Map<string, Buffer> {
  try {
    return parseMultipart(contentType, body)
  } catch {
    throw new ObjectRefusal(400, 'MalformedPOSTRequest', 'The body is not multipart/form-data.')
  }
}
