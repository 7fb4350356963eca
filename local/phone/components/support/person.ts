import { withPhoneFonts } from '../canvas/text'
import { colourOf, surnameOf } from '../../frame/avatar'
import type { PhoneHost } from '../../host'

export interface OpenPerson {
  personId: string
  nickname: string
}

const AVATAR_PX = 132

export async function askPerson(host: PhoneHost): Promise<OpenPerson> {
  return (await host.request('/api/openData', { type: 'userNickName' })) as OpenPerson
}

/** The person's picture as this phone draws it everywhere, as a file. */
export async function drawAvatar(person: OpenPerson): Promise<Blob> {
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = AVATAR_PX
  const plain = canvas.getContext('2d')
  if (!plain) throw new Error('the browser cannot draw')
  const context = withPhoneFonts(plain)
  context.fillStyle = colourOf(person.personId)
  context.fillRect(0, 0, AVATAR_PX, AVATAR_PX)
  context.fillStyle = '#fff'
  context.font = `500 ${AVATAR_PX / 2}px "PingFang SC", sans-serif`
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  context.fillText(surnameOf(person.nickname), AVATAR_PX / 2, AVATAR_PX / 2 + 4)
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('the browser cannot draw'))))
  })
}
