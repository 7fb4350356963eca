import { absent, partial, remark, type Judgements } from './types'

const KEYBOARD =
  'no soft keyboard: `cursor-spacing`, `adjust-position`, `hold-keyboard` have nothing to do, `keyboardheightchange` never comes'

/** Built-in components by tag. What each says of itself in `without` joins these notes. */
export const COMPONENTS: Judgements = {
  button: partial(
    'of `open-type` share, chooseAvatar, agreePrivacyAuthorization and openSetting work; every other throws when tapped',
  ),
  canvas: partial(
    '`2d` and the old interface; `type="webgl"` is the browser’s, and no test uses it',
  ),
  'cover-image': partial('an ordinary image: nothing here lies above the page'),
  'cover-view': partial('an ordinary view: nothing here lies above the page'),
  form: remark('`report-submit` gives a made-up formId'),
  icon: remark('drawn anew, so a little different in looks'),
  image: partial(
    'the menu of a long press can save the picture and nothing else; WebP is drawn with and without `webp`',
  ),
  input: partial(`${KEYBOARD}; \`safe-password\` encrypts nothing; a nickname is not reviewed`),
  'keyboard-accessory': partial('there is no soft keyboard, so it is never seen'),
  'movable-area': partial('no pinching'),
  'movable-view': partial('follows the finger inside its area; no inertia, bounce or pinching'),
  'navigation-bar': partial('colours change at once'),
  navigator: partial('`target="miniProgram"` throws when tapped'),
  'open-data': partial('`userNickName`, `userAvatarUrl` and `groupName` only'),
  picker: partial('the lowest level of `region` is the district'),
  'rich-text': remark('`mode` is of Skyline'),
  'scroll-view': partial(
    'no bouncing and no slowing down of a finger’s; what is of Skyline alone does nothing, as on WebView',
  ),
  'share-element': partial('a plain box: nothing flies between pages'),
  swiper: remark('what is of Skyline alone does nothing, as on WebView'),
  'swiper-item': partial('`skip-hidden-item-layout` does nothing'),
  text: remark('`overflow` and `max-lines` are of Skyline'),
  textarea: partial(
    `${KEYBOARD}, nor has \`show-confirm-bar\`; \`fixed\` is not needed; never the padding of iOS`,
  ),
  video: absent('an unknown tag shows an error in the page and in the terminal'),
}
