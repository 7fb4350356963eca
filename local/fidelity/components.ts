import { absent, partial, remark, type Judgements } from './types'

const KEYBOARD =
  'no soft keyboard: `cursor-spacing`, `adjust-position`, `hold-keyboard` do nothing, `keyboardheightchange` never comes'

/** Built-in components by tag. */
export const COMPONENTS: Judgements = {
  button: partial(
    'of `open-type` share, chooseAvatar, agreePrivacyAuthorization and openSetting work; every other throws when tapped',
  ),
  canvas: partial('`2d` and the old interface; `type="webgl"` has no context'),
  'cover-image': partial('an ordinary image: nothing here lies above the page'),
  'cover-view': partial('an ordinary view: nothing here lies above the page'),
  form: remark('`report-submit` gives a made-up formId'),
  icon: remark('drawn anew, so a little different in looks'),
  image: partial('`webp`, `fade-in`, `show-menu-by-longpress` and `force-https` do nothing'),
  input: partial(`${KEYBOARD}; \`safe-password\` encrypts nothing; a nickname is not reviewed`),
  'keyboard-accessory': partial('there is no soft keyboard, so it is never seen'),
  'movable-view': partial(
    'follows the finger inside its area; no inertia, bounce or pinching, no `scale` and `htouchmove` events',
  ),
  'movable-area': partial('`scale-area` does nothing'),
  'navigation-bar': partial('colours change at once'),
  navigator: partial('`target="miniProgram"` throws when tapped'),
  'open-data': partial('`userNickName`, `userAvatarUrl` and `groupName` only'),
  'page-container': partial('going back does not close it; `close-on-slide-down` does nothing'),
  'page-meta': partial('`page-orientation` does nothing, no `scrolldone` event'),
  picker: partial('the lowest level of `region` is the district'),
  'picker-view': partial('`immediate-change` does nothing'),
  'rich-text': partial('`mode` does nothing; every `space` keeps all spaces'),
  'scroll-view': partial(
    'no `ScrollViewContext`; `enable-back-to-top`, `scroll-anchoring`, `bounces`, `show-scrollbar`, `fast-deceleration` and everything of Skyline do nothing',
  ),
  'share-element': partial('a plain box: nothing flies between pages'),
  swiper: partial('`snap-to-edge` does nothing; everything of Skyline neither'),
  'swiper-item': partial('`skip-hidden-item-layout` does nothing'),
  text: partial('`decode`, `overflow` and `max-lines` do nothing; every `space` keeps all spaces'),
  textarea: partial(
    `${KEYBOARD}; \`fixed\`, \`show-confirm-bar\` and \`disable-default-padding\` do nothing; \`heightRpx\` is 0`,
  ),
  video: absent('an unknown tag shows an error in the page and in the terminal'),
}
