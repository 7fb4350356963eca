import { startCloud } from './services/cloud'
import { noteEnter } from './services/session'

App({
  onLaunch() {
    startCloud()
  },
  onShow(options) {
    noteEnter(options)
  },
})
