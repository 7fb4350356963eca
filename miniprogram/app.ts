import { startCloud } from './services/cloud'
import { session } from './services/session'

App({
  onLaunch() {
    startCloud()
  },
  onShow(options) {
    session.noteEnter(options)
  },
})
